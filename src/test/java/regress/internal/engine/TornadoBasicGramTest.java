package regress.internal.engine;

import org.junit.jupiter.api.Tag;
import regress.LongForm;
import regress.engine.Mode;

/** On PoCL's device that runs launches in the calling thread. */
@LongForm
@Tag("device")
class TornadoBasicGramTest extends EngineContract {
  TornadoBasicGramTest() {
    super(EnginesInTests.named("tornado"), Mode.GRAM, EnginesInTests::isBasic);
  }
}
