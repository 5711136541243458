package regress.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

class EnginesTest {

  @Test
  void allThreeHaveANameHereOrNot() {
    assertThat(Engines.all())
        .extracting(Engine::name)
        .containsExactlyInAnyOrder("tornado", "jvm", "reference");
  }

  @Test
  void autoPrefersTornadoAndFallsBackOnlyWhereItIsAbsent() {
    String expected = Engines.fallback().isEmpty() ? "tornado" : "jvm";
    assertThat(Engines.choose(Engines.AUTO).name()).isEqualTo(expected);
  }

  @Test
  void anEngineThatWasNamedNeverFallsBack() {
    assumeTrue(Engines.fallback().isPresent(), "TornadoVM is here");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> Engines.choose("tornado"))
        .withMessageContaining("Choose engine auto or jvm")
        .matches(EngineException::isChoice);
  }

  @Test
  void anUnknownNameIsAnswered() {
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> Engines.choose("cuda"))
        .withMessageContaining("no engine 'cuda'")
        .withMessageContaining("jvm")
        .matches(EngineException::isChoice);
  }
}
