package regress.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table that was taken apart while it was read: the rows that have the same values in some of its
 * columns are a table of their own, without those columns. Immutable.
 *
 * <p>Values may be text or numbers, the same as {@link GroupKey} has it but for blanks around them.
 * A fault in a row concerns its own group only. A missing value in a column that tells the groups
 * apart is an error for all of them, unless {@link #dropMissing()} leaves such rows out.
 */
public final class Groups {
  private final String name;
  private final List<String> by;
  private final List<String> columns;
  private final Map<List<String>, Table> tables;
  private final Optional<DataException> fault;
  private final Missing missing;

  /**
   * @param fault of the first missing value in a column that tells the groups apart
   * @param missing the rows that are in no group
   */
  Groups(
      String name,
      List<String> by,
      List<String> columns,
      Map<List<String>, Table> tables,
      Optional<DataException> fault,
      Missing missing) {
    this.name = name;
    this.by = List.copyOf(by);
    this.columns = List.copyOf(columns);
    this.tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    this.fault = fault;
    this.missing = missing;
  }

  /** As {@link Table#dropMissing()}, for every table; rows without a group are left out, too. */
  public Groups dropMissing() {
    Map<List<String>, Table> dropping = new LinkedHashMap<>(tables);
    dropping.replaceAll((group, table) -> table.dropMissing());
    return new Groups(name, by, columns, dropping, Optional.empty(), missing);
  }

  /** Where the table was read from, as it is called in messages. */
  public String name() {
    return name;
  }

  /** The columns that tell the groups apart. */
  public List<String> by() {
    return by;
  }

  /** The names of all columns, in the order of the file. */
  public List<String> columns() {
    return columns;
  }

  /** Which rows are in no group, because they have no value of such a column. */
  public Missing missing() {
    return missing;
  }

  /**
   * Each group's rows by its values in those columns as they were first written, in the order of
   * {@link GroupKey}.
   *
   * @throws DataException if a value of those columns is missing, and that is an error, or in every
   *     row
   */
  public Map<List<String>, Table> tables() {
    fault.ifPresent(
        first -> {
          throw first;
        });
    if (tables.isEmpty()) {
      throw DataException.content(
          "%s has no row with a value of '%s', which tells the groups apart. Choose other columns."
              .formatted(name, String.join("', '", by)));
    }
    return tables;
  }

  /** The only group. */
  Table whole() {
    return tables.values().iterator().next();
  }

  /** The columns that hold no number in any group, as {@link Table#numberlessColumns()}. */
  public List<String> numberlessColumns() {
    Collection<Table> groups = tables().values();
    List<String> names = new ArrayList<>(columns);
    names.removeAll(by);
    groups.forEach(group -> names.retainAll(group.numberlessColumns()));
    return names;
  }

  /** The columns that hold text in some group and numbers in none. */
  public List<String> textColumns() {
    List<String> names = numberlessColumns();
    names.removeIf(
        name -> tables.values().stream().noneMatch(table -> table.textColumns().contains(name)));
    return names;
  }

  /**
   * The features to fit in every group, as {@link Table#features}. A name is refused that tells the
   * groups apart; a glob does not stand for it.
   */
  public Features features(
      String target, List<String> features, List<String> categories, List<String> without) {
    requireOther("Target", target);
    Set<String> all = new LinkedHashSet<>(columns);
    ColumnNames.read(features, all).forEach(feature -> requireOther("Feature", feature));
    ColumnNames.read(categories, all).forEach(one -> requireOther("Category", one));
    List<String> never = numberlessColumns();
    List<Column> numberless =
        tables.values().stream()
            .flatMap(Table::numberless)
            .filter(column -> never.contains(column.name()))
            .toList();
    return new Features.Among(name, all, numberless, textColumns(), target, by)
        .of(features, categories, without);
  }

  private void requireOther(String role, String asked) {
    if (by.contains(asked)) {
      throw DataException.choice(
          "%s '%s' tells the groups apart, it is constant in each of them. Choose another column."
              .formatted(role, asked));
    }
  }
}
