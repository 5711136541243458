package regress.data;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How numbers are written, if not as {@link Numeral} reads them. Their characters are rewritten and
 * then parsed once, so that a number is rounded once.
 *
 * @param decimal what precedes decimals; empty: a comma if thousands are set apart by points, else
 *     a point
 * @param thousands what may set thousands apart
 * @param symbols what may precede or follow a number
 * @param dates how dates are numbers
 */
record Notation(
    Optional<Character> decimal,
    Optional<Character> thousands,
    List<String> symbols,
    Optional<Dates> dates) {
  static final Notation PLAIN =
      new Notation(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

  private static final String BLANKS = " \u00a0\u2007\u2009\u202f";
  private static final String APOSTROPHES = "'\u2019";

  /** Further than any exponent that makes a difference. */
  private static final int FAR = 1 << 20;

  Notation {
    if (decimal.isPresent() && decimal.equals(thousands)) {
      throw DataException.choice(
          "'%s' cannot both precede decimals and set thousands apart. Choose another for one."
              .formatted(decimal.get()));
    }
  }

  Notation decimal(char sign) {
    return new Notation(Optional.of(sign), thousands, symbols, dates);
  }

  Notation thousands(char sign) {
    return new Notation(decimal, Optional.of(sign), symbols, dates);
  }

  Notation symbols(List<String> all) {
    return new Notation(decimal, thousands, List.copyOf(all), dates);
  }

  Notation dates(Dates origin) {
    return new Notation(decimal, thousands, symbols, Optional.of(origin));
  }

  /** What either says; where both do, what this one does. */
  Notation and(Notation other) {
    List<String> all = Stream.concat(symbols.stream(), other.symbols.stream()).distinct().toList();
    return new Notation(
        decimal.or(other::decimal), thousands.or(other::thousands), all, dates.or(other::dates));
  }

  /** What precedes decimals. */
  char point() {
    return decimal.orElse(thousands.equals(Optional.of('.')) ? ',' : '.');
  }

  /**
   * The number that a field in UTF-8 stands for, without surrounding blanks; NaN where it is none.
   *
   * @param numeral one of this {@link #point()}
   */
  double parse(Numeral numeral, byte[] s, int from, int to) {
    double value = numeral.start(s, from, to);
    if (!Double.isNaN(value) && numeral.end() == to) {
      return value;
    }
    return thousands.isEmpty() && symbols.isEmpty() && dates.isEmpty()
        ? Double.NaN
        : parse(new String(s, from, to - from, StandardCharsets.UTF_8));
  }

  double parse(String field) {
    double value = new Rewriting(field).value();
    return Double.isNaN(value) && dates.isPresent() ? dates.get().parse(field) : value;
  }

  /** A field on its way to what {@link Numeral} takes: sign, digits, decimals, exponent. */
  private final class Rewriting {
    private static final int ROOM = 12;

    private final char[] s;
    private final char[] plain;
    private int from;
    private int to;
    private int size;
    private int shift;

    Rewriting(String field) {
      this.s = field.toCharArray();
      this.to = s.length;
      this.plain = new char[to + ROOM];
    }

    double value() {
      takeSign();
      if (takeSymbol()) {
        takeSign();
      }
      return takeWhole() && takeRest() ? Numeral.parse(new String(plain, 0, size)) : Double.NaN;
    }

    private void takeSign() {
      if (size == 0 && from < to && (s[from] == '-' || s[from] == '+')) {
        plain[size++] = s[from++];
      }
    }

    /** Takes a symbol before or behind the number; returns whether it was before. */
    private boolean takeSymbol() {
      for (String symbol : symbols) {
        int length = symbol.length();
        boolean first = matches(symbol, from);
        if (first || matches(symbol, to - length)) {
          from += first ? length : 0;
          to -= first ? 0 : length;
          while (from < to && BLANKS.indexOf(s[from]) >= 0) {
            from++;
          }
          while (from < to && BLANKS.indexOf(s[to - 1]) >= 0) {
            to--;
          }
          shift = symbol.equals("%") ? 2 : symbol.equals("\u2030") ? 3 : 0;
          return first;
        }
      }
      return false;
    }

    private boolean matches(String symbol, int at) {
      if (at < from || at + symbol.length() > to) {
        return false;
      }
      for (int i = 0; i < symbol.length(); i++) {
        if (s[at + i] != symbol.charAt(i)) {
          return false;
        }
      }
      return true;
    }

    /** Takes digits: in groups of three, the first of one to three, or in one row. */
    private boolean takeWhole() {
      int group = 0;
      boolean apart = false;
      for (; from < to; from++) {
        if (isDigit(s[from])) {
          plain[size++] = s[from];
          group++;
        } else if (setsApart(s[from])) {
          if (group == 0 || group > 3 || apart && group != 3) {
            return false;
          }
          apart = true;
          group = 0;
        } else {
          break;
        }
      }
      return !apart || group == 3;
    }

    private boolean setsApart(char c) {
      if (thousands.isEmpty()) {
        return false;
      }
      char sign = thousands.get();
      return c == sign
          || BLANKS.indexOf(sign) >= 0 && BLANKS.indexOf(c) >= 0
          || APOSTROPHES.indexOf(sign) >= 0 && APOSTROPHES.indexOf(c) >= 0;
    }

    /** Takes decimals and the exponent; returns whether they are well formed. */
    private boolean takeRest() {
      if (from < to && s[from] == point()) {
        plain[size++] = '.';
        for (from++; from < to && isDigit(s[from]); from++) {
          plain[size++] = s[from];
        }
      }
      if (shift > 0) {
        return takeExponent();
      }
      for (; from < to; from++) {
        if (s[from] == '.') {
          return false;
        }
        plain[size++] = s[from];
      }
      return true;
    }

    /** Takes the exponent, less the power of ten that the symbol divides by. */
    private boolean takeExponent() {
      int exponent = 0;
      if (from < to) {
        int sign = from + 1 < to && (s[from + 1] == '-' || s[from + 1] == '+') ? 1 : 0;
        if (s[from] != 'e' && s[from] != 'E' || from + 1 + sign == to) {
          return false;
        }
        for (int i = from + 1 + sign; i < to; i++) {
          if (!isDigit(s[i])) {
            return false;
          }
          exponent = Math.min(FAR, 10 * exponent + s[i] - '0');
        }
        exponent = s[from + 1] == '-' ? -exponent : exponent;
      }
      plain[size++] = 'e';
      for (char c : Integer.toString(exponent - shift).toCharArray()) {
        plain[size++] = c;
      }
      return true;
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }
  }
}
