package regress;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import regress.internal.optimizer.LeastSquares;

/**
 * How far a descent that was stopped before it converged is from the least-squares answer.
 *
 * @param digits digits that are right in every coefficient, 0 to 15
 * @param standardErrors the largest distance of a coefficient from its answer, in standard errors
 *     of it; empty where the answer has none
 */
public record Shortfall(int digits, OptionalDouble standardErrors) {

  /** Of p + 1 parameters, intercept first; empty where the answer leaves features out. */
  static Optional<Shortfall> of(double[] parameters, List<String> features, LeastSquares answer) {
    if (!answer.dependences().isEmpty()) {
      return Optional.empty();
    }
    double[] right = answer.descended().parameters();
    double digits = 15;
    for (int j = 0; j < right.length; j++) {
      double error = Math.abs(parameters[j] - right[j]);
      digits = error == 0 ? digits : Math.min(digits, -Math.log10(error / Math.abs(right[j])));
    }
    OptionalDouble far = OptionalDouble.empty();
    if (answer.hasErrors()) {
      List<Coefficient> all = new Inference(features, answer).coefficients();
      double most = 0;
      for (int j = 0; j < right.length; j++) {
        most = Math.max(most, Math.abs(parameters[j] - right[j]) / all.get(j).standardError());
      }
      far = OptionalDouble.of(most);
    }
    return Optional.of(new Shortfall((int) Math.clamp(digits, 0, 15), far));
  }
}
