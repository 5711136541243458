package regress.internal.engine;

import org.junit.jupiter.api.Tag;
import regress.LongForm;
import regress.engine.Mode;

/** On PoCL's device that runs launches in the calling thread. */
@LongForm
@Tag("device")
class TornadoBasicFusedTest extends EngineContract {
  TornadoBasicFusedTest() {
    super(EnginesInTests.named("tornado"), Mode.FUSED, EnginesInTests::isBasic);
  }
}
