package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.engine.Device;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.engine.AffineMap;
import regress.internal.engine.Descended;
import regress.internal.engine.Descent;
import regress.internal.engine.Problem;
import regress.internal.engine.Problems;
import regress.internal.kernel.Gram64;
import regress.internal.kernel.Moments;
import regress.internal.kernel.Shape;

/**
 * What kernels for CPUs and for GPUs add up on the device that is there, against the plain ones.
 */
@Tag("device")
class GramOnDeviceTest {

  @BeforeEach
  void tornadoIsHere() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
  }

  private static PlanKey key(String kind, int n, int p, Precision precision) {
    Device real = Devices.list().getFirst();
    Device device =
        new Device(
            real.id(), real.backend(), real.name(), kind, real.computeUnits(), real.memoryBytes());
    return new PlanKey(Purpose.MOMENTS, precision, n, p, device);
  }

  @ParameterizedTest
  @CsvSource({
    "CPU, 1, 1, 1",
    "CPU, 3, 1, 1",
    "CPU, 257, 1, 1",
    "CPU, 70001, 1, 2",
    "CPU, 2, 2, 1",
    "CPU, 300, 2, 1",
    "CPU, 511, 3, 2",
    "CPU, 5000, 15, 2",
    "CPU, 5000, 16, 1",
    "CPU, 70001, 17, 2",
    "CPU, 900, 130, 2",
    "GPU, 1, 1, 1",
    "GPU, 2, 2, 5",
    "GPU, 257, 1, 100",
    "GPU, 5000, 16, 7",
    "GPU, 70001, 3, 64",
    "GPU, 900, 130, 2"
  })
  void theDeviceAddsWhatPlainJavaAdds(String kind, int n, int p, int groups) {
    for (Precision precision : Precision.values()) {
      Problem problem = Problems.linear(n, p, n);
      PlanKey key = key(kind, n, p, precision);
      GramShape one = GramShape.of(key);
      GramShape shape = new GramShape(n, p, one.lanes(), groups, one.items());
      DeviceArrays arrays = DeviceArrays.of(Purpose.MOMENTS);
      RowPass device =
          precision == Precision.FLOAT64
              ? new TiledMoments64(shape, arrays)
              : new TiledMoments32(shape, arrays);
      double[] square = new double[(int) Moments.square(p)];
      try (RowWalk walk = new RowWalk(key, device, n)) {
        Problem framed = problem.in(AffineMap.framing(problem.rows().spread()));
        walk.over(framed, (first, rows) -> device.load(framed, first, rows), square, new Meter());
      }
      assertClose(square, problem, precision == Precision.FLOAT64 ? 1e-12 : 1e-5);
    }
  }

  /** On and above the diagonal, relative to the number of rows: framed values are at most 1. */
  private static void assertClose(double[] square, Problem problem, double bound) {
    int p = problem.featureCount();
    int n = problem.samples();
    int stride = Moments.stride(p);
    int[] shape = Shape.of(n, p);
    double[] blocks = new double[shape[Shape.BLOCKS] * stride * stride];
    double[] plain = new double[stride * stride];
    Gram64.moments(framed(problem), blocks, shape, shape[Shape.BLOCKS]);
    Moments.add(blocks, plain);
    for (int a = 0; a < p + 2; a++) {
      for (int b = a; b < p + 2; b++) {
        int cell = a * stride + b;
        assertThat(square[cell])
            .as("moment (%d, %d)", a, b)
            .isCloseTo(plain[cell], within(bound * n));
      }
    }
  }

  private static double[] framed(Problem problem) {
    double[][] z = problem.in(AffineMap.framing(problem.rows().spread())).columns();
    return Arrays.stream(z).flatMapToDouble(Arrays::stream).toArray();
  }

  /** And goes over the device again where another problem came between. */
  @ParameterizedTest
  @CsvSource({"CPU, 1", "CPU, 3", "GPU, 1", "GPU, 3"})
  void dataStayOnTheDeviceForTheNextFitOfTheSameProblem(String kind, int p) {
    Problem problem = Problems.linear(5_000, p, 1);
    Problem other = Problems.linear(4_000, p, 2);
    try (PlanFits gram = PlanFits.of(key(kind, 5_000, p, Precision.FLOAT64))) {
      for (Problem next : new Problem[] {problem, problem, problem, other, problem}) {
        Descent descent = Problems.descent(next, 20, 0);
        Descended end = gram.fit(next, descent, Progress.NONE);
        assertThat(end.parameters())
            .containsExactly(Problems.plainDescent(next, descent), within(1e-12));
      }
      Descended again = gram.fit(problem, Problems.descent(problem, 20, 0), Progress.NONE);
      assertThat(again.attestation().bytesToDevice()).as("no data").isLessThan(64);
      Descended first = gram.fit(other, Problems.descent(other, 20, 0), Progress.NONE);
      assertThat(first.attestation().bytesToDevice()).isGreaterThan(4_000L * Double.BYTES);
    }
  }
}
