package regress.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.Frame;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Problem;
import regress.engine.Problems;
import regress.engine.Progress;
import regress.kernel.Gram64;
import regress.kernel.GramDescent;
import regress.kernel.Moments;
import regress.kernel.Shape;
import regress.kernel.StopRule;
import regress.tornado.kernel.Control;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;

/** The vector kernels against the plain ones, in moments, state and parameters. */
@Tag("device")
class GramOnDeviceTest {

  @BeforeEach
  void tornadoIsHere() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
  }

  private static PlanKey key(int n, int p, Precision precision) {
    return new PlanKey(Mode.GRAM, precision, n, p, Devices.list().getFirst());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "3, 1, 1",
    "257, 1, 1",
    "70001, 1, 2",
    "2, 2, 1",
    "300, 2, 1",
    "511, 3, 2",
    "5000, 15, 2",
    "5000, 16, 1",
    "70001, 17, 2",
    "900, 130, 2"
  })
  void theDeviceDoesWhatPlainJavaDoes(int n, int p, int groups) {
    for (Precision precision : Precision.values()) {
      Problem problem = Problems.linear(n, p, n);
      Descent descent = Problems.descent(problem, 7, 0);
      GramWorkspace device = new GramWorkspace(key(n, p, precision), groups, 1 << 30);
      device.load(problem, Frame.of(problem));
      device.begin(descent);
      onDevice(device);
      assertThat(device.isDone()).isTrue();
      assertClose(device, problem, descent, precision == Precision.FLOAT64 ? 1e-12 : 1e-5);
    }
  }

  private static void onDevice(GramWorkspace workspace) {
    Object[] arrays =
        Stream.of(workspace.data(), workspace.scratch(), new Object[] {workspace.control()})
            .flatMap(Stream::of)
            .toArray();
    try (Graphs graphs =
        new Graphs(Devices.list().getFirst(), grid -> List.of(graph(workspace, grid, arrays)))) {
      graphs.execute(0, new Meter());
    }
  }

  private static TaskGraph graph(GramWorkspace workspace, GridScheduler grid, Object[] arrays) {
    TaskGraph graph =
        Graphs.named("gram").transferToDevice(DataTransferMode.EVERY_EXECUTION, arrays);
    workspace.addFit(graph, grid);
    return graph.transferToHost(DataTransferMode.EVERY_EXECUTION, arrays);
  }

  /** Moments on and above the diagonal, parameters, and all of the state. */
  private static void assertClose(
      GramWorkspace device, Problem problem, Descent descent, double bound) {
    int p = problem.featureCount();
    int stride = Moments.stride(p);
    int[] shape = Shape.of(problem.samples(), p);
    double[] moments = new double[shape[Shape.BLOCKS] * stride * stride];
    double[] state = new double[StopRule.STATE_LENGTH];
    double[] w = descent.start().clone();
    Gram64.moments(framed(problem), moments, shape, shape[Shape.BLOCKS]);
    GramDescent.train(
        moments, device.frame(), w, new double[p + 1], state, descent.rule(), shape, 0);
    for (int a = 0; a < p + 2; a++) {
      for (int b = a; b < p + 2; b++) {
        int cell = a * stride + b;
        assertThat(device.moments()[cell])
            .as("moment (%d, %d)", a, b)
            .isCloseTo(moments[cell], within(bound * (1 + Math.abs(moments[cell]))));
      }
    }
    for (int j = 0; j <= p; j++) {
      assertThat(device.control().get(Control.PARAMETERS + j)).isCloseTo(w[j], within(bound));
    }
    for (int k = 0; k < state.length; k++) {
      assertThat(device.control().get(Control.STATE + k))
          .as("state %d", k)
          .isCloseTo(state[k], within(10 * bound * (1 + Math.abs(state[k]))));
    }
  }

  private static double[] framed(Problem problem) {
    Frame frame = Frame.of(problem);
    int n = problem.samples();
    double[] z = new double[(problem.featureCount() + 1) * n];
    for (int column = 1; column < problem.featureCount() + 2; column++) {
      double[] x = Frame.column(problem, column);
      for (int i = 0; i < n; i++) {
        z[(column - 1) * n + i] = frame.apply(column, x[i]);
      }
    }
    return z;
  }

  /** A last work-group without patience stands for a device that runs groups one by one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aGroupThatWaitsInVainLeavesTheFitToOneGroup(int p) {
    Problem problem = Problems.linear(200_000, p, 1);
    Descent descent = Problems.descent(problem, 20, 0);
    double[] plain = Problems.plainDescent(problem, descent);
    try (Strategy gram = new Gram(key(200_000, p, Precision.FLOAT64), 2, 0)) {
      for (int i = 0; i < 3; i++) {
        Descended end = gram.fit(problem, descent, Progress.NONE);
        assertThat(end.epochs()).isEqualTo(20);
        assertThat(end.parameters()).containsExactly(plain, within(1e-12));
      }
    }
  }
}
