package regress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import regress.data.Dataset;
import regress.internal.optimizer.Dependence;
import regress.internal.optimizer.LeastSquares;

/** How far the coefficients of a least-squares fit can be trusted. Computed when asked for. */
public final class Accuracy {
  private final List<String> features;
  private final LeastSquares answer;

  /** The row of the table that one coefficient alone says, counted from 1; -1: none. */
  private final long alone;

  Accuracy(Dataset data, LeastSquares answer) {
    this.features = data.featureNames();
    this.answer = answer;
    this.alone = answer.alone() < 0 ? -1 : data.row(answer.alone());
  }

  LeastSquares answer() {
    return answer;
  }

  /**
   * Digits of every coefficient that are right at least, 0 to 15: never more than is true against
   * the exact solution for the decimals that were read.
   */
  public int digits() {
    return answer.digits();
  }

  /**
   * Passes over the rows that measured what was left of the error; 0 where moments in pairs of
   * doubles had told it.
   */
  public int passes() {
    return answer.passes();
  }

  /** Whether the model says the target to within rounding. */
  public boolean isExact() {
    return answer.isExact();
  }

  /** n. */
  public long rows() {
    return answer.rows();
  }

  /** n less the coefficients that were fitted. */
  public long degreesOfFreedom() {
    return answer.degreesOfFreedom();
  }

  /** Why the fit has no standard errors, in a few words; empty where it has them. */
  public Optional<String> withoutErrors() {
    if (answer.hasErrors()) {
      return Optional.empty();
    }
    String row = "one coefficient alone says row %s (leverage 1), which leaves %s 0 / 0";
    return Optional.of(
        answer.isExact()
            ? "exact fit"
            : answer.degreesOfFreedom() == 0
                ? "no degrees of freedom left"
                : row.formatted(alone, answer.errors()));
  }

  /**
   * The largest singular value of the features, centred and divided by their standard deviations,
   * by the smallest; without an intercept, of features divided by their root mean squares. NaN
   * where all are left out.
   */
  public double conditionNumber() {
    return answer.collinearity().conditionNumber();
  }

  /**
   * By feature, 1 / (1 - R² of it on all others, which has an intercept if the fit has): by what
   * their correlations multiply the variance of its coefficient. NaN for a feature that is left
   * out.
   */
  public Map<String, Double> varianceInflation() {
    Map<String, Double> inflation = new LinkedHashMap<>();
    for (int j = 0; j < features.size(); j++) {
      inflation.put(features.get(j), answer.collinearity().inflation(j));
    }
    return inflation;
  }

  /** Features that others say to within rounding, later ones first to go, in their order. */
  public List<LeftOut> leftOut() {
    List<LeftOut> all = new ArrayList<>();
    for (Dependence dependence : answer.dependences()) {
      Map<String, Double> multiples = new LinkedHashMap<>();
      double[] parts = dependence.multiples();
      for (int k = 0; k < parts.length; k++) {
        if (parts[k] != 0) {
          multiples.put(features.get(k), parts[k]);
        }
      }
      all.add(new LeftOut(features.get(dependence.column()), dependence.constant(), multiples));
    }
    return all;
  }
}
