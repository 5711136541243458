package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import regress.LongForm;
import regress.engine.Device;
import regress.engine.EngineException;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoDeviceContext;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;

/** A kernel runs on the device or is an error; TornadoVM's way out, sequential Java, is shut. */
@Tag("device")
class GraphsTest {

  @BeforeEach
  void tornadoIsHere() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
  }

  /** Plain Java can run this; a device compiler cannot: it makes objects. */
  public static void cannotCompile(double[] out) {
    for (@Parallel int i = 0; i < out.length; i++) {
      out[i] = String.valueOf(i).length() + new java.util.ArrayList<>(List.of(i)).size();
    }
  }

  public static void addOne(double[] out) {
    for (@Parallel int i = 0; i < out.length; i++) {
      out[i] += 1;
    }
  }

  /** An array goes to the device, through one task, and back. */
  private static Graphs graphs(double[] array, UnaryOperator<TaskGraph> task) {
    return new Graphs(
        device(),
        () ->
            List.of(
                task.apply(
                        NamedGraph.of("test")
                            .transferToDevice(DataTransferMode.EVERY_EXECUTION, array))
                    .transferToHost(DataTransferMode.EVERY_EXECUTION, array)));
  }

  private static Graphs addingOne(double[] array) {
    return graphs(array, graph -> graph.task("addOne", GraphsTest::addOne, array));
  }

  private static Device device() {
    return Devices.list().getFirst();
  }

  @Test
  void aKernelThatCannotCompileIsAnErrorAndNotSequentialJava() {
    double[] array = new double[4];
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> runOnce(array))
        .withMessageContaining(device().id())
        .withMessageContaining("jvm")
        .matches(e -> !e.isChoice());
    assertThat(array).containsOnly(0);
  }

  private static void runOnce(double[] array) {
    try (Graphs graphs =
        graphs(array, graph -> graph.task("cannotCompile", GraphsTest::cannotCompile, array))) {
      graphs.execute(0, new Meter());
    }
  }

  @Test
  void theSameGraphWithAKernelThatCompilesRuns() {
    double[] array = new double[4];
    try (Graphs graphs = addingOne(array)) {
      Meter meter = new Meter();
      for (int i = 0; i < 2_500; i++) {
        graphs.execute(0, meter);
      }
      assertThat(array).containsOnly(2_500);
      assertThat(meter.compileNanos()).isPositive();
      assertThat(meter.bytesToDevice()).isGreaterThanOrEqualTo(2_500 * 4 * Double.BYTES);
    }
  }

  public static void add(double[] out, int number) {
    for (@Parallel int i = 0; i < out.length; i++) {
      out[i] += number;
    }
  }

  /** TornadoVM writes the number into a source that no driver has seen before. */
  @Test
  void whatTheDriverCompilesAtTheFirstLaunchIsCompiling() {
    int number = (int) System.nanoTime();
    double[] array = new double[4];
    AtomicInteger told = new AtomicInteger();
    Meter meter = new Meter();
    meter.tell(told::incrementAndGet);
    long begin = System.nanoTime();
    try (Graphs graphs =
        graphs(array, graph -> graph.task("add", GraphsTest::add, array, number))) {
      graphs.execute(0, meter);
      long waited = System.nanoTime() - begin;
      long compiled = meter.compileNanos();
      assertThat(compiled).isBetween(waited / 2, waited);
      graphs.execute(0, meter);
      assertThat(meter.compileNanos()).isEqualTo(compiled);
      assertThat(told).hasValue(1);
    }
  }

  private static int addOnes(int times) {
    double[] array = new double[4];
    try (Graphs graphs = addingOne(array)) {
      for (int i = 0; i < times; i++) {
        graphs.execute(0, new Meter());
      }
    }
    return (int) array[0];
  }

  @Test
  void aPlanThatClosesGivesBackItsProgramsAndDisturbsNoneThatRuns() {
    TornadoDeviceContext device = Devices.find(device()).getDeviceContext();
    addOnes(1);
    Set<Long> before = Set.copyOf(device.getRegisteredPlanIds());
    int times = LongForm.ASKED ? 20_000 : 4_000;
    CompletableFuture<Integer> running = CompletableFuture.supplyAsync(() -> addOnes(times));
    do {
      assertThat(addOnes(2)).isEqualTo(2);
    } while (!running.isDone());
    assertThat(running.join()).isEqualTo(times);
    addOnes(1);
    assertThat(device.getRegisteredPlanIds()).isEqualTo(before);
  }

  @Test
  void plansThatAreFirstExecutedAtOnceDisturbNoneOfThemselves() {
    List<CompletableFuture<Integer>> running =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> addOnes(1), Thread.ofPlatform()::start))
            .limit(LongForm.ASKED ? 40 : 16)
            .toList();
    assertThat(running).extracting(CompletableFuture::join).containsOnly(1);
  }
}
