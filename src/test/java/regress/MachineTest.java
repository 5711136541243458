package regress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import regress.data.Samples;
import regress.engine.Chosen;
import regress.engine.EngineInfo;
import regress.engine.Loss;
import regress.engine.Mode;

class MachineTest {
  @Test
  void listsEveryEngineAndWhyOneIsNotThere() {
    assertThat(Machine.engines())
        .extracting(EngineInfo::name)
        .containsExactly("tornado", "jvm", "reference");
    EngineInfo tornado = Machine.engines().getFirst();
    assertThat(tornado.absence()).isEqualTo(Machine.fallback());
    assertThat(tornado.devices().isEmpty()).isEqualTo(tornado.absence().isPresent());
  }

  @Test
  void fitsGoOnAfterARelease() {
    var cars = Samples.mtcars().dataset("mpg", List.of("wt", "hp"));
    double before = Regression.squared().engine("jvm").fit(cars).coefficient("wt");
    Machine.release();
    assertThat(Regression.squared().engine("jvm").fit(cars).coefficient("wt")).isEqualTo(before);
  }

  @Test
  void aChoiceNamesWhatWasLeftToUsAndWhy() {
    Regression jvm = Regression.squared().engine("jvm");
    Chosen solved = jvm.choice(100, 2);
    assertThat(solved.mode()).isEqualTo(Mode.DIRECT);
    assertThat(solved.why()).contains("optimizer newton");
    assertThat(jvm.epochs(5).choice(100, 2).why()).contains("gd, as one of its options is given");
    assertThat(jvm.choice(5000, 1001).why()).contains("gd, as there are many features");
    assertThat(Regression.of(Loss.huber(1)).engine("jvm").choice(100, 2).why())
        .contains("gd, as the loss has no closed form");
  }
}
