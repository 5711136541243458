package regress.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutoModeTest {
  private final Engine engine = new JvmEngine();
  private final Device device = engine.devices().getFirst();

  @TempDir Path folder;

  private Mode choose(int rows) {
    Problem problem = Problems.linear(rows, 1, 1);
    return new AutoMode(new CostCache(folder))
        .choose(engine, new Execution(Mode.AUTO, Precision.FLOAT32, "auto"), problem, 100);
  }

  @Test
  void withoutAModelItIsTheEnginesPreference() {
    assertThat(choose(1_000)).isEqualTo(engine.modes().getFirst());
  }

  @Test
  void withAModelItIsTheFastest() throws IOException {
    Map<Mode, Cost> costs =
        Map.of(
            Mode.STEPWISE, new Cost(0, 0, 1_000, 1),
            Mode.FUSED, new Cost(0, 0, 0, 2));
    new CostCache(folder).write("jvm", device, Precision.FLOAT32, new CostModel(costs, costs));
    assertThat(choose(100)).isEqualTo(Mode.FUSED);
    assertThat(choose(10_000)).isEqualTo(Mode.STEPWISE);
  }

  @Test
  void aModelWithAModeThatTheEngineHasNotIsIgnored() throws IOException {
    Map<Mode, Cost> costs = Map.of(Mode.DIRECT, new Cost(0, 0, 0, 0));
    new CostCache(folder).write("jvm", device, Precision.FLOAT32, new CostModel(costs, costs));
    assertThat(choose(100)).isEqualTo(engine.modes().getFirst());
  }
}
