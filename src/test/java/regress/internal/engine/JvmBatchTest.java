package regress.internal.engine;

class JvmBatchTest extends BatchContract {
  JvmBatchTest() {
    super(EnginesInTests.named("jvm"));
  }
}
