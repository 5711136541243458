package regress.engine;

import org.junit.jupiter.api.Tag;

@Tag("device")
class TornadoStepwiseTest extends EngineContract {
  TornadoStepwiseTest() {
    super(EnginesInTests.named("tornado"), Mode.STEPWISE);
  }
}
