package regress.data;

import java.util.List;
import java.util.Optional;

/** What to say of a column that a table has not. */
final class UnknownColumn {
  private static final int NAMES_SHOWN = 20;

  private UnknownColumn() {}

  static DataException of(String table, String column, List<String> names) {
    Optional<String> hint = SeparatorHint.forColumn(column, names);
    String only = ", only " + Fault.shortened(ColumnNames.list(names));
    return DataException.choice(
        "%s has no column '%s'%s. %s"
            .formatted(
                table, column, hint.isPresent() ? only : "", hint.orElse(advice(column, names))));
  }

  static String advice(String column, List<String> names) {
    String some = ColumnNames.list(names.stream().limit(NAMES_SHOWN).toList());
    String among = "Choose among " + some + (names.size() > NAMES_SHOWN ? ", ..." : "") + ".";
    return NearestName.to(column, names)
            .map(nearest -> "Did you mean '" + nearest + "'?")
            .or(() -> names.stream().findFirst().flatMap(SeparatorHint::forComment))
            .orElse(among)
        + headerAdvice(names).map(sentence -> " " + sentence).orElse("");
  }

  /** Where what stands in the first line may be no names. */
  static Optional<String> headerAdvice(List<String> names) {
    return names.stream().allMatch(Numeral::isDecimal)
        ? Optional.of("Its first line looks like values: if it is no header, say so (--no-header).")
        : Optional.empty();
  }
}
