package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static uk.ac.manchester.tornado.api.enums.DataTransferMode.EVERY_EXECUTION;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.ac.manchester.tornado.api.AccessorParameters;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.common.Access;

/** That TornadoVM works by the properties that right answers need, and does not only have them. */
@Tag("device")
class FlagsTest {
  private static final int VALUES = 1000;

  /** 1 where the driver was told to take numbers for finite and sums for associative. */
  private static final String ASKS_FOR_FAST_MATH =
      """
      #pragma OPENCL EXTENSION cl_khr_fp64 : enable
      __kernel void asks(__global long *context, __constant uchar *constants,
          __local uchar *local_values, __global int *atomics, __global uchar *array)
      {
      #ifdef __FAST_RELAXED_MATH__
        double fast = 1;
      #else
        double fast = 0;
      #endif
        ((__global double *) (array + 16))[0] = fast;
      }
      """;

  @TempDir Path folder;

  @BeforeEach
  void tornadoIsHere() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
    assumeTrue(Devices.list().getFirst().backend().equals("OpenCL"), "the device runs no OpenCL");
  }

  public static void roots(double[] array) {
    for (@Parallel int i = 0; i < array.length; i++) {
      array[i] = Math.sqrt(array[i]);
    }
  }

  public static void calls(double[] array) {
    for (@Parallel int i = 0; i < array.length; i++) {
      array[i] = large(array[i]);
    }
  }

  /** Well over a thousand nodes, where TornadoVM by itself inlines at most 600. */
  private static double large(double x) {
    return middle(middle(middle(middle(x)))) + middle(middle(middle(middle(x + 1))));
  }

  private static double middle(double x) {
    return small(small(small(small(x)))) + small(small(small(small(x + 1))));
  }

  private static double small(double x) {
    double a = x * 0.9 + 0.01;
    double b = a * 0.8 + 0.02;
    double c = b * 0.7 + 0.03 * a;
    double d = c * 0.6 + 0.04 * b;
    return d * 0.5 + 0.05 * c + 0.06 * x;
  }

  private static void run(double[] array, BiFunction<TaskGraph, GridScheduler, TaskGraph> task) {
    try (Graphs graphs =
        new Graphs(
            Devices.list().getFirst(),
            grid -> {
              TaskGraph graph = NamedGraph.of("flags").transferToDevice(EVERY_EXECUTION, array);
              return List.of(task.apply(graph, grid).transferToHost(EVERY_EXECUTION, array));
            })) {
      graphs.execute(0, new Meter());
    }
  }

  @Test
  void squareRootsAreThoseOfTheirPrecision() throws IOException {
    double[] values = new Random(7).doubles(VALUES, 0, 1e6).toArray();
    double[] roots = values.clone();

    List<GeneratedKernel> kernels =
        GeneratedKernel.during(
            folder,
            () -> run(roots, (graph, grid) -> graph.task("roots", FlagsTest::roots, roots)));

    assertThat(kernels).hasSize(1);
    assertThat(kernels.getFirst().calls()).contains("sqrt").noneMatch(c -> c.startsWith("native"));
    for (int i = 0; i < VALUES; i++) {
      double root = Math.sqrt(values[i]);
      assertThat(Math.abs(roots[i] - root)).isLessThanOrEqualTo(3 * Math.ulp(root));
    }
  }

  @Test
  void whatAKernelCallsIsInlinedHoweverLargeItIs() {
    double[] values = new Random(8).doubles(VALUES).toArray();
    double[] called = values.clone();

    run(called, (graph, grid) -> graph.task("calls", FlagsTest::calls, called));

    for (int i = 0; i < VALUES; i++) {
      assertThat(called[i]).isCloseTo(large(values[i]), within(1e-12));
    }
  }

  @Test
  void theDriverIsNotToldThatItsMathMayBeFast() throws IOException {
    Path source = folder.resolve("asks.cl");
    Files.writeString(source, ASKS_FOR_FAST_MATH);
    double[] array = {-1};

    run(
        array,
        (graph, grid) -> {
          WorkerGrid worker = new WorkerGrid1D(1);
          worker.setLocalWork(1, 1, 1);
          grid.addWorkerGrid(graph.getTaskGraphName() + ".asks", worker);
          AccessorParameters accesses = new AccessorParameters(1);
          accesses.set(0, array, Access.READ_WRITE);
          return graph.prebuiltTask("asks", "asks", source.toString(), accesses);
        });

    assertThat(array).containsOnly(0);
  }
}
