package regress.engine;

class TornadoStepwiseTest extends EngineContract {
  TornadoStepwiseTest() {
    super(EnginesInTests.named("tornado"), Mode.STEPWISE);
  }
}
