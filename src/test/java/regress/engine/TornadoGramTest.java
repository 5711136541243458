package regress.engine;

class TornadoGramTest extends EngineContract {
  TornadoGramTest() {
    super(EnginesInTests.named("tornado"), Mode.GRAM);
  }
}
