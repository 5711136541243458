package regress.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.engine.EngineException;
import regress.engine.Engines;
import regress.engine.Kernels;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Precision;

class ChoiceTest {
  private static final Execution OPEN = new Execution(Mode.AUTO, Precision.FLOAT64, "auto");
  private static final Work WORK = new Work(1, 100, 2, 2, Loss.SQUARED);

  private static Stream<Engine> present() {
    return Installed.all().stream().filter(engine -> engine.absence().isEmpty());
  }

  @Test
  void autoPrefersTornadoAndFallsBackOnlyWhereItIsAbsent() {
    Choice choice = Choice.of(Engines.AUTO, OPEN, WORK);
    if (Installed.fallback().isEmpty()) {
      assertThat(choice.engine().name()).isEqualTo("tornado");
      assertThat(choice.why()).contains("engine tornado, as TornadoVM is there");
    } else {
      assertThat(choice.engine().name()).isEqualTo("jvm");
      assertThat(choice.why()).contains("engine jvm, as TornadoVM is not there");
    }
  }

  /**
   * To solve reads the data once or twice, which a copy to where they are already does not help.
   */
  @ParameterizedTest
  @CsvSource({
    "100, 2, 0, the data are few",
    "100, 2, 10000, the data are few",
    "1000000, 20, 0, the device is the processor itself",
    "1000000, 20, 10000, the device is the processor itself"
  })
  void autoReadsDataOnceOrTwiceOnTheJvmWhereADeviceGainsNothing(
      long samples, int features, int epochs, String why) {
    boolean areCpus =
        Installed.fallback().isPresent()
            || Installed.named("tornado").devices().getFirst().kind().equals("CPU");
    assumeTrue(areCpus || samples == 100, "the default device is no CPU");
    Work solution = new Work(1, samples, features, epochs, Loss.SQUARED);
    Choice choice = Choice.of(Engines.AUTO, OPEN, solution);
    assertThat(choice.engine().name()).isEqualTo("jvm");
    assertThat(choice.why()).contains("engine jvm, as " + why);
    assertThat(choice.fallback()).isEmpty();
  }

  @Test
  void manyDescentsAtATimeAreTheDevices() {
    assumeTrue(Installed.fallback().isEmpty(), "TornadoVM is not here");
    Work many = new Work(64, 100, 2, 10_000, Loss.SQUARED);
    assertThat(Choice.of(Engines.AUTO, OPEN, many).engine().name()).isEqualTo("tornado");
  }

  @Test
  void whoAsksForADeviceGetsIt() {
    assumeTrue(Installed.fallback().isEmpty(), "TornadoVM is not here");
    var plain = new Execution(Mode.AUTO, Precision.FLOAT64, "auto", Long.MAX_VALUE, Kernels.PLAIN);
    Work solution = new Work(1, 100, 2, 0, Loss.SQUARED);
    assertThat(Choice.of(Engines.AUTO, plain, solution).engine().name()).isEqualTo("tornado");
  }

  @Test
  void anEngineThatWasNamedNeverFallsBack() {
    assumeTrue(Installed.fallback().isPresent(), "TornadoVM is here");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> Choice.of("tornado", OPEN, WORK))
        .withMessageContaining("Choose engine auto or jvm")
        .matches(EngineException::isChoice);
  }

  @Test
  void whatIsNotThereIsAnswered() {
    Execution direct = new Execution(Mode.DIRECT, Precision.FLOAT64, "auto");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> Choice.of("jvm", direct, WORK))
        .withMessage(
            "The jvm engine has no mode 'direct'. Choose auto or fused or stepwise or gram.")
        .matches(EngineException::isChoice);
    Execution elsewhere = new Execution(Mode.AUTO, Precision.FLOAT64, "gpu");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> Choice.of("jvm", elsewhere, WORK))
        .withMessage("The jvm engine has no device 'gpu'. Choose auto or host.")
        .matches(EngineException::isChoice);
  }

  @ParameterizedTest
  @CsvSource({"1, 10000, gram", "1, 2, gram", "1, 1, fused", "64, 64, fused", "64, 65, gram"})
  void momentsAreForMoreEpochsThanFeatures(int features, int epochs, String mode) {
    present()
        .filter(engine -> engine.modes().contains(Mode.GRAM))
        .forEach(
            engine -> {
              Choice choice =
                  Choice.of(engine, OPEN, new Work(1, 1_000, features, epochs, Loss.SQUARED));
              assertThat(choice.mode()).hasToString(mode);
              assertThat(choice.why())
                  .startsWith("Auto chose mode " + mode + ", as there are ")
                  .contains("features (" + features + ")", "epochs (up to " + epochs + ")");
            });
  }

  @Test
  void anEngineWithoutMomentsHasItsFirstMode() {
    Choice choice = Choice.of("reference", OPEN, WORK);
    assertThat(choice.mode()).isEqualTo(Mode.DIRECT);
    assertThat(choice.why()).isEqualTo("Nothing was left to auto.");
  }

  @Test
  void whatWasAskedForIsObeyed() {
    present()
        .forEach(
            engine ->
                engine
                    .devices()
                    .forEach(
                        device -> {
                          for (Mode mode : engine.modes()) {
                            String loud = device.id().toUpperCase();
                            var wanted = new Execution(mode, Precision.FLOAT64, loud);
                            Choice choice = Choice.of(engine.name(), wanted, WORK);
                            assertThat(List.of(choice.engine(), choice.mode(), choice.device()))
                                .isEqualTo(List.of(engine, mode, device));
                            assertThat(choice.why()).isEqualTo("Nothing was left to auto.");
                          }
                        }));
  }
}
