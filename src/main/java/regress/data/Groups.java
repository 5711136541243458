package regress.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table that was taken apart while it was read: the rows that have the same values in some of its
 * columns are a table of their own, without those columns. Immutable.
 *
 * <p>Values may be text or numbers, the same as {@link GroupKey} has it but for blanks around them.
 * What is wrong in a row concerns its own group only, but for a missing value in a column that
 * tells the groups apart: the table is refused for that.
 *
 * @param name where the table was read from, as it is called in messages
 * @param by the columns that tell the groups apart
 * @param columns the names of all columns, in the order of the file
 * @param tables each group's rows by its values in those columns as they were first written, in the
 *     order of {@link GroupKey}
 */
public record Groups(
    String name, List<String> by, List<String> columns, Map<List<String>, Table> tables) {

  public Groups {
    by = List.copyOf(by);
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
   * The features to fit in every group, as {@link Table#features}. A name is refused that tells the
   * groups apart; a glob does not stand for it.
   */
  public Features features(String target, List<String> features, List<String> without) {
    requireOther("Target", target);
    Set<String> all = new LinkedHashSet<>(columns);
    ColumnNames.read(features, all).forEach(feature -> requireOther("Feature", feature));
    return new Features.Among(name, all, numberlessColumns(), target, by).of(features, without);
  }

  private void requireOther(String role, String asked) {
    if (by.contains(asked)) {
      throw DataException.choice(
          "%s '%s' tells the groups apart, it is constant in each of them. Choose another column."
              .formatted(role, asked));
    }
  }
}
