package regress.internal.engine;

import org.junit.jupiter.api.Tag;
import regress.LongForm;
import regress.engine.Mode;

/** On PoCL's device that runs launches in the calling thread. */
@LongForm
@Tag("device")
class TornadoBasicStepwiseTest extends EngineContract {
  TornadoBasicStepwiseTest() {
    super(EnginesInTests.named("tornado"), Mode.STEPWISE, EnginesInTests::isBasic);
  }
}
