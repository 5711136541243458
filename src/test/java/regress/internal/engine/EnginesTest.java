package regress.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import regress.engine.EngineException;

class EnginesTest {

  @Test
  void allThreeHaveANameHereOrNot() {
    assertThat(Installed.all())
        .extracting(Engine::name)
        .containsExactlyInAnyOrder("tornado", "jvm", "reference");
  }

  @Test
  void anUnknownNameIsAnswered() {
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> Installed.named("cuda"))
        .withMessageContaining("no engine 'cuda'")
        .withMessageContaining("jvm")
        .matches(EngineException::isChoice);
  }
}
