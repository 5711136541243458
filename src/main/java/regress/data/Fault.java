package regress.data;

/**
 * The first field of a column that cannot be fitted.
 *
 * @param line the physical line in which the field's row begins, from 1
 * @param flaw what the field is instead of a number
 * @param field the field's text
 */
record Fault(long line, Flaw flaw, String field) {
  private static final int LONGEST = 40;

  DataException in(String table, String column) {
    return DataException.content(
        table + " line " + line + ", column '" + column + "': " + sentences());
  }

  private String sentences() {
    return switch (flaw) {
      case TEXT ->
          shown() + " is not a number. Correct it, or leave the column out of target and features.";
      case DECIMAL_COMMA -> shown() + " is not a number. Write decimals with a point.";
      case MISSING ->
          "the value is missing"
              + (field.isEmpty() ? "" : " (" + field + ")")
              + ". Drop or impute the row.";
      case NAN -> "NaN is not a number that can be fitted. Drop or impute the row.";
      case INFINITE -> field + " is not a finite number. Drop or impute the row.";
    };
  }

  private String shown() {
    return "'" + shortened(field) + "'";
  }

  /** Enough of a text to know it by. */
  static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }
}
