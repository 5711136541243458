package regress.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table that was taken apart while it was read: the rows that have the same value in one of its
 * columns are a table of their own, without that column. Immutable.
 *
 * <p>Values may be text or numbers, the same as {@link GroupKey} has it but for blanks around them.
 * What is wrong in a row concerns its own group only, but for a missing value in the column that
 * tells the groups apart: the table is refused for that.
 *
 * @param name where the table was read from, as it is called in messages
 * @param column the one that tells the groups apart
 * @param columns the names of all columns, in the order of the file
 * @param tables each group's rows by its value in that column as it was first written, in the order
 *     of {@link GroupKey}
 */
public record Groups(String name, String column, List<String> columns, Map<String, Table> tables) {

  public Groups {
    columns = List.copyOf(columns);
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  /** The only group. */
  Table whole() {
    return tables.values().iterator().next();
  }

  /** The columns that hold no number in any group, as {@link Table#numberlessColumns()}. */
  public List<String> numberlessColumns() {
    List<Table> groups = List.copyOf(tables.values());
    List<String> names = new ArrayList<>(groups.getFirst().numberlessColumns());
    groups.forEach(group -> names.retainAll(group.numberlessColumns()));
    return names;
  }

  /**
   * The features to fit in every group: those that are named, or else every other column but {@link
   * #numberlessColumns()}. A name is refused that is no column, repeats, or tells the groups apart.
   */
  public List<String> features(String target, List<String> features) {
    requireOther("Target", target);
    features.forEach(feature -> requireOther("Feature", feature));
    List<String> never = numberlessColumns();
    never.add(column);
    String beside = " and '" + column + "', which tells the groups apart";
    return Table.chosen(name, columns, never, target, features, beside);
  }

  private void requireOther(String role, String asked) {
    if (asked.equals(column)) {
      throw DataException.choice(
          "%s '%s' tells the groups apart, it is constant in each of them. Choose another column."
              .formatted(role, asked));
    }
  }
}
