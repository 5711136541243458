package regress.engine;

class JvmGramTest extends EngineContract {
  JvmGramTest() {
    super(EnginesInTests.named("jvm"), Mode.GRAM);
  }
}
