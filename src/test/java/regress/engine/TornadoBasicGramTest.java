package regress.engine;

/** On PoCL's device that runs launches in the calling thread. */
class TornadoBasicGramTest extends EngineContract {
  TornadoBasicGramTest() {
    super(EnginesInTests.named("tornado"), Mode.GRAM, EnginesInTests::isBasic);
  }
}
