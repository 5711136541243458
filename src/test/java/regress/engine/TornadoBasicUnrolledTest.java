package regress.engine;

/** On PoCL's device that runs launches in the calling thread. */
class TornadoBasicUnrolledTest extends EngineContract {
  TornadoBasicUnrolledTest() {
    super(EnginesInTests.named("tornado"), Mode.UNROLLED, EnginesInTests::isBasic);
  }
}
