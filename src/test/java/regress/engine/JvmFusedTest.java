package regress.engine;

class JvmFusedTest extends EngineContract {
  JvmFusedTest() {
    super(EnginesInTests.named("jvm"), Mode.FUSED);
  }
}
