package regress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
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
  private final String target;
  private final Terms terms;
  private final OptionalDouble intercept;
  private final Map<String, Double> coefficients;
  private final Optional<Uncertainty> uncertainty;
  private final String whyNone;

  private final LinearPredictor predictor;
  private final ModelColumns base;

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
    this(target, terms, intercept, coefficients, uncertainty, whyNone, false);
  }

  private Model(
      String target,
      Terms terms,
      OptionalDouble intercept,
      Map<String, Double> coefficients,
      Optional<Uncertainty> uncertainty,
      Optional<String> whyNone,
      boolean unseenIsBase) {
    this.target = target;
    this.terms = terms;
    this.intercept = intercept;
    this.coefficients = Collections.unmodifiableMap(new LinkedHashMap<>(coefficients));
    this.uncertainty = uncertainty;
    this.whyNone = whyNone.orElse("only optimizer newton finds errors");
    List<String> names = terms.names();
    double[] slopes =
        names.stream().mapToDouble(name -> coefficients.getOrDefault(name, 0.0)).toArray();
    boolean[] needed = new boolean[terms.bases().size()];
    int[][] factors = terms.factors();
    for (int j = 0; j < slopes.length; j++) {
      if (coefficients.containsKey(names.get(j))) {
        Arrays.stream(factors[j]).forEach(column -> needed[column] = true);
      }
    }
    this.predictor = new LinearPredictor(intercept.orElse(0), slopes, terms);
    this.base = new ModelColumns(terms, needed, unseenIsBase);
    requireWhole();
  }

  private void requireWhole() {
    boolean isWhole =
        predictor.isFinite()
            && uncertainty.map(own -> own.isOf(predictor.slopes().length)).orElse(true);
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

  /**
   * The same, but a level of a category that the fit has not seen is no error: it counts as the
   * base level, where there is one.
   */
  public Model unseenAsBase() {
    return new Model(
        target, terms, intercept, coefficients, uncertainty, Optional.of(whyNone), true);
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
    return base.columns();
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
   *     out; of a category 1 or 0 for each level that has a feature
   */
  public double predict(double... row) {
    return predict(terms.bases(), base.of(row))[0];
  }

  /** The prediction for one row, by the names of its columns: numbers, or levels of categories. */
  public double predict(Map<String, ?> row) {
    return values(1, base.of(row), false)[0];
  }

  /** The predictions for all rows of a table; NaN where a value is missing, if that is no error. */
  public double[] predict(Table data) {
    return values(data.rows(), base.of(data), data.dropsMissing());
  }

  /** How well it predicts a table that has the target, too: its rows that lack no value. */
  public Evaluation evaluate(Table data) {
    List<String> used = new ArrayList<>(columns());
    used.add(target);
    Table whole = data.dropsMissing() ? data.rows(data.complete(used)) : data;
    return Evaluation.of(predict(whole), whole.column(target));
  }

  /** The predictions for n rows of named columns of n values each. */
  public double[] predict(List<String> names, double[][] columns) {
    int n = ModelColumns.rows(columns);
    return values(n, base.of(n, names, columns), false);
  }

  /**
   * The interval around the prediction for one row.
   *
   * @param level how surely it covers
   * @throws DataException also if the model has no intervals, or the level is not between 0 and 1
   */
  public Coefficient.Interval interval(IntervalOf of, double level, double... row) {
    return first(predict(of, level, terms.bases(), base.of(row)));
  }

  /** The same by the names of its columns. */
  public Coefficient.Interval interval(IntervalOf of, double level, Map<String, ?> row) {
    return first(withIntervals(of, level, 1, base.of(row), false));
  }

  /** Predictions and intervals for all rows of a table; NaN likewise. */
  public Prediction predict(IntervalOf of, double level, Table data) {
    return withIntervals(of, level, data.rows(), base.of(data), data.dropsMissing());
  }

  /** Predictions and intervals for n rows of named columns of n values each. */
  public Prediction predict(IntervalOf of, double level, List<String> names, double[][] columns) {
    int n = ModelColumns.rows(columns);
    return withIntervals(of, level, n, base.of(n, names, columns), false);
  }

  private static Coefficient.Interval first(Prediction one) {
    return new Coefficient.Interval(one.low()[0], one.high()[0]);
  }

  private double[] values(int n, double[][] columns, boolean mayBeMissing) {
    double[] y = predictor.values(n, columns);
    if (!mayBeMissing) {
      base.requireFinite(y, columns);
    }
    return y;
  }

  private Prediction withIntervals(
      IntervalOf of, double level, int n, double[][] columns, boolean mayBeMissing) {
    Uncertainty own =
        uncertainty.orElseThrow(
            () ->
                DataException.choice(
                    "The model has no intervals: " + whyNone + ". Ask for predictions alone."));
    double reach = Uncertainty.reach(level, own.degreesOfFreedom());
    double[] y = values(n, columns, mayBeMissing);
    double[] far = new double[n];
    double[] errors = new double[LinearPredictor.WINDOW];
    predictor.windows(
        n,
        columns,
        (first, rows, high, low) -> {
          own.standardErrors(of, rows, high, low, errors);
          for (int i = 0; i < rows; i++) {
            far[first + i] = reach * errors[i];
          }
        });
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
