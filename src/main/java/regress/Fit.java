package regress;

import java.util.List;
import regress.data.DataException;
import regress.data.Dataset;
import regress.engine.Attestation;
import regress.engine.Loss;

/** The result of a fit: a linear model, how it was reached and how well it does. Immutable. */
public final class Fit {
  private final Loss loss;
  private final String target;
  private final List<String> features;
  private final double intercept;
  private final double[] coefficients;
  private final Outcome outcome;
  private final int epochs;
  private final double[] lossHistory;
  private final Metrics metrics;
  private final Attestation attestation;

  Fit(
      Loss loss,
      Dataset data,
      double intercept,
      double[] coefficients,
      Outcome outcome,
      int epochs,
      double[] lossHistory,
      Metrics metrics,
      Attestation attestation) {
    this.loss = loss;
    this.target = data.targetName();
    this.features = data.featureNames();
    this.intercept = intercept;
    this.coefficients = coefficients;
    this.outcome = outcome;
    this.epochs = epochs;
    this.lossHistory = lossHistory;
    this.metrics = metrics;
    this.attestation = attestation;
  }

  /** How the fit ended. */
  public Outcome outcome() {
    return outcome;
  }

  /** Whether there is a model to ask for: the fit did not diverge. */
  public boolean hasModel() {
    return outcome != Outcome.DIVERGED;
  }

  /** What was minimised. */
  public Loss loss() {
    return loss;
  }

  /** Name of the target column. */
  public String target() {
    return target;
  }

  /** Names of the p feature columns. */
  public List<String> features() {
    return features;
  }

  /**
   * The constant term, in the target's units.
   *
   * @throws DivergedException if there is no model
   */
  public double intercept() {
    requireModel();
    return intercept;
  }

  /**
   * A copy of the p coefficients, in target units per feature unit, whether or not the fit
   * standardised.
   *
   * @throws DivergedException if there is no model
   */
  public double[] coefficients() {
    requireModel();
    return coefficients.clone();
  }

  /**
   * The coefficient of one feature.
   *
   * @throws DivergedException if there is no model
   * @throws DataException if the model has no such feature
   */
  public double coefficient(String feature) {
    requireModel();
    int index = features.indexOf(feature);
    if (index < 0) {
      throw DataException.choice(
          "The model has no feature '"
              + feature
              + "'. It has "
              + String.join(", ", features)
              + ".");
    }
    return coefficients[index];
  }

  /** Epochs that ran. */
  public int epochs() {
    return epochs;
  }

  /**
   * A copy of the loss at the start of each epoch, in the target's units squared; empty where the
   * mode does not show it to the host.
   */
  public double[] lossHistory() {
    return lossHistory.clone();
  }

  /**
   * How well the model fits the data it was fitted to.
   *
   * @throws DivergedException if there is no model
   */
  public Metrics metrics() {
    requireModel();
    return metrics;
  }

  /** What really ran. */
  public Attestation attestation() {
    return attestation;
  }

  /**
   * The model's value for one row: intercept + sum of coefficient * feature.
   *
   * @param row p values in the order of {@link #features()}
   * @throws DivergedException if there is no model
   * @throws DataException if {@code row} has another length
   */
  public double predict(double... row) {
    requireModel();
    if (row.length != coefficients.length) {
      throw DataException.choice(
          "The row has "
              + row.length
              + " values and the model "
              + coefficients.length
              + " features. Give one value a feature.");
    }
    double sum = intercept;
    for (int j = 0; j < row.length; j++) {
      sum += coefficients[j] * row[j];
    }
    return sum;
  }

  /**
   * The model's values for all n rows of a dataset that has its features, under these names, in any
   * order.
   *
   * @throws DivergedException if there is no model
   * @throws DataException if a feature is missing
   */
  public double[] predict(Dataset data) {
    requireModel();
    double[][] columns = new double[coefficients.length][];
    for (int j = 0; j < columns.length; j++) {
      int index = data.featureNames().indexOf(features.get(j));
      if (index < 0) {
        throw DataException.choice(
            "The data have no column '" + features.get(j) + "', which the model needs. Add it.");
      }
      columns[j] = data.features()[index];
    }
    return LinearModel.predict(intercept, coefficients, columns, data.samples());
  }

  private void requireModel() {
    if (!hasModel()) {
      throw new DivergedException(epochs);
    }
  }
}
