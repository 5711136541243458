package regress;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import regress.data.Printable;

/**
 * A feature that the features before it say to within rounding: it has the coefficient 0.
 *
 * <pre>
 *   feature = constant + sum of multiples x
 * </pre>
 *
 * @param feature its name
 * @param constant 0 where there is none
 * @param multiples by the names of the features that have a part in it, in their order; empty where
 *     the feature is constant
 */
public record LeftOut(String feature, double constant, Map<String, Double> multiples) {

  /** The combination: {@code 7 - 2 a + 1 b}. */
  public String combination() {
    String signed =
        multiples.entrySet().stream()
            .map(part -> signed(part.getValue()) + " " + part.getKey())
            .collect(Collectors.joining());
    String sum = constant != 0 || multiples.isEmpty() ? signed(constant) + signed : signed;
    return sum.startsWith(" + ") ? sum.substring(3) : "-" + sum.substring(3);
  }

  private static String signed(double value) {
    String number = String.format(Locale.ROOT, "%.6g", Math.abs(value));
    String plain = number.contains(".") ? number.replaceFirst("\\.?0+(?=e|$)", "") : number;
    return (value < 0 ? " - " : " + ") + plain;
  }

  /** One sentence, for people. */
  public String sentence() {
    return Printable.line(
        "Feature '%s' was left out, since %s = %s to within rounding."
            .formatted(feature, feature, combination()));
  }
}
