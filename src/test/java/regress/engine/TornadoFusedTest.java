package regress.engine;

import org.junit.jupiter.api.Tag;

@Tag("device")
class TornadoFusedTest extends EngineContract {
  TornadoFusedTest() {
    super(EnginesInTests.named("tornado"), Mode.FUSED);
  }
}
