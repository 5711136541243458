package regress.internal.engine;

import regress.engine.Mode;

class JvmFusedTest extends EngineContract {
  JvmFusedTest() {
    super(EnginesInTests.named("jvm"), Mode.FUSED);
  }
}
