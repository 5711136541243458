package regress.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two devices: one prompt, for few rows, and one that takes its time to begin. */
class PredictionTest {
  private static final Device FEW = new Device("opencl:one", "OpenCL", "few", "CPU", 1, 1);
  private static final Device MANY = new Device("opencl:other", "OpenCL", "many", "CPU", 2, 1);
  private static final Map<Device, CostModel> MODELS =
      Map.of(
          FEW, model(new Cost(10, 0, 10, 2), new Cost(100, 0, 0, 2)),
          MANY, model(new Cost(1_000, 0, 1_000, 1), new Cost(1_000, 0, 0, 1)));

  private static CostModel model(Cost stepwise, Cost fused) {
    return new CostModel(Map.of(Mode.STEPWISE, stepwise, Mode.FUSED, fused), Map.of());
  }

  private static Prediction prediction(Map<Device, CostModel> models) {
    return new Prediction(
        List.of(Mode.FUSED, Mode.STEPWISE),
        (mode, n, p) -> n < 1_000 ? FEW : MANY,
        device -> Optional.ofNullable(models.get(device)));
  }

  @Test
  void eachFitCostsWhatItDoesWhereItRuns() {
    Prediction both = prediction(MODELS);
    assertThat(both.nanos(Mode.STEPWISE, 10, 1, 1)).hasValue(10 + 10 + 2 * 20);
    assertThat(both.nanos(Mode.STEPWISE, 1_000, 1, 1)).hasValue(1_000 + 1_000 + 2_000);
    assertThat(both.fastest(10, 1, 1)).contains(Mode.STEPWISE);
    assertThat(both.fastest(10, 1, 100)).contains(Mode.FUSED);
    assertThat(both.fastest(1_000, 1, 1)).contains(Mode.FUSED);
  }

  @Test
  void aDeviceThatWasNotMeasuredLeavesItOpen() {
    Prediction one = prediction(Map.of(FEW, MODELS.get(FEW)));
    assertThat(one.fastest(10, 1, 1)).contains(Mode.STEPWISE);
    assertThat(one.fastest(1_000, 1, 1)).isEmpty();
    assertThat(one.nanos(Mode.FUSED, 1_000, 1, 1)).isEmpty();
  }

  @Test
  void noCostsForSeveralFeaturesLeaveThemOpen() {
    assertThat(prediction(MODELS).fastest(10, 2, 1)).isEmpty();
  }
}
