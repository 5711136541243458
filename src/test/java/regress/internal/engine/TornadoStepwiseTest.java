package regress.internal.engine;

import org.junit.jupiter.api.Tag;
import regress.engine.Mode;

@Tag("device")
class TornadoStepwiseTest extends EngineContract {
  TornadoStepwiseTest() {
    super(EnginesInTests.named("tornado"), Mode.STEPWISE);
  }
}
