package regress.engine;

import regress.kernel.HuberLoss32;
import regress.kernel.HuberLoss64;
import regress.kernel.Loss32;
import regress.kernel.Loss64;
import regress.kernel.SquaredLoss32;
import regress.kernel.SquaredLoss64;

/** The code of each loss, over data in float32 and in float64. */
public final class Losses {

  private Losses() {}

  public static Loss32 float32(Loss loss) {
    return switch (loss.kind()) {
      case SQUARED -> SquaredLoss32.LOSS;
      case HUBER -> HuberLoss32.LOSS;
      case OWN -> new OwnLoss32(loss.own().orElseThrow());
    };
  }

  public static Loss64 float64(Loss loss) {
    return switch (loss.kind()) {
      case SQUARED -> SquaredLoss64.LOSS;
      case HUBER -> HuberLoss64.LOSS;
      case OWN -> new OwnLoss64(loss.own().orElseThrow());
    };
  }
}
