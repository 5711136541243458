package regress.internal.engine;

import regress.engine.Loss;
import regress.internal.kernel.HuberLoss32;
import regress.internal.kernel.HuberLoss64;
import regress.internal.kernel.Loss32;
import regress.internal.kernel.Loss64;
import regress.internal.kernel.SquaredLoss32;
import regress.internal.kernel.SquaredLoss64;

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
