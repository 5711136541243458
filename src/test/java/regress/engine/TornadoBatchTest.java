package regress.engine;

class TornadoBatchTest extends BatchContract {
  TornadoBatchTest() {
    super(EnginesInTests.named("tornado"));
  }
}
