package regress;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.FDistribution;
import regress.data.DataException;
import regress.engine.Errors;
import regress.internal.optimizer.LeastSquares;

/**
 * What a least-squares fit says about its own errors, as R and statsmodels say it. Computed when
 * asked for, from sums that the fit has.
 *
 * <p>With n rows, k coefficients, the intercept among them where there is one, and the sum of
 * squared residuals RSS.
 */
public final class Inference {
  /** What the constant term is called among the coefficients. */
  public static final String INTERCEPT = "(intercept)";

  private final List<String> features;
  private final LeastSquares answer;

  /** Of an answer that has errors. */
  Inference(List<String> features, LeastSquares answer) {
    this.features = features;
    this.answer = answer;
  }

  /**
   * The intercept where there is one, then those of all features that are not left out, in their
   * order.
   */
  public List<Coefficient> coefficients() {
    List<Coefficient> all = new ArrayList<>();
    for (int j = 0; j <= features.size(); j++) {
      if (answer.variances()[j] > 0) {
        all.add(coefficient(j));
      }
    }
    return all;
  }

  /** Whether there is a constant term. */
  public boolean hasIntercept() {
    return answer.hasIntercept();
  }

  /**
   * The constant term.
   *
   * @throws DataException if there is none
   */
  public Coefficient intercept() {
    return coefficient(index(INTERCEPT));
  }

  /**
   * The coefficient of one feature.
   *
   * @throws DataException if the model has no such feature, or it was left out
   */
  public Coefficient coefficient(String feature) {
    return coefficient(index(feature));
  }

  /**
   * The covariance of two coefficients, each of a feature or {@link #INTERCEPT}.
   *
   * @throws DataException as {@link #coefficient}
   */
  public double covariance(String one, String other) {
    int a = index(one);
    int b = index(other);
    if (a == b) {
      double error = answer.standardError(a);
      return error * error;
    }
    return answer.covariance(a, b);
  }

  /** What intervals around predictions are made of. */
  Uncertainty uncertainty() {
    return new Uncertainty(
        errors(), residualStandardError(), degreesOfFreedom(), answer.centres(), answer.factor());
  }

  private int index(String name) {
    int feature = features.indexOf(name);
    if (feature < 0 && name.equals(INTERCEPT) && hasIntercept()) {
      return 0;
    }
    if (feature < 0 || answer.variances()[feature + 1] == 0) {
      throw DataException.choice(
          "The fit has no coefficient of '%s'. It has those of %s."
              .formatted(
                  name,
                  String.join(", ", coefficients().stream().map(Coefficient::name).toList())));
    }
    return feature + 1;
  }

  private Coefficient coefficient(int j) {
    return new Coefficient(
        j == 0 ? INTERCEPT : features.get(j - 1),
        answer.parameters()[j],
        answer.standardError(j),
        degreesOfFreedom(),
        answer.errorDigits()[j]);
  }

  /** What standard errors, and what follows from them, take residuals for. */
  public Errors errors() {
    return answer.errors();
  }

  /** Digits that are right at least, of all standard errors; of robust ones none is claimed: 0. */
  public int digits() {
    return coefficients().stream().mapToInt(Coefficient::digits).min().orElseThrow();
  }

  /** n - k. */
  public long degreesOfFreedom() {
    return answer.degreesOfFreedom();
  }

  /** sqrt(RSS / (n - k)), in the target's unit. */
  public double residualStandardError() {
    return Math.sqrt(answer.residuals() / degreesOfFreedom()) * answer.unit(0);
  }

  /** The part of the target's variance, without an intercept of its squares, that is explained. */
  public double r2() {
    return answer.r2();
  }

  /** 1 - (1 - R²) (n - 1) / (n - k), without an intercept 1 - (1 - R²) n / (n - k). */
  public double adjustedR2() {
    double left = answer.residuals() / degreesOfFreedom();
    return 1 - left / (answer.total() / (answer.rows() - constants()));
  }

  private int constants() {
    return hasIntercept() ? 1 : 0;
  }

  /** Slopes, the degrees of freedom of {@link #f()} beside those of the residuals. */
  public int modelDegreesOfFreedom() {
    return answer.rank() - constants();
  }

  /**
   * Mean square that the model explains by that of residuals, or Wald's, of all slopes by their
   * covariance, for robust errors; NaN where all is left out.
   */
  public double f() {
    return answer.f();
  }

  /** The probability of an F at least so large, were all slopes 0. */
  public double fP() {
    return modelDegreesOfFreedom() == 0
        ? Double.NaN
        : FDistribution.of(modelDegreesOfFreedom(), degreesOfFreedom()).survivalProbability(f());
  }

  /** The largest for normal residuals: -n/2 (log(2 pi RSS / n) + 1). */
  public double logLikelihood() {
    double n = answer.rows();
    double ofVariance = Math.log(answer.residuals() / n) + 2 * Math.log(answer.unit(0));
    return -n / 2 * (Math.log(2 * Math.PI) + ofVariance + 1);
  }

  /**
   * Akaike's criterion, the variance counted as a parameter, as R does and statsmodels does not.
   */
  public double aic() {
    return 2.0 * (answer.rank() + 1) - 2 * logLikelihood();
  }

  /** Schwarz's criterion, likewise. */
  public double bic() {
    return Math.log(answer.rows()) * (answer.rank() + 1) - 2 * logLikelihood();
  }
}
