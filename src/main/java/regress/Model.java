package regress;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.IntStream;
import regress.data.ColumnNames;
import regress.data.DataException;
import regress.data.Table;
import regress.data.Terms;

/**
 * What predicts: coefficients and what they are of, without the data that they were fitted to. Made
 * by {@link Fit#model()} or read from a file. Immutable, and safe to share between threads.
 *
 * <p>Columns are found by their names, in any order; powers and products are made of them here.
 * Those that the model does not need may be there, or not. Every method that predicts throws a
 * {@link DataException} where a column or a value is missing or no finite number.
 */
public final class Model {
  private static final int WINDOW = 256;

  private final String target;
  private final Terms terms;
  private final OptionalDouble intercept;
  private final Map<String, Double> coefficients;
  private final Optional<Uncertainty> uncertainty;
  private final String whyNone;

  /** p, 0 for features that were left out. */
  private final double[] slopes;

  /** Which of the terms' columns are needed. */
  private final boolean[] needed;

  /**
   * Of parts.
   *
   * @param target the name of what is predicted
   * @param terms of which columns features are made, and how
   * @param intercept the constant term; empty where there is none
   * @param coefficients by feature; a feature without one was left out
   * @param uncertainty what intervals are made of; empty where there are none
   * @param whyNone why there are none, in a few words; empty: no optimizer looked for errors
   * @throws DataException if there is a coefficient of something else, a number is not finite, or
   *     what intervals are made of is of another number of features
   */
  public Model(
      String target,
      Terms terms,
      OptionalDouble intercept,
      Map<String, Double> coefficients,
      Optional<Uncertainty> uncertainty,
      Optional<String> whyNone) {
    this.target = target;
    this.terms = terms;
    this.intercept = intercept;
    this.coefficients = Collections.unmodifiableMap(new LinkedHashMap<>(coefficients));
    this.uncertainty = uncertainty;
    this.whyNone = whyNone.orElse("only optimizer newton finds errors");
    List<String> names = terms.names();
    this.slopes =
        names.stream().mapToDouble(name -> coefficients.getOrDefault(name, 0.0)).toArray();
    this.needed = new boolean[terms.columns().size()];
    int[][] factors = terms.factors();
    for (int j = 0; j < slopes.length; j++) {
      if (coefficients.containsKey(names.get(j))) {
        Arrays.stream(factors[j]).forEach(column -> needed[column] = true);
      }
    }
    requireWhole();
  }

  private void requireWhole() {
    boolean isWhole =
        Double.isFinite(intercept.orElse(0))
            && Arrays.stream(slopes).allMatch(Double::isFinite)
            && uncertainty.map(own -> own.isOf(slopes.length)).orElse(true);
    if (!isWhole) {
      throw DataException.content(
          "A number of the model is not finite, or its errors are those of another one. Take it as it was saved.");
    }
    var others = new TreeSet<>(coefficients.keySet());
    terms.names().forEach(others::remove);
    if (!others.isEmpty()) {
      throw DataException.content(
          "The model has a coefficient of '%s', which is no feature of its columns. Leave it out."
              .formatted(others.first()));
    }
  }

  /** The name of what is predicted. */
  public String target() {
    return target;
  }

  /** Of which columns features are made, and how. */
  public Terms terms() {
    return terms;
  }

  /** The columns that data must have, in the terms' order. */
  public List<String> columns() {
    return IntStream.range(0, needed.length)
        .filter(j -> needed[j])
        .mapToObj(terms.columns()::get)
        .toList();
  }

  /** The constant term; empty where there is none. */
  public OptionalDouble intercept() {
    return intercept;
  }

  /** By feature; those that were left out have none. */
  public Map<String, Double> coefficients() {
    return coefficients;
  }

  /** What intervals are made of; empty where there are none. */
  public Optional<Uncertainty> uncertainty() {
    return uncertainty;
  }

  /**
   * The prediction for one row: intercept + sum of coefficient * feature.
   *
   * @param row a value of each column, in the order of {@link #terms()}, also of one that was left
   *     out
   */
  public double predict(double... row) {
    return predict(terms.columns(), columns(row))[0];
  }

  /** The prediction for one row, by the names of its columns. */
  public double predict(Map<String, Double> row) {
    return predict(List.copyOf(row.keySet()), columns(row))[0];
  }

  /** The predictions for all rows of a table. */
  public double[] predict(Table data) {
    return values(data.rows(), columns(data));
  }

  /** How well it predicts a table that has the target, too. */
  public Evaluation evaluate(Table data) {
    return Evaluation.of(predict(data), data.column(target));
  }

  /** The predictions for n rows of named columns of n values each. */
  public double[] predict(List<String> names, double[][] columns) {
    return values(rows(columns), chosen(names, columns));
  }

  /**
   * The interval around the prediction for one row.
   *
   * @param level how surely it covers
   * @throws DataException also if the model has no intervals, or the level is not between 0 and 1
   */
  public Coefficient.Interval interval(IntervalOf of, double level, double... row) {
    return first(predict(of, level, terms.columns(), columns(row)));
  }

  /** The same by the names of its columns. */
  public Coefficient.Interval interval(IntervalOf of, double level, Map<String, Double> row) {
    return first(predict(of, level, List.copyOf(row.keySet()), columns(row)));
  }

  /** Predictions and intervals for all rows of a table. */
  public Prediction predict(IntervalOf of, double level, Table data) {
    return withIntervals(of, level, data.rows(), columns(data));
  }

  /** Predictions and intervals for n rows of named columns of n values each. */
  public Prediction predict(IntervalOf of, double level, List<String> names, double[][] columns) {
    return withIntervals(of, level, rows(columns), chosen(names, columns));
  }

  private static Coefficient.Interval first(Prediction one) {
    return new Coefficient.Interval(one.low()[0], one.high()[0]);
  }

  private static int rows(double[][] columns) {
    return columns.length == 0 ? 0 : columns[0].length;
  }

  private double[][] columns(double[] row) {
    int expected = terms.columns().size();
    if (row.length != expected) {
      throw DataException.choice(
          "The row has %s values and the model %s %s. Give one value a column."
              .formatted(row.length, expected, expected == 1 ? "column" : "columns"));
    }
    return Arrays.stream(row).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
  }

  private static double[][] columns(Map<String, Double> row) {
    return row.values().stream()
        .map(value -> new double[] {value == null ? Double.NaN : value})
        .toArray(double[][]::new);
  }

  private double[][] columns(Table data) {
    double[] unused = new double[data.rows()];
    double[][] base = new double[needed.length][];
    Arrays.setAll(base, j -> needed[j] ? data.column(terms.columns().get(j)) : unused);
    return base;
  }

  private double[][] chosen(List<String> names, double[][] columns) {
    double[] unused = new double[rows(columns)];
    double[][] base = new double[needed.length][];
    for (int j = 0; j < base.length; j++) {
      int index = names.indexOf(terms.columns().get(j));
      if (index < 0 && needed[j]) {
        throw DataException.choice(
            "The data have no column '%s', which the model needs. They have %s. Add it."
                .formatted(terms.columns().get(j), ColumnNames.list(names)));
      }
      base[j] = needed[j] ? columns[index] : unused;
      if (base[j].length != unused.length) {
        throw DataException.content(
            "Column '%s' has %s values and another %s. Give every column one value a row."
                .formatted(terms.columns().get(j), base[j].length, unused.length));
      }
    }
    return base;
  }

  private double[] values(int n, double[][] base) {
    double[] y = values(intercept.orElse(0), slopes, terms, n, base);
    requireFinite(y, base);
    return y;
  }

  /** n predictions from p coefficients and the columns of n values that terms are made of. */
  static double[] values(
      double intercept, double[] slopes, Terms terms, int n, double[][] columns) {
    double[] y = new double[n];
    int window = Math.min(WINDOW, n);
    double[][] high = new double[slopes.length][window];
    double[][] low = new double[slopes.length][window];
    Arrays.fill(y, intercept);
    for (int first = 0; first < n; first += window) {
      int rows = Math.min(window, n - first);
      terms.read(columns, first, rows, high, low);
      for (int j = 0; j < slopes.length; j++) {
        for (int i = 0; i < rows; i++) {
          y[first + i] += slopes[j] * high[j][i];
        }
      }
    }
    return y;
  }

  private void requireFinite(double[] y, double[][] base) {
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; !Double.isFinite(y[i]) && j < base.length; j++) {
        if (!Double.isFinite(base[j][i])) {
          throw DataException.content(
              "Input contains %s at row %s, column '%s'. Drop or impute the row."
                  .formatted(base[j][i], i + 1, terms.columns().get(j)));
        }
      }
    }
  }

  private Prediction withIntervals(IntervalOf of, double level, int n, double[][] base) {
    Uncertainty own =
        uncertainty.orElseThrow(
            () ->
                DataException.choice(
                    "The model has no intervals: " + whyNone + ". Ask for predictions alone."));
    double reach = Uncertainty.reach(level, own.degreesOfFreedom());
    double[] y = values(n, base);
    double[] far = new double[n];
    int window = Math.min(WINDOW, n);
    double[][] high = new double[slopes.length][window];
    double[][] low = new double[slopes.length][window];
    double[] errors = new double[window];
    for (int first = 0; first < n; first += window) {
      int rows = Math.min(window, n - first);
      terms.read(base, first, rows, high, low);
      own.standardErrors(of, rows, high, low, errors);
      for (int i = 0; i < rows; i++) {
        far[first + i] = reach * errors[i];
      }
    }
    double[] least = new double[n];
    double[] most = new double[n];
    Arrays.setAll(least, i -> y[i] - far[i]);
    Arrays.setAll(most, i -> y[i] + far[i]);
    return new Prediction(y, least, most);
  }

  /** What it predicts, and from what. */
  @Override
  public String toString() {
    return "A model of '%s' by %s".formatted(target, ColumnNames.list(columns()));
  }
}
