package regress.engine;

import org.junit.jupiter.api.Tag;

@Tag("device")
class TornadoGramTest extends EngineContract {
  TornadoGramTest() {
    super(EnginesInTests.named("tornado"), Mode.GRAM);
  }
}
