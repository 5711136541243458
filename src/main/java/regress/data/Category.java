package regress.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A column whose values are names and not amounts. Each of its levels is a feature, called {@code
 * column=level}, that is 1 in its rows and 0 in all others. The base level has no feature: the
 * coefficients of the other levels say how they differ from it.
 *
 * @param column its name
 * @param base the first level, numbers before text; empty where every level is a feature: there is
 *     only one, or no intercept beside them
 * @param levels the others, in that order
 */
public record Category(String column, Optional<String> base, List<String> levels) {
  /** A column with more values names single rows, and not what rows have in common. */
  public static final int MOST_LEVELS = 1_000;

  public Category {
    levels = List.copyOf(levels);
  }

  /** Of values in any order, at least one. */
  static Category of(String column, Collection<String> values) {
    var keys = new TreeSet<>(GroupKey.BY_FIELD);
    keys.addAll(values);
    List<String> levels = List.copyOf(keys);
    return levels.size() == 1
        ? new Category(column, Optional.empty(), levels)
        : new Category(column, Optional.of(levels.getFirst()), levels.subList(1, levels.size()));
  }

  /** The same where every level is a feature. */
  Category whole() {
    List<String> all = new ArrayList<>(base.stream().toList());
    all.addAll(levels);
    return new Category(column, Optional.empty(), all);
  }

  /** The features' names. */
  public List<String> names() {
    return levels.stream().map(level -> column + "=" + level).toList();
  }

  /** As {@link #place(String, String, boolean)}, of a text or a number. */
  public int place(Object value, String where, boolean mayBeUnseen) {
    String level =
        value instanceof Number one ? Printable.number(one.doubleValue()) : value.toString();
    return place(level, where, mayBeUnseen);
  }

  /**
   * Which feature is 1 for a value; -1: none.
   *
   * @param where it stands, in messages
   * @param mayBeUnseen whether a level that is not there counts as the base level
   * @throws DataException if it is not there, and does not
   */
  public int place(String value, String where, boolean mayBeUnseen) {
    int place = levels.indexOf(value);
    boolean isBase = place < 0 && base.isPresent() && (mayBeUnseen || base.get().equals(value));
    if (place < 0 && !isBase) {
      String advice =
          base.map(
                  level ->
                      "Correct it, or have it count as the base level, %s (--unseen base)."
                          .formatted(Fault.shortened(level)))
              .orElse("Correct it.");
      throw DataException.content(
          "%s, column '%s': '%s' is no level that was fitted, as %s are. %s"
              .formatted(
                  where,
                  column,
                  Fault.shortened(value),
                  Fault.shortened(ColumnNames.list(whole().levels())),
                  advice));
    }
    return place;
  }
}
