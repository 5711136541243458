package regress.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/** Understands numbers of bytes: a whole number, and k, m, g or t for powers of 1024. */
final class BytesOption implements ITypeConverter<Long> {
  private static final Pattern BYTES =
      Pattern.compile("([0-9]+)([kmgt]?)", Pattern.CASE_INSENSITIVE);
  private static final String UNITS = "kmgt";

  @Override
  public Long convert(String text) {
    Matcher matcher = BYTES.matcher(text);
    try {
      if (matcher.matches()) {
        int power =
            matcher.group(2).isEmpty()
                ? 0
                : 1 + UNITS.indexOf(matcher.group(2).toLowerCase(Locale.ROOT));
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power));
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // More than a long counts is no amount of memory either.
    }
    throw Reading.refused("a number of bytes such as 512m or 2g", text);
  }
}
