package regress.cli;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the values of options. What is refused is said so that the option's name can precede it.
 */
final class Reading {
  private Reading() {}

  /** A refusal: "takes a number, not 'abc'". */
  static TypeConversionException refused(String takes, String text) {
    return new TypeConversionException("takes " + takes + ", not '" + text + "'");
  }

  /** From 1 on. */
  static int count(String text) {
    return (int) whole(text, 1, Integer.MAX_VALUE);
  }

  /** A whole number, also as 1e5 or 100000.0. */
  static long whole(String text, long least, long most) {
    try {
      var number = new BigDecimal(text);
      if (number.compareTo(BigDecimal.valueOf(least)) >= 0
          && number.compareTo(BigDecimal.valueOf(most)) <= 0) {
        return number.longValueExact();
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // A fraction, or no number: neither is whole.
    }
    throw refused("a whole number from " + least + " to " + most, text);
  }

  static double number(String text) {
    return number(text, "a number");
  }

  /**
   * A decimal number that float64 holds.
   *
   * @param takes what to say that the option takes, if it is none
   */
  static double number(String text, String takes) {
    try {
      double value = new BigDecimal(text).doubleValue();
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw refused(takes, text);
  }

  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw refused("a path", text);
    }
  }

  /** How many samples determine a line. */
  static final class Samples implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return (int) whole(text, 2, Integer.MAX_VALUE);
    }
  }

  /** NumPy's seeds: 32 bits without a sign. */
  static final class Seed implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      return whole(text, 0, 0xffffffffL);
    }
  }
}
