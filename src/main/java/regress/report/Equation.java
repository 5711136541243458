package regress.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.regex.Pattern;
import regress.data.Printable;

/** A linear model as a line of algebra: {@code mpg = -3.87783 wt - 0.0317730 hp + 37.2273}. */
public final class Equation {
  private static final int LINE = 78;
  private static final String WORD = "[\\p{L}_][\\p{L}\\p{M}\\p{Nd}_.]*";

  /** A word, or a term of words: {@code x^2}, {@code a:b}. */
  private static final Pattern PLAIN = Pattern.compile("%1$s(\\^\\p{Nd}+|:%1$s)?".formatted(WORD));

  private Equation() {}

  /** The equation, broken into indented lines where it is long; {@code number} gets no signs. */
  public static String of(
      String target,
      List<String> features,
      double[] coefficients,
      OptionalDouble intercept,
      DoubleFunction<String> number) {
    var text = new StringBuilder(name(target) + " =");
    String indent = "\n" + " ".repeat(text.length());
    int line = 0;
    int terms = features.size() + (intercept.isPresent() ? 1 : 0);
    for (int j = 0; j < terms; j++) {
      double value = j < features.size() ? coefficients[j] : intercept.getAsDouble();
      String name = j < features.size() ? " " + name(features.get(j)) : "";
      String sign = j == 0 ? (value < 0 ? " -" : " ") : value < 0 ? " - " : " + ";
      String term = sign + number.apply(Math.abs(value)) + name;
      if (text.length() - line + term.length() > LINE) {
        line = text.length() + 1;
        text.append(indent);
      }
      text.append(term);
    }
    return terms == 0 ? text + " 0" : text.toString();
  }

  /** y = slope x + intercept, to three decimals. */
  public static String line(double slope, double intercept) {
    return of(
        "y",
        List.of("x"),
        new double[] {slope},
        OptionalDouble.of(intercept),
        Numbers::threeDecimals);
  }

  /**
   * A feature's name, in backticks unless it is a plain word or a term of such, so that no name can
   * be taken for two, for a number or for a sign of algebra. A backtick in a name is doubled.
   */
  public static String name(String column) {
    String printable = Printable.line(column);
    return PLAIN.matcher(printable).matches()
        ? printable
        : "`" + printable.replace("`", "``") + "`";
  }
}
