package regress.engine;

/** On PoCL's device that runs launches in the calling thread. */
class TornadoBasicStepwiseTest extends EngineContract {
  TornadoBasicStepwiseTest() {
    super(EnginesInTests.named("tornado"), Mode.STEPWISE, EnginesInTests::isBasic);
  }
}
