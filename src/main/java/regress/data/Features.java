package regress.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which columns of a table are features.
 *
 * @param all those that are fitted, in the order in which they are named; those that one glob
 *     stands for, and all others, in the order of the file
 * @param unnamed those of them that nobody named: all others, and what globs stand for
 * @param skipped columns without numbers that nobody named either: they are no features
 * @param categories features that are categories: columns of text that were named, and what was
 *     asked for
 * @param advice what to give to read the skipped ones as numbers, a sentence, if that is known
 */
public record Features(
    List<String> all,
    Set<String> unnamed,
    List<String> skipped,
    List<String> categories,
    Optional<String> advice) {
  /**
   * What there is to choose among.
   *
   * @param table its name in messages
   * @param columns all columns, in the order of the file
   * @param numberless those that hold no numbers, perhaps in several tables
   * @param texts those of them that hold text
   * @param by those that tell groups apart
   */
  record Among(
      String table,
      Set<String> columns,
      List<Column> numberless,
      List<String> texts,
      String target,
      List<String> by) {

    /** As {@link Table#features}. */
    Features of(List<String> lists, List<String> categories, List<String> without) {
      require(target);
      Set<String> open = new LinkedHashSet<>(columns);
      open.removeAll(Set.copyOf(by));
      open.remove(target);
      Set<String> unnamed = new LinkedHashSet<>(lists.isEmpty() ? open : Set.of());
      List<String> all = new ArrayList<>(unnamed);
      add(names(lists), open, unnamed, all);
      List<String> levelled = levelled(categories, unnamed, all);
      Set<String> not = new HashSet<>();
      names(without).forEach(n -> not.addAll(columns.contains(n) ? Set.of(n) : matches(n, open)));
      boolean isLess = all.removeAll(not);
      unnamed.removeAll(not);
      List<Column> left = numberless.stream().filter(c -> unnamed.contains(c.name())).toList();
      List<String> skipped = left.stream().map(Column::name).distinct().toList();
      Optional<String> advice = FormHint.sentence(left);
      Set<String> none = Set.copyOf(skipped);
      all.removeIf(none::contains);
      unnamed.removeAll(none);
      if (all.isEmpty()) {
        throw isLess ? nothingLeft() : nothing(advice);
      }
      Checks.requireNames(all, all.size(), target);
      levelled.retainAll(all);
      return new Features(all, unnamed, skipped, levelled, advice);
    }

    /**
     * The categories: columns that were asked for, which become features, too, and columns of text
     * that were named as features.
     */
    private List<String> levelled(List<String> categories, Set<String> unnamed, List<String> all) {
      List<String> levelled = new ArrayList<>(ColumnNames.read(categories, columns));
      levelled.forEach(this::require);
      unnamed.removeAll(levelled);
      levelled.stream().filter(name -> !all.contains(name)).forEach(all::add);
      all.stream()
          .filter(name -> texts.contains(name) && !unnamed.contains(name))
          .filter(name -> !levelled.contains(name))
          .forEach(levelled::add);
      return levelled;
    }

    /** Adds the columns that are named, and those that globs match and nobody names. */
    private void add(List<String> asked, Set<String> open, Set<String> unnamed, List<String> all) {
      Set<String> named = new HashSet<>(asked);
      for (String name : asked) {
        if (columns.contains(name)) {
          all.add(name);
        } else {
          matches(name, open).stream()
              .filter(found -> !named.contains(found) && unnamed.add(found))
              .forEach(all::add);
        }
      }
    }

    private void require(String name) {
      if (!columns.contains(name)) {
        throw UnknownColumn.of(table, name, List.copyOf(columns));
      }
    }

    /** The names in the lists; one that no column has must be a glob. */
    private List<String> names(List<String> lists) {
      List<String> names = ColumnNames.read(lists, columns);
      names.stream().filter(name -> !Glob.isOne(name)).forEach(this::require);
      return names;
    }

    private List<String> matches(String glob, Set<String> among) {
      List<String> found = among.stream().filter(new Glob(glob)::matches).toList();
      if (found.isEmpty()) {
        String letters = glob.replaceAll("[*?\\[\\]]", "");
        throw DataException.choice(
            "No column of %s that can be a feature matches '%s'. %s"
                .formatted(table, glob, UnknownColumn.advice(letters, List.copyOf(among))));
      }
      return found;
    }

    private DataException nothing(Optional<String> advice) {
      String beside =
          by.isEmpty()
              ? ""
              : " and '%s', which %s the groups apart"
                  .formatted(String.join("', '", by), by.size() == 1 ? "tells" : "tell");
      String one =
          columns.size() == 1
              ? "Add one, or say which sign separates the fields (--separator)."
              : "Add one.";
      return DataException.content(
          "%s has no numeric column beside the target '%s'%s. %s"
              .formatted(
                  table,
                  target,
                  beside,
                  SeparatorHint.forColumn(target, List.copyOf(columns))
                      .or(() -> advice)
                      .orElse(one)));
    }

    private DataException nothingLeft() {
      return DataException.choice(
          "No feature of %s remains beside the columns that are left out. Leave fewer out."
              .formatted(table));
    }
  }
}
