package regress.cli;

import java.util.Arrays;
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
import regress.data.Piece;
import regress.report.ModelFile;

/**
 * Predicts by the models of a file, each row by that of its group. Safe between threads.
 *
 * @param interval what intervals cover; empty: there are none
 * @param unknown what becomes of a row whose group has no model
 */
record Predictor(ModelFile file, Optional<IntervalOf> interval, double level, Unknown unknown) {
  /** What becomes of a row whose group has no model. */
  enum Unknown {
    /** It ends the command. */
    ERROR,
    /** It has no prediction. */
    EMPTY
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

  /** NaN where there is no prediction, or no interval. */
  Prediction predict(Piece piece) {
    Map<GroupKey, int[]> groups = groups(piece);
    Prediction all = empty(piece.rows());
    groups.forEach(
        (group, rows) -> {
          Optional<Model> model = file.models().getOrDefault(group, Optional.empty());
          if (model.isPresent()) {
            predict(model.get(), piece, rows, all);
          } else if (unknown == Unknown.ERROR) {
            throw noModel(fields(piece, rows[0], places(piece)), group);
          }
        });
    return all;
  }

  private DataException noModel(List<String> fields, GroupKey group) {
    return DataException.content(
        "The model file has %s group '%s' of %s '%s'. Leave such rows out, or ask for empty predictions (--unknown empty)."
            .formatted(
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

  private void predict(Model model, Piece piece, int[] rows, Prediction all) {
    List<String> names = model.columns();
    boolean isAll = rows.length == piece.rows();
    double[][] columns = new double[names.size()][];
    for (int j = 0; j < columns.length; j++) {
      double[] values = piece.numbers().column(names.get(j));
      columns[j] = isAll ? values : IntStream.of(rows).mapToDouble(i -> values[i]).toArray();
    }
    if (names.isEmpty()) { // A constant alone: how many rows there are, some column has to say.
      names = List.of("");
      columns = new double[][] {new double[rows.length]};
    }
    if (interval.isEmpty()) {
      scatter(model.predict(names, columns), rows, all.values());
      return;
    }
    Prediction own = model.predict(interval.get(), level, names, columns);
    scatter(own.values(), rows, all.values());
    scatter(own.low(), rows, all.low());
    scatter(own.high(), rows, all.high());
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
