package regress.cli;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import regress.data.DataException;
import regress.data.Dates;
import regress.data.NearestName;

/**
 * Reads the values of options. What is refused is said so that the option's name can precede it.
 */
final class Reading {
  private static final Pattern BYTES =
      Pattern.compile("([0-9]+)([kmgt]?)", Pattern.CASE_INSENSITIVE);
  private static final List<String> UNITS = List.of("", "k", "m", "g", "t");

  private Reading() {}

  /** A refusal: "takes a number, not 'abc'". */
  static TypeConversionException refused(String takes, String text) {
    return new TypeConversionException("takes " + takes + ", not '" + text + "'");
  }

  private static <T> T read(
      String text, String takes, Function<String, T> parsed, Predicate<T> isTaken) {
    try {
      T value = parsed.apply(text);
      if (isTaken.test(value)) {
        return value;
      }
    } catch (ArithmeticException | IllegalArgumentException | DataException e) {
      // Said below.
    }
    throw refused(takes, text);
  }

  /** From 1 on. */
  static int count(String text) {
    return (int) whole(text, 1, Integer.MAX_VALUE);
  }

  /** A whole number, also as 1e5 or 100000.0. */
  static long whole(String text, long least, long most) {
    return read(
        text,
        "a whole number from " + least + " to " + most,
        digits -> new BigDecimal(digits).longValueExact(),
        number -> least <= number && number <= most);
  }

  static double number(String text) {
    return number(text, "a number");
  }

  /** A decimal number that float64 holds; if it is none, the option takes something else. */
  static double number(String text, String takes) {
    return read(text, takes, digits -> new BigDecimal(digits).doubleValue(), Double::isFinite);
  }

  static Path path(String text) {
    return read(text, "the name of a file", Path::of, path -> !text.isEmpty());
  }

  /** A number, or {@code auto}, which is empty. */
  static OptionalDouble numberOrAuto(String text) {
    return text.equals("auto")
        ? OptionalDouble.empty()
        : OptionalDouble.of(number(text, "auto or a number"));
  }

  /** NumPy's seeds: 32 bits without a sign. */
  static long seed(String text) {
    return whole(text, 0, 0xffffffffL);
  }

  /** A number of bytes: a whole number, and k, m, g or t for powers of 1024. */
  static long bytes(String text) {
    Matcher matcher = BYTES.matcher(text);
    String takes = "a number of bytes such as 512m or 2g";
    if (!matcher.matches()) {
      throw refused(takes, text);
    }
    int power = UNITS.indexOf(matcher.group(2).toLowerCase(Locale.ROOT));
    return read(
        text,
        takes,
        all -> Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power)),
        bytes -> true);
  }

  /** One character, or {@code tab}, which shells make hard to type. */
  static char sign(String text) {
    if (text.equals("tab") || text.equals("\\t")) {
      return '\t';
    }
    if (text.length() != 1) {
      throw refused("one character or tab", text);
    }
    return text.charAt(0);
  }

  /** Any that Java knows. */
  static Charset encoding(String text) {
    try {
      return Charset.forName(text);
    } catch (IllegalArgumentException e) {
      Stream<String> names =
          Charset.availableCharsets().values().stream()
              .flatMap(known -> Stream.concat(Stream.of(known.name()), known.aliases().stream()));
      String near = NearestName.to(text, names.toList()).orElse("windows-1252");
      throw refused("the name of an encoding, such as " + near, text);
    }
  }

  /** A unit and perhaps an origin. */
  static Dates dates(String text) {
    return read(text, "days or seconds, or such as days:2020-01-01", Dates::of, dates -> true);
  }

  /** As {@link #choice(Class, List)}, of all constants. */
  static <E extends Enum<E>> ITypeConverter<E> choice(Class<E> type) {
    return choice(type, List.of());
  }

  /**
   * Reads an enum's constant, but some, by its name in lower case; names the others for a wrong
   * one.
   */
  static <E extends Enum<E>> ITypeConverter<E> choice(Class<E> type, List<E> but) {
    Map<String, E> choices = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      choices.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    choices.values().removeAll(but);
    return text -> {
      if (!choices.containsKey(text)) {
        throw refused("one of " + String.join(", ", choices.keySet()), text);
      }
      return choices.get(text);
    };
  }
}
