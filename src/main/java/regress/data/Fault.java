package regress.data;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A field that cannot be fitted: its row begins in a physical line, counted from 1. */
record Fault(long line, Flaw flaw, String field) {
  private static final int LONGEST = 40;
  private static final String DROP = "Drop such rows (--missing drop), or impute the value.";
  private static final Set<String> MISSING_WORDS = Set.of("", "na", "n/a", "null", "?");
  private static final Pattern INFINITE_WORD = Pattern.compile("[+-]?inf(inity)?");
  private static final Pattern NAN_WORD = Pattern.compile("[+-]?nan");
  private static final Pattern COMMA_NUMBER = Pattern.compile("[+-]?\\d+,\\d+(?:[eE][+-]?\\d+)?");

  /** What a field is that is no finite decimal number. */
  enum Flaw {
    TEXT,
    /** A number in other countries. */
    FOREIGN,
    MISSING,
    NAN,
    INFINITE;

    private static Flaw of(String field) {
      String word = field.toLowerCase(Locale.ROOT);
      if (MISSING_WORDS.contains(word)) {
        return MISSING;
      }
      if (NAN_WORD.matcher(word).matches()) {
        return NAN;
      }
      boolean decimal = Numeral.isDecimal(field);
      if (INFINITE_WORD.matcher(word).matches() || decimal && Double.isNaN(Numeral.parse(field))) {
        return INFINITE;
      }
      return decimal || COMMA_NUMBER.matcher(field).matches() ? FOREIGN : TEXT;
    }
  }

  /** Of a field without surrounding blanks for which {@link Notation#parse} has no value. */
  static Fault of(String field, long line) {
    return new Fault(line, Flaw.of(field), field);
  }

  /** Whether a field is sure to be text or missing: told at a glance, as text fills columns. */
  static boolean isWord(String field) {
    return field.isEmpty()
        || Character.isLetter(field.charAt(0))
            && ("nNiI".indexOf(field.charAt(0)) < 0 || field.length() > "infinity".length());
  }

  /** Whether there is no value, be it that a program has written it as no number. */
  boolean isMissing() {
    return flaw == Flaw.MISSING || flaw == Flaw.NAN;
  }

  DataException in(String table, String column) {
    return DataException.content(
        "%s line %s, column '%s': %s".formatted(table, line, column, sentences()));
  }

  private String sentences() {
    String shown = "'" + shortened(field) + "' is not a number. ";
    return switch (flaw) {
      case TEXT, FOREIGN ->
          shown
              + FormHint.sentence(field)
                  .or(() -> SeparatorHint.forComment(field.startsWith("# ") ? field : ""))
                  .orElse(
                      "Correct it, leave the column out of target and features, or make categories of its values (--categories).");
      case MISSING ->
          "the value is missing%s. %s".formatted(field.isEmpty() ? "" : " (" + field + ")", DROP);
      case NAN -> "NaN is not a number that can be fitted. " + DROP;
      case INFINITE -> field + " is not a finite number. Drop or impute the row.";
    };
  }

  /** Enough of a text to know it by. */
  static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }
}
