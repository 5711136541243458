package regress.engine;

import org.junit.jupiter.api.Tag;

@Tag("device")
class TornadoUnrolledTest extends EngineContract {
  TornadoUnrolledTest() {
    super(EnginesInTests.named("tornado"), Mode.UNROLLED);
  }
}
