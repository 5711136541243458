package regress.data;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a field is that is no finite decimal number. */
enum Flaw {
  TEXT,
  DECIMAL_COMMA,
  MISSING,
  NAN,
  INFINITE;

  private static final Set<String> MISSING_WORDS = Set.of("", "na", "n/a", "null", "?");
  private static final Set<String> INFINITE_WORDS = Set.of("inf", "infinity");
  private static final Pattern COMMA_NUMBER = Pattern.compile("[+-]?\\d+,\\d+(?:[eE][+-]?\\d+)?");

  /** Of a field without surrounding blanks for which {@link Numeral#parse} has no value. */
  static Flaw of(String field) {
    if (Numeral.isDecimal(field)) {
      return INFINITE; // Too large for float64.
    }
    String word = field.toLowerCase(Locale.ROOT);
    if (MISSING_WORDS.contains(word)) {
      return MISSING;
    }
    String unsigned = word.startsWith("-") || word.startsWith("+") ? word.substring(1) : word;
    if (unsigned.equals("nan")) {
      return NAN;
    }
    if (INFINITE_WORDS.contains(unsigned)) {
      return INFINITE;
    }
    return COMMA_NUMBER.matcher(field).matches() ? DECIMAL_COMMA : TEXT;
  }
}
