package regress;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import regress.data.DataException;
import regress.data.Dataset;
import regress.data.Missing;
import regress.data.RegressException;
import regress.data.Terms;
import regress.engine.Attestation;
import regress.engine.Loss;
import regress.internal.optimizer.LeastSquares;

/**
 * The result of a fit: a linear model, how it was reached and how well it does. Immutable.
 *
 * <p>Where there is no model, because the fit diverged, what a model has throws a {@link
 * DivergedException}.
 *
 * <p>The file is long because it says of every part of the result what it is; what computes them is
 * elsewhere.
 *
 * @param loss what was minimised
 * @param target name of the target column
 * @param terms of which columns the p features are made, and how
 * @param rows n, how many were fitted
 * @param hasIntercept whether there is a constant term
 * @param intercept the constant term, in the target's units; 0 where there is none
 * @param coefficients p, in target units per feature unit, whether or not the fit standardised; a
 *     copy
 * @param outcome how the fit ended
 * @param epochs epochs that ran
 * @param lossHistory the loss at the start of each epoch, in the target's units squared; empty
 *     where the mode does not show it to the host; a copy
 * @param metrics how well the model fits the data it was fitted to
 * @param attestation what really ran
 * @param accuracy how far the numbers can be trusted; empty where optimizer newton did not run
 * @param inference standard errors and what follows from them; empty where optimizer newton did not
 *     run, and where there is nothing to tell errors from: an exact fit, no degrees of freedom
 * @param missing which rows of the table were dropped before, because they have no value of a
 *     column
 * @param shortfall how far a descent that ended before it converged is from the least-squares
 *     answer; empty where nobody has looked, as {@link #judged} does
 */
public record Fit(
    Loss loss,
    String target,
    Terms terms,
    long rows,
    boolean hasIntercept,
    double intercept,
    double[] coefficients,
    Outcome outcome,
    int epochs,
    double[] lossHistory,
    Metrics metrics,
    Attestation attestation,
    Optional<Accuracy> accuracy,
    Optional<Inference> inference,
    Missing missing,
    Optional<Shortfall> shortfall) {
  /** Whether there is a model to ask for: the fit did not diverge. */
  public boolean hasModel() {
    return outcome != Outcome.DIVERGED;
  }

  /** The p features' names: columns, then terms that are made of them. */
  public List<String> features() {
    return terms.names();
  }

  @Override
  public double intercept() {
    requireModel();
    return intercept;
  }

  @Override
  public double[] coefficients() {
    requireModel();
    return coefficients.clone();
  }

  /**
   * The coefficient of one feature.
   *
   * @throws DataException if the model has no such feature
   */
  public double coefficient(String feature) {
    requireModel();
    int index = features().indexOf(feature);
    if (index < 0) {
      throw DataException.choice(
          "The model has no feature '%s'. It has %s."
              .formatted(feature, String.join(", ", features())));
    }
    return coefficients[index];
  }

  /**
   * Digits of every coefficient that are right at least, against the exact least-squares solution
   * for the decimals that were read; empty where optimizer newton did not run.
   */
  public OptionalInt digits() {
    return accuracy.isPresent() ? OptionalInt.of(accuracy.get().digits()) : OptionalInt.empty();
  }

  /** Features that others say to within rounding: their coefficients are 0. */
  public List<LeftOut> leftOut() {
    return accuracy.map(Accuracy::leftOut).orElse(List.of());
  }

  @Override
  public double[] lossHistory() {
    return lossHistory.clone();
  }

  @Override
  public Metrics metrics() {
    requireModel();
    return metrics;
  }

  /**
   * The model's value for one row: intercept + sum of coefficient * feature.
   *
   * @param row a value of each column, in the order of {@link #terms()}: terms are made of them; of
   *     a category 1 or 0 for each level that has a feature
   * @throws DataException if {@code row} has another length
   */
  public double predict(double... row) {
    return bare().predict(row);
  }

  /**
   * The model's values for all n rows of a dataset that has its columns, under these names, in any
   * order. Terms are made of them here.
   *
   * @throws DataException if a column is missing
   */
  public double[] predict(Dataset data) {
    Model bare = bare();
    if (!data.terms().categories().equals(terms.categories())) {
      throw DataException.choice(
          "The data have other categories, or other levels of them, than the model. Let model() predict their table.");
    }
    return bare.predict(data.terms().bases(), data.features());
  }

  /** What predicts, alone: by the columns' names, and with intervals where there are errors. */
  public Model model() {
    return model(inference.map(Inference::uncertainty));
  }

  /** The same where nobody asks for intervals. */
  private Model bare() {
    return model(Optional.empty());
  }

  private Model model(Optional<Uncertainty> uncertainty) {
    requireModel();
    Map<String, Double> own = new LinkedHashMap<>();
    List<String> names = features();
    for (int j = 0; j < coefficients.length; j++) {
      own.put(names.get(j), coefficients[j]);
    }
    leftOut().forEach(one -> own.remove(one.feature()));
    return new Model(
        target,
        terms,
        hasIntercept ? OptionalDouble.of(intercept) : OptionalDouble.empty(),
        own,
        uncertainty,
        accuracy.flatMap(Accuracy::withoutErrors));
  }

  /**
   * Tells what each row is to the fit, in the rows' order and with no more memory for more of them.
   *
   * @param data what was fitted
   * @throws DataException if it was something else, or optimizer newton did not run
   */
  public void rows(Dataset data, Consumer<FittedRow> consumer) {
    if (!FittedRow.each(solved(data, "A leverage"), data, consumer)) {
      throw notOwn();
    }
  }

  /**
   * Compares the coefficients with an independent solution, by Commons Math, row by row.
   *
   * @param data what was fitted
   * @throws DataException if it was something else, or optimizer newton did not run
   */
  public Verification verify(Dataset data) {
    return Verification.of(this, solved(data, "A verification"), data);
  }

  private LeastSquares solved(Dataset data, String what) {
    requireModel();
    if (accuracy.isEmpty()) {
      throw DataException.choice(
          what + " needs what optimizer newton solves, and this is no such fit. Let newton fit.");
    }
    if (!features().equals(data.featureNames()) || !target.equals(data.targetName())) {
      throw notOwn();
    }
    return accuracy.get().answer();
  }

  private static DataException notOwn() {
    return DataException.choice(
        "These are not the data that were fitted. Give the dataset that the fit is of.");
  }

  /**
   * The same, if all its epochs ran because its tolerance was 0, with its outcome and {@link
   * #shortfall} decided by the answer that its descent has gone to, as those of all other fits are.
   *
   * @param data what was fitted
   */
  public Fit judged(Dataset data) {
    return outcome == Outcome.EPOCH_LIMIT ? settled(data) : this;
  }

  Fit settled(Dataset data) {
    return Shortfall.of(this, data)
        .map(
            far ->
                far.isNear()
                    ? with(Outcome.CONVERGED, Optional.empty(), attestation)
                    : with(Outcome.STOPPED_SHORT, Optional.of(far), attestation))
        .orElse(this);
  }

  Fit with(Attestation ran) {
    return with(outcome, shortfall, ran);
  }

  private Fit with(Outcome end, Optional<Shortfall> far, Attestation ran) {
    return new Fit(
        loss,
        target,
        terms,
        rows,
        hasIntercept,
        intercept,
        coefficients,
        end,
        epochs,
        lossHistory,
        metrics,
        ran,
        accuracy,
        inference,
        missing,
        far);
  }

  private void requireModel() {
    whyNoModel()
        .ifPresent(
            why -> {
              throw why;
            });
  }

  Optional<RegressException> whyNoModel() {
    return hasModel() ? Optional.empty() : Optional.of(new DivergedException(epochs));
  }
}
