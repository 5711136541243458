package regress.internal.engine;

import org.junit.jupiter.api.Tag;
import regress.engine.Mode;

@Tag("device")
class TornadoGramTest extends EngineContract {
  TornadoGramTest() {
    super(EnginesInTests.named("tornado"), Mode.GRAM);
  }
}
