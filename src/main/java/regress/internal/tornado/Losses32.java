package regress.internal.tornado;

import regress.engine.Loss;
import regress.internal.tornado.kernel.HuberKernels32;
import regress.internal.tornado.kernel.LossKernels32;
import regress.internal.tornado.kernel.SquaredKernels32;

/** The kernels of each loss. */
final class Losses32 {

  private Losses32() {}

  static LossKernels32 of(Loss.Kind loss) {
    return switch (loss) {
      case SQUARED -> SquaredKernels32.ALL;
      case HUBER -> HuberKernels32.ALL;
      case OWN ->
          throw new IllegalArgumentException("There are no kernels of a loss of one's own.");
    };
  }
}
