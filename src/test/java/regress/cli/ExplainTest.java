package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import regress.data.Dataset;
import regress.engine.Cost;
import regress.engine.CostModel;
import regress.engine.Device;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Prediction;

class ExplainTest {
  private static final Device DEVICE =
      new Device("opencl:a-device", "OpenCL", "a device", "GPU", 8, 1);
  private static final Dataset DATA =
      Dataset.of(new double[][] {new double[1_000]}, new double[1_000]);

  /** Stepwise 0.1 ms an epoch, fused 1 ms a fit and then 1 ns a value: equal at 49,500 rows. */
  private static final CostModel MODEL =
      new CostModel(
          Map.of(
              Mode.STEPWISE, new Cost(0, 0, 100_000, 0),
              Mode.FUSED, new Cost(100_000, 0, 0, 1)),
          Map.of());

  private static final ExplainReport REPORT =
      new ExplainReport(
          DATA,
          100,
          Precision.FLOAT32,
          "tornado",
          new Prediction(
              List.of(Mode.STEPWISE, Mode.FUSED),
              (mode, n, p) -> DEVICE,
              device -> Optional.of(MODEL)),
          List.of(
              new Explanation(Mode.STEPWISE, DEVICE, 1e7, OptionalDouble.empty()),
              new Explanation(Mode.FUSED, DEVICE, 3e5, OptionalDouble.of(2e5))));

  @Test
  void theReportShowsCostsChoiceAndCrossovers() {
    assertThat(REPORT.text())
        .startsWith("1,000 rows, 1 feature, float32")
        .containsPattern("(?m)^stepwise +opencl:a-device +10.0 ms +-$")
        .containsPattern("(?m)^fused +opencl:a-device +300 µs +200 µs +auto$")
        .containsPattern("fastest, predicted: fused; from (49|50),\\d{3} rows on stepwise\n$");
  }

  @Test
  void everyOptionHasHelp() {
    Ran ran = Ran.of("explain", "--help");
    assertThat(ran.status()).isZero();
    assertThat(ran.out()).contains("--target", "--epochs", "--recalibrate", "--plot", "--limit");
  }

  @Test
  void aMissingTableIsWrongUsage() {
    Ran ran = Ran.of("explain", "no-such-file.csv", "--target", "y");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("no-such-file.csv");
  }
}
