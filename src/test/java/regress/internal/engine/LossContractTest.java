package regress.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import regress.LongForm;
import regress.engine.Device;
import regress.engine.EngineException;
import regress.engine.Kernels;
import regress.engine.Loss;
import regress.engine.LossFunction;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.kernel.HostShape;
import regress.internal.kernel.Loss32;
import regress.internal.kernel.Loss64;

/**
 * What every loss promises: a value with its derivatives, the same in numbers and in tiles, and the
 * same fit on every engine, by any kernels, in any mode that is for it, in both precisions.
 */
class LossContractTest {
  /** Rows enough for several tiles, the last not full. */
  private static final int[] ROWS = {1, 255, 256, 257, 1500};

  /** A loss, and its function once more, in numbers that carry their derivatives. */
  private record Row(Loss loss, UnaryOperator<DerivativeStructure> function) {
    @Override
    public String toString() {
      return loss.toString();
    }
  }

  private static Row huber(double delta) {
    return new Row(
        Loss.huber(delta),
        r ->
            Math.abs(r.getValue()) < delta
                ? r.multiply(r)
                : r.abs().multiply(2 * delta).subtract(delta * delta));
  }

  /** A caller's own, log cosh. */
  private static Row own() {
    LossFunction logCosh =
        new LossFunction() {
          @Override
          public double value(double r) {
            return 2 * Math.log(Math.cosh(r));
          }

          @Override
          public double slope(double r) {
            return Math.tanh(r);
          }

          @Override
          public double curvature(double r) {
            return 1 - Math.tanh(r) * Math.tanh(r);
          }
        };
    return new Row(Loss.of(logCosh), r -> r.cosh().log().multiply(2));
  }

  static Stream<Row> lossesWithKernels() {
    return Stream.of(new Row(Loss.SQUARED, r -> r.multiply(r)), huber(0.3), huber(1.7));
  }

  static Stream<Row> losses() {
    return Stream.concat(lossesWithKernels(), Stream.of(own()));
  }

  @ParameterizedTest
  @EnumSource
  void hasARow(Loss.Kind kind) {
    assertThat(losses().map(row -> row.loss.kind())).contains(kind);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void isItsFunctionWithTheDerivativesOfIt(Row row) {
    Loss32 single = Losses.float32(row.loss);
    Loss64 wide = Losses.float64(row.loss);
    double parameter = row.loss.parameter();
    for (double r : new Random(1).doubles(200, -3, 3).toArray()) {
      DerivativeStructure value = row.function.apply(new DerivativeStructure(1, 2, 0, r));
      double slope = value.getPartialDerivative(1) / 2;
      double curvature = value.getPartialDerivative(2) / 2;
      assertThat(wide.value(r, parameter)).isCloseTo(value.getValue(), within(1e-14));
      assertThat(wide.slope(r, parameter)).isCloseTo(slope, within(1e-14));
      assertThat(wide.curvature(r, parameter)).isCloseTo(curvature, within(1e-14));
      assertThat(single.value(r, parameter)).isEqualTo(wide.value(r, parameter));
      assertThat(single.slope(r, parameter)).isEqualTo(wide.slope(r, parameter));
      assertThat(single.curvature(r, parameter)).isEqualTo(wide.curvature(r, parameter));
    }
  }

  /** Default steps rest on the one, and rows that are none on the other. */
  @ParameterizedTest
  @MethodSource("losses")
  void hasNoMoreCurvatureThanSquaredLossAndIsNothingAtNothing(Row row) {
    Loss64 loss = Losses.float64(row.loss);
    double parameter = row.loss.parameter();
    for (double r : new Random(2).doubles(200, -3, 3).toArray()) {
      assertThat(loss.curvature(r, parameter)).isBetween(0.0, 1.0);
    }
    assertThat(loss.value(0, parameter)).isZero();
    assertThat(loss.slope(0, parameter)).isZero();
  }

  @ParameterizedTest
  @MethodSource("losses")
  void isTheSameInTilesAsInNumbers(Row row) {
    Loss64 numbers = Losses.float64(row.loss);
    double parameter = row.loss.parameter();
    for (int rows : ROWS) {
      double[] r = new Random(rows).doubles(rows, -3, 3).toArray();
      double sum = Arrays.stream(r).map(v -> numbers.value(v, parameter)).sum();
      double[] slopes = Arrays.stream(r).map(v -> numbers.slope(v, parameter)).toArray();
      double[][] wide = tiles(r);
      double[] lanes = new double[HostShape.TILE_ROWS];
      assertThat(numbers.toSlopes(rows, wide, true, lanes, parameter))
          .isCloseTo(sum, within(1e-13 * sum));
      assertThat(joined(wide)).containsExactly(slopes, within(1e-15));
      assertThat(lanes).containsOnly(0);
      double[][] again = tiles(r);
      numbers.toSlopes(rows, again, false, lanes, parameter);
      assertThat(again).isDeepEqualTo(wide);

      float[][] single = new float[wide.length][];
      Arrays.setAll(single, tile -> floats(tiles(r)[tile]));
      float[] singleLanes = new float[HostShape.TILE_ROWS];
      assertThat(Losses.float32(row.loss).toSlopes(rows, single, true, singleLanes, parameter))
          .isCloseTo(sum, within(1e-5 * sum));
      for (int tile = 0; tile < wide.length; tile++) {
        assertThat(Problem.toDoubles(single[tile])).containsExactly(wide[tile], within(1e-6));
      }
    }
  }

  private static double[][] tiles(double[] r) {
    return IntStream.range(0, HostShape.tiles(r.length))
        .mapToObj(tile -> tile * HostShape.TILE_ROWS)
        .map(at -> Arrays.copyOfRange(r, at, Math.min(r.length, at + HostShape.TILE_ROWS)))
        .toArray(double[][]::new);
  }

  private static double[] joined(double[][] tiles) {
    return Arrays.stream(tiles).flatMapToDouble(Arrays::stream).toArray();
  }

  private static float[] floats(double[] values) {
    float[] rounded = new float[values.length];
    Problem.round(values, rounded);
    return rounded;
  }

  @ParameterizedTest
  @MethodSource("losses")
  void descendsOnTheJvmAsThePlainDescentDoes(Row row) {
    for (Mode mode : List.of(Mode.FUSED, Mode.STEPWISE)) {
      for (int[] shape : new int[][] {{7, 1}, {600, 1}, {20_011, 1}, {513, 5}, {9_001, 3}}) {
        follows(row.loss, "jvm", mode, Kernels.AUTO, Long.MAX_VALUE, shape);
      }
    }
  }

  /** By all kernels, which are so held against each other and against the jvm engine. */
  @LongForm
  @Tag("device")
  @ParameterizedTest
  @MethodSource("lossesWithKernels")
  void descendsOnADeviceAsThePlainDescentDoes(Row row) {
    for (Kernels kernels : families()) {
      for (Mode mode : List.of(Mode.FUSED, Mode.UNROLLED, Mode.STEPWISE)) {
        follows(row.loss, "tornado", mode, kernels, Long.MAX_VALUE, 513, 1);
        follows(row.loss, "tornado", mode, kernels, Long.MAX_VALUE, 257, 3);
      }
      follows(row.loss, "tornado", Mode.STEPWISE, kernels, 65_536, 9_001, 2);
    }
  }

  /** Squared loss is what other tests compile. */
  @Tag("device")
  @Test
  void aLossThatIsNotSquaredDescendsByEveryFamilyOfKernels() {
    for (Kernels kernels : families()) {
      Execution stepwise =
          new Execution(Mode.STEPWISE, Precision.FLOAT32, "auto", Long.MAX_VALUE, kernels);
      follows(huber(0.3).loss, "tornado", List.of(stepwise), 257, 3);
      if (kernels != Kernels.COALESCED) { // PoCL takes long to build its barriers.
        Execution fused =
            new Execution(Mode.FUSED, Precision.FLOAT64, "auto", Long.MAX_VALUE, kernels);
        follows(huber(0.3).loss, "tornado", List.of(fused), 513, 1);
      }
    }
  }

  private static List<Kernels> families() {
    Engine tornado = EnginesInTests.named("tornado");
    assumeTrue(tornado.absence().isEmpty(), () -> tornado.absence().orElseThrow());
    boolean isCpu = tornado.devices().getFirst().kind().equals("CPU");
    return isCpu
        ? List.of(Kernels.PLAIN, Kernels.COALESCED, Kernels.VECTOR)
        : List.of(Kernels.PLAIN, Kernels.COALESCED);
  }

  private static void follows(
      Loss loss, String engine, Mode mode, Kernels kernels, long memory, int... shape) {
    follows(
        loss,
        engine,
        Stream.of(Precision.values())
            .map(precision -> new Execution(mode, precision, "auto", memory, kernels))
            .toList(),
        shape);
  }

  private static void follows(Loss loss, String engine, List<Execution> executions, int... shape) {
    Problem problem = Problems.linear(shape[0], shape[1], shape[0]);
    Descent squared = Problems.descent(problem, 40, 0);
    Descent descent = new Descent(loss, squared.start(), squared.learningRate(), 40, 0, 3);
    double[] plain = Problems.plainDescent(problem, descent);
    for (Execution execution : executions) {
      Descended end =
          Descents.fit(EnginesInTests.named(engine), problem, descent, execution, Progress.NONE);
      double bound = Rounding.bound(problem, descent, plain, execution.precision());
      assertThat(end.epochs()).isEqualTo(40);
      assertThat(end.parameters())
          .as("%s %s %s", engine, execution, Arrays.toString(shape))
          .containsExactly(plain, within(bound));
      if (end.lossHistory().length > 0 && execution.mode() == Mode.STEPWISE) {
        assertThat(end.lossHistory()[0])
            .isCloseTo(Problems.loss(problem, descent.start(), loss), within(1e-5));
      }
    }
  }

  /** Side by side where the device can; 30 fits of up to 40 rows are several blocks of lanes. */
  @ParameterizedTest
  @MethodSource("losses")
  void passesOverManyProblemsGiveValueAndGradientOfEach(Row row) {
    List<Problem> problems =
        IntStream.range(0, 30).mapToObj(i -> Problems.linear(11 + i, 2, i)).toList();
    List<double[]> parameters =
        IntStream.range(0, 30).mapToObj(i -> new double[] {0.1 * i, -1, 0.5}).toList();
    for (String name : List.of("jvm", "tornado")) {
      Engine engine = EnginesInTests.named(name);
      boolean isServed = row.loss.kind() != Loss.Kind.OWN || name.equals("jvm");
      if (engine.absence().isEmpty() && isServed) {
        Device device = engine.devices().getFirst();
        Placement where = new Placement(Precision.FLOAT64, device, Long.MAX_VALUE, Kernels.AUTO);
        try (Session session = engine.open(problems, where)) {
          List<Sums> sums = session.sums(row.loss, parameters);
          for (int i = 0; i < problems.size(); i++) {
            int n = problems.get(i).samples();
            double value = Problems.loss(problems.get(i), parameters.get(i), row.loss);
            assertThat(sums.get(i).values() / n).isCloseTo(value, within(1e-12));
            assertThat(sums.get(i).slopes())
                .containsExactly(
                    Problems.slopes(problems.get(i).columns(), parameters.get(i), row.loss),
                    within(1e-10));
          }
        }
      }
    }
  }

  @Test
  void aLossOfOnesOwnRunsOnTheJvmAndIsRefusedElsewhere() {
    Work work = new Work(1, 100, 2, 500, own().loss);
    Execution open = new Execution(Mode.AUTO, Precision.FLOAT64, "auto");
    Choice choice = Choice.of("auto", open, work);
    assertThat(choice.engine().name()).isEqualTo("jvm");
    assertThat(choice.mode()).isEqualTo(Mode.FUSED);
    assumeTrue(EnginesInTests.named("tornado").absence().isEmpty(), "TornadoVM is not there");
    assertThat(choice.why()).contains("engine jvm, as the loss is Java code");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> Choice.of("tornado", open, work))
        .withMessageContaining("Choose engine auto or jvm.");
  }

  @Test
  void whatHasNoMomentsIsRefusedWhereMomentsAreAll() {
    Work huber = new Work(1, 100, 2, 500, Loss.huber(1));
    for (String engine : List.of("jvm", "reference")) {
      Mode mode = engine.equals("jvm") ? Mode.GRAM : Mode.AUTO;
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(
              () -> Choice.of(engine, new Execution(mode, Precision.FLOAT64, "auto"), huber))
          .withMessageMatching(
              "There is no loss huber with (mode gram|engine reference), which is for squared"
                  + " loss\\. Leave one of them out\\.")
          .matches(EngineException::isChoice);
    }
    Execution open = new Execution(Mode.AUTO, Precision.FLOAT64, "auto");
    Choice left = Choice.of("jvm", open, huber);
    assertThat(left.mode()).isEqualTo(Mode.FUSED);
    assertThat(left.why()).contains("mode fused, as moments do not say all of loss huber");
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> Choice.of("jvm", open, new Work(1, 100, 2, 0, Loss.huber(1))))
        .withMessageStartingWith("There is no loss huber with optimizer newton, ");
  }
}
