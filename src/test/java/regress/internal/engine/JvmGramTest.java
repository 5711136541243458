package regress.internal.engine;

import regress.engine.Mode;

class JvmGramTest extends EngineContract {
  JvmGramTest() {
    super(EnginesInTests.named("jvm"), Mode.GRAM);
  }
}
