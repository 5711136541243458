package regress.engine;

class TornadoUnrolledTest extends EngineContract {
  TornadoUnrolledTest() {
    super(EnginesInTests.named("tornado"), Mode.UNROLLED);
  }
}
