package regress.engine;

class TornadoFusedTest extends EngineContract {
  TornadoFusedTest() {
    super(EnginesInTests.named("tornado"), Mode.FUSED);
  }
}
