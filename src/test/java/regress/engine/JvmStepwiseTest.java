package regress.engine;

class JvmStepwiseTest extends EngineContract {
  JvmStepwiseTest() {
    super(EnginesInTests.named("jvm"), Mode.STEPWISE);
  }
}
