package regress.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import regress.IntervalOf;
import regress.Model;
import regress.Prediction;
import regress.data.DataException;
import regress.data.GroupKey;
import regress.data.Missing;
import regress.data.Piece;
import regress.data.Table;
import regress.report.ModelFile;

/**
 * Predicts by the models of a file, each row by that of its group. Safe between threads.
 *
 * @param interval what intervals cover; empty: there are none
 * @param unknown what becomes of a row whose group has no model
 * @param missing what becomes of a row that lacks a value
 */
record Predictor(
    ModelFile file,
    Optional<IntervalOf> interval,
    double level,
    Unknown unknown,
    Incomplete missing) {
  /** What becomes of a row whose group has no model. */
  enum Unknown {
    /** It ends the command. */
    ERROR,
    /** It has no prediction. */
    EMPTY
  }

  /** What becomes of a row with no value in a column that is used. */
  enum Incomplete {
    /** It ends the command. */
    ERROR,
    /** It is left out. */
    DROP,
    /** It has no prediction. */
    EMPTY
  }

  /**
   * What is said of a piece.
   *
   * @param all NaN where there is no prediction, or no interval
   * @param incomplete the rows that lack a value
   * @param missing how many they are, and of what
   */
  record Predicted(Prediction all, BitSet incomplete, Missing missing) {
    /** The same with more rows that lack a value. */
    private Predicted and(BitSet rows, Missing more) {
      incomplete.or(rows);
      return new Predicted(all, incomplete, missing.and(more));
    }
  }

  /** Columns that some model needs, in their order. */
  Set<String> columns() {
    return models().flatMap(model -> model.columns().stream()).collect(linked());
  }

  /** What is predicted. */
  String target() {
    return models().findFirst().orElseThrow().target();
  }

  private Stream<Model> models() {
    return file.models().values().stream().flatMap(Optional::stream);
  }

  private static Collector<String, ?, Set<String>> linked() {
    return Collectors.toCollection(LinkedHashSet::new);
  }

  /**
   * Predicts each row by the model of its group. Rows must have values of some columns besides
   * those that models need.
   */
  Predicted predict(Piece piece, List<String> besides) {
    Table data = missing == Incomplete.ERROR ? piece.numbers() : piece.numbers().dropMissing();
    Predicted all = new Predicted(empty(piece.rows()), new BitSet(), Missing.NONE);
    for (var group : groups(piece).entrySet()) {
      int[] rows = group.getValue();
      Optional<Model> model = file.models().getOrDefault(group.getKey(), Optional.empty());
      List<String> fields = fields(piece, rows[0], places(piece));
      Missing keyless = GroupKey.missing(file.by(), fields, rows.length);
      if (model.isPresent()) {
        Table own = rows.length == data.rows() ? data : data.rows(rows);
        all = predict(model.get(), own, rows, besides, all);
      } else if (missing != Incomplete.ERROR && keyless.dropped() > 0) {
        all = all.and(set(rows), keyless);
      } else if (unknown == Unknown.ERROR) {
        throw noModel(piece.place(rows[0]), fields, group.getKey());
      }
    }
    return all;
  }

  private DataException noModel(String place, List<String> fields, GroupKey group) {
    return DataException.content(
        "%s: the model file has %s group '%s' of %s '%s'. Leave such rows out, or ask for empty predictions (--unknown empty)."
            .formatted(
                place,
                file.models().containsKey(group) ? "no model of" : "no",
                String.join("', '", fields),
                fields.size() == 1 ? "column" : "columns",
                String.join("', '", file.by())));
  }

  /** By group, the rows that it has. */
  private Map<GroupKey, int[]> groups(Piece piece) {
    if (file.by().isEmpty()) {
      int[] all = IntStream.range(0, piece.rows()).toArray();
      return all.length == 0 ? Map.of() : Map.of(file.models().keySet().iterator().next(), all);
    }
    int[] places = places(piece);
    Map<List<String>, IntStream.Builder> spellings = new HashMap<>();
    for (int i = 0; i < piece.rows(); i++) {
      spellings.computeIfAbsent(fields(piece, i, places), own -> IntStream.builder()).add(i);
    }
    Map<GroupKey, int[]> groups = new TreeMap<>();
    spellings.forEach(
        (fields, rows) ->
            groups.merge(
                GroupKey.of(fields),
                rows.build().toArray(),
                (some, more) ->
                    IntStream.concat(IntStream.of(some), IntStream.of(more)).sorted().toArray()));
    return groups;
  }

  private int[] places(Piece piece) {
    return file.by().stream().mapToInt(piece.words()::indexOf).toArray();
  }

  private static List<String> fields(Piece piece, int row, int[] places) {
    return IntStream.of(places).mapToObj(place -> piece.word(row, place)).toList();
  }

  private Predicted predict(
      Model model, Table own, int[] rows, List<String> besides, Predicted all) {
    if (interval.isEmpty()) {
      scatter(model.predict(own), rows, all.all().values());
    } else {
      Prediction some = model.predict(interval.get(), level, own);
      scatter(some.values(), rows, all.all().values());
      scatter(some.low(), rows, all.all().low());
      scatter(some.high(), rows, all.all().high());
    }
    List<String> used = new ArrayList<>(model.columns());
    used.addAll(besides);
    Missing lacking = missing == Incomplete.ERROR ? Missing.NONE : own.missing(used);
    if (lacking.dropped() == 0) {
      return all;
    }
    BitSet gone = set(rows);
    IntStream.of(own.complete(used)).forEach(i -> gone.clear(rows[i]));
    return all.and(gone, lacking);
  }

  private static BitSet set(int[] rows) {
    BitSet set = new BitSet();
    IntStream.of(rows).forEach(set::set);
    return set;
  }

  private static void scatter(double[] values, int[] rows, double[] all) {
    for (int i = 0; i < rows.length; i++) {
      all[rows[i]] = values[i];
    }
  }

  private static Prediction empty(int rows) {
    double[][] none = new double[3][rows];
    for (double[] column : none) {
      Arrays.fill(column, Double.NaN);
    }
    return new Prediction(none[0], none[1], none[2]);
  }
}
