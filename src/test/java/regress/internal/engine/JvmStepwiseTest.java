package regress.internal.engine;

import regress.engine.Mode;

class JvmStepwiseTest extends EngineContract {
  JvmStepwiseTest() {
    super(EnginesInTests.named("jvm"), Mode.STEPWISE);
  }
}
