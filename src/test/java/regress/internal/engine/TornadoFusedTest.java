package regress.internal.engine;

import org.junit.jupiter.api.Tag;
import regress.engine.Mode;

@Tag("device")
class TornadoFusedTest extends EngineContract {
  TornadoFusedTest() {
    super(EnginesInTests.named("tornado"), Mode.FUSED);
  }
}
