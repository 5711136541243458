package regress.cli;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.regex.Pattern;
import regress.data.Printable;

/** A linear model as a line of algebra: {@code mpg = -3.87783 wt - 0.0317730 hp + 37.2273}. */
final class Equation {
  private static final int LINE = 78;
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{Nd}_.]*");

  private Equation() {}

  /**
   * The equation, broken into indented lines where it is long.
   *
   * @param number writes a number that is not negative
   */
  static String of(
      String target,
      List<String> features,
      double[] coefficients,
      double intercept,
      DoubleFunction<String> number) {
    String head = name(target) + " =";
    var text = new StringBuilder(head);
    int column = head.length();
    for (int j = 0; j <= features.size(); j++) {
      double value = j < features.size() ? coefficients[j] : intercept;
      String name = j < features.size() ? " " + name(features.get(j)) : "";
      String term = sign(value, j == 0) + number.apply(Math.abs(value)) + name;
      if (column + term.length() > LINE) {
        String indent = "\n" + " ".repeat(head.length());
        text.append(indent);
        column = head.length();
      }
      text.append(term);
      column += term.length();
    }
    return text.toString();
  }

  private static String sign(double value, boolean first) {
    if (first) {
      return value < 0 ? " -" : " ";
    }
    return value < 0 ? " - " : " + ";
  }

  /**
   * A column's name, in backticks unless it is a plain word, so that no name can be taken for two,
   * for a number or for a sign of algebra. A backtick in a name is doubled.
   */
  static String name(String column) {
    String printable = Printable.line(column);
    return WORD.matcher(printable).matches() ? printable : "`" + printable.replace("`", "``") + "`";
  }
}
