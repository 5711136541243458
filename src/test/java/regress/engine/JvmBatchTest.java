package regress.engine;

class JvmBatchTest extends BatchContract {
  JvmBatchTest() {
    super(EnginesInTests.named("jvm"));
  }
}
