package regress.engine;

/** On PoCL's device that runs launches in the calling thread. */
class TornadoBasicFusedTest extends EngineContract {
  TornadoBasicFusedTest() {
    super(EnginesInTests.named("tornado"), Mode.FUSED, EnginesInTests::isBasic);
  }
}
