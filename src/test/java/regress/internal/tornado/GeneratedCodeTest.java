package regress.internal.tornado;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static uk.ac.manchester.tornado.api.enums.DataTransferMode.EVERY_EXECUTION;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.LongForm;
import regress.engine.Device;
import regress.engine.Kernels;
import regress.engine.Loss;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.engine.Descent;
import regress.internal.engine.Problem;
import regress.internal.engine.Problems;
import regress.internal.tornado.DeviceArrays.Role;
import regress.internal.tornado.kernel.WorkGroups;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;

/**
 * What TornadoVM makes of the kernels: that what they were written for is still there in the code
 * that the device's compiler gets. Mode unrolled has the kernels of stepwise.
 */
@Tag("device")
class GeneratedCodeTest {
  /** What device compilers have built in, and nothing that is slow or of low precision. */
  private static final Set<String> BUILT_IN =
      Set.of(
          "vload16",
          "vload8",
          "vstore16",
          "vstore8",
          "fma",
          "fmin",
          "fmax",
          "fabs",
          "min",
          "max",
          "isless",
          "isequal",
          "isnotequal",
          "isnan",
          "barrier",
          "atom_add",
          "get_global_id",
          "get_global_size",
          "get_local_id",
          "get_group_id");

  /** Parameters that hold the problem's values. */
  private static final Set<String> DATA = Set.of("x", "y", "z", "data");

  /** Bytes before the first value of a Java array on a device. */
  private static final int HEADER = 16;

  @TempDir Path folder;

  @BeforeEach
  void tornadoIsHere() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
  }

  private static PlanKey key(String kind, Purpose purpose, Precision precision, int p) {
    Device real = Devices.list().getFirst();
    Device device =
        new Device(
            real.id(), real.backend(), real.name(), kind, real.computeUnits(), real.memoryBytes());
    return new PlanKey(purpose, precision, 300, p, device);
  }

  private List<GeneratedKernel> kernels(PlanFits strategy, List<Problem> problems)
      throws IOException {
    assumeTrue(Devices.list().getFirst().backend().equals("OpenCL"), "the device runs no OpenCL");
    List<Descent> descents =
        problems.stream().map(problem -> descent(problem, strategy.key().loss())).toList();
    Path own = Files.createDirectory(folder.resolve(strategy.key().loss().toString()));
    try (strategy) {
      return GeneratedKernel.during(
          own,
          () -> {
            if (problems.size() > 1) {
              strategy.fitAll(problems, descents);
            } else {
              strategy.fit(problems.getFirst(), descents.getFirst(), Progress.NONE);
            }
          });
    }
  }

  private static Descent descent(Problem problem, Loss.Kind loss) {
    Descent squared = Problems.descent(problem, 2, 0);
    Loss own = loss == Loss.Kind.SQUARED ? Loss.SQUARED : new Loss(loss, 0.5);
    return new Descent(own, squared.start(), squared.learningRate(), 2, 0, 3);
  }

  private List<GeneratedKernel> kernels(PlanKey key) throws IOException {
    return kernels(PlanFits.of(key), List.of(Problems.linear(300, key.features(), 1)));
  }

  private List<GeneratedKernel> kernelsInBlocks(PlanKey key) throws IOException {
    boolean moments = key.purpose() == Purpose.MOMENTS;
    Strategy plan = moments ? new Gram(key, 200) : new RowSumsPlan(key, 200);
    return kernels(new PlanFits(key, plan), List.of(Problems.linear(300, key.features(), 1)));
  }

  @ParameterizedTest
  @CsvSource({
    "STEPWISE, FLOAT32, 1, first epoch", "STEPWISE, FLOAT64, 3, first epoch",
    "FUSED, FLOAT32, 1, train", "FUSED, FLOAT32, 3, train",
    "FUSED, FLOAT64, 1, train", "FUSED, FLOAT64, 3, train",
    "MOMENTS, FLOAT32, 1, moments", "MOMENTS, FLOAT32, 3, moments",
    "MOMENTS, FLOAT64, 1, moments", "MOMENTS, FLOAT64, 3, moments"
  })
  void onACpuDataGoThroughVectors(Purpose purpose, Precision precision, int p, String tasks)
      throws IOException {
    List<GeneratedKernel> kernels = kernels(key("CPU", purpose, precision, p));
    assertTasks(kernels, tasks);
    for (GeneratedKernel kernel : kernels) {
      assertSound(kernel, precision);
      assertVectors(kernel, precision);
      assertThat(kernel.calls().contains("atom_add")).isEqualTo(purpose == Purpose.FUSED);
      if (purpose == Purpose.FUSED) {
        assertMeets(kernel);
        assertEpochsInside(kernel);
      }
    }
  }

  @LongForm
  @ParameterizedTest
  @CsvSource({
    "SUMS, FLOAT32, 3, VECTOR",
    "FUSED, FLOAT32, 1, VECTOR",
    "STEPWISE, FLOAT64, 3, VECTOR",
    "STEPWISE, FLOAT64, 1, COALESCED",
    "STEPWISE, FLOAT32, 3, PLAIN"
  })
  void norInOtherKernels(Purpose purpose, Precision precision, int p, Kernels family)
      throws IOException {
    noLossLeavesACallOrABranch(purpose, precision, p, family);
  }

  /**
   * Loops are those of squared loss, and decide nothing more; the loss itself is inlined. (Kernels
   * that the losses' contract runs, too: PoCL builds them once.)
   */
  @ParameterizedTest
  @CsvSource({
    "FUSED, FLOAT64, 1, VECTOR",
    "STEPWISE, FLOAT32, 3, VECTOR",
    "STEPWISE, FLOAT32, 3, COALESCED",
    "FUSED, FLOAT64, 1, PLAIN"
  })
  void noLossLeavesACallOrABranch(Purpose purpose, Precision precision, int p, Kernels family)
      throws IOException {
    PlanKey key = key("CPU", purpose, precision, p).with(family);
    List<GeneratedKernel> squared = kernels(key);
    for (Loss.Kind loss : List.of(Loss.Kind.SQUARED, Loss.Kind.HUBER)) {
      List<GeneratedKernel> kernels = loss == key.loss() ? squared : kernels(of(key, loss));
      for (int i = 0; i < kernels.size(); i++) {
        assertSound(kernels.get(i), precision);
        assertThat(kernels.get(i).streams(DATA)).hasSameSizeAs(squared.get(i).streams(DATA));
        assertThat(decisions(kernels.get(i))).isEqualTo(decisions(squared.get(i)));
      }
    }
  }

  private static PlanKey of(PlanKey key, Loss.Kind loss) {
    return new PlanKey(
        key.purpose(),
        key.precision(),
        key.rows(),
        key.features(),
        key.device(),
        key.memory(),
        loss,
        key.kernels(),
        key.blocks());
  }

  private static int decisions(GeneratedKernel kernel) {
    return kernel.matching("^if\\(|^for\\(|\\?|select\\(").size();
  }

  @ParameterizedTest
  @CsvSource({"SUMS, FLOAT64, 1, first", "MOMENTS, FLOAT32, 3, moments"})
  void blocksOfRowsGoThroughVectors(Purpose purpose, Precision precision, int p, String tasks)
      throws IOException {
    List<GeneratedKernel> kernels = kernelsInBlocks(key("CPU", purpose, precision, p));
    assertTasks(kernels, tasks);
    for (GeneratedKernel kernel : kernels) {
      assertSound(kernel, precision);
      assertVectors(kernel, precision);
    }
  }

  @ParameterizedTest
  @CsvSource({"MOMENTS, FLOAT32, 1", "MOMENTS, FLOAT64, 3", "SUMS, FLOAT32, 1", "SUMS, FLOAT64, 3"})
  void manyFitsGoThroughVectorsAndMeetNoOther(Purpose purpose, Precision precision, int p)
      throws IOException {
    List<Problem> problems = List.of(Problems.linear(30, p, 1), Problems.linear(20, p, 2));
    PlanKey key =
        BatchLayout.of(problems, precision)
            .key(purpose, Loss.Kind.SQUARED, precision, Devices.list().getFirst());
    List<GeneratedKernel> kernels = kernels(new PlanFits(key, new Batched(key)), problems);
    assertTasks(kernels, purpose.toString());
    assertSound(kernels.getFirst(), precision);
    assertVectors(kernels.getFirst(), precision);
    assertThat(kernels.getFirst().calls()).doesNotContain("atom_add", "barrier");
  }

  @ParameterizedTest
  @CsvSource({
    "STEPWISE, FLOAT32, first epoch", "STEPWISE, FLOAT64, first epoch",
    "FUSED, FLOAT32, clear train", "FUSED, FLOAT64, clear train"
  })
  void onAGpuNeighboursReadNeighbours(Purpose purpose, Precision precision, String tasks)
      throws IOException {
    PlanKey key = key("GPU", purpose, precision, 3);
    // One item a group, which the code does not depend on: PoCL builds many barriers sooner so.
    boolean fused = purpose == Purpose.FUSED;
    Strategy plan = fused ? new Fused(key, grouped(precision)) : Plans.make(key);
    List<GeneratedKernel> kernels =
        kernels(new PlanFits(key, plan), List.of(Problems.linear(300, 3, 1)));
    assertTasks(kernels, tasks);
    for (GeneratedKernel kernel : kernels) {
      assertSound(kernel, precision);
      if (!kernel.task().equals("clear")) {
        assertCoalesced(kernel, precision);
        assertSharesLocalMemory(kernel);
      }
      if (kernel.task().equals("train")) {
        assertMeets(kernel);
        assertEpochsInside(kernel);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32", "FLOAT64"})
  void blocksOfRowsOnAGpuAreSound(Precision precision) throws IOException {
    List<GeneratedKernel> kernels = kernelsInBlocks(key("GPU", Purpose.SUMS, precision, 3));
    assertTasks(kernels, "first");
    for (GeneratedKernel kernel : kernels) {
      assertSound(kernel, precision);
      assertCoalesced(kernel, precision);
    }
  }

  @LongForm
  @ParameterizedTest
  @CsvSource({
    "STEPWISE, FLOAT64, gradient gradient loss loss update",
    "FUSED, FLOAT32, train",
    "MOMENTS, FLOAT64, moments"
  })
  void soTheyAreInTheOtherPrecision(Purpose purpose, Precision precision, String tasks)
      throws IOException {
    plainKernelsAreSound(purpose, precision, tasks);
  }

  @ParameterizedTest
  @CsvSource({
    "STEPWISE, FLOAT32, gradient gradient loss loss update",
    "FUSED, FLOAT64, train",
    "MOMENTS, FLOAT32, moments"
  })
  void plainKernelsAreSound(Purpose purpose, Precision precision, String tasks) throws IOException {
    PlanKey key = key("CPU", purpose, precision, 3).with(Kernels.PLAIN);
    List<GeneratedKernel> kernels = kernels(key);
    assertTasks(kernels, tasks);
    for (GeneratedKernel kernel : kernels) {
      assertSound(kernel, precision);
      kernel.streams(DATA).forEach(GeneratedCodeTest::assertBranchless);
    }
  }

  /** Every item on its own, in float64 whatever the data are. */
  @ParameterizedTest
  @CsvSource({"FLOAT32", "FLOAT64"})
  void momentsOnAGpuWaitForNothing(Precision precision) throws IOException {
    List<GeneratedKernel> kernels = kernels(key("GPU", Purpose.MOMENTS, precision, 3));
    assertTasks(kernels, "moments");
    GeneratedKernel kernel = kernels.getFirst();
    assertSound(kernel, precision);
    assertThat(kernel.calls()).doesNotContain("barrier", "atom_add");
    assertThat(kernel.matching("^\\s*__local")).isEmpty();
  }

  private static void assertTasks(List<GeneratedKernel> kernels, String tasks) {
    assertThat(kernels.stream().map(kernel -> kernel.task().replaceAll("\\d", "")))
        .containsExactlyInAnyOrder(tasks.split(" "));
  }

  /** The graph's own control flow, nothing called that is not built in, data as wide as asked. */
  private static void assertSound(GeneratedKernel kernel, Precision precision) {
    assertThat(kernel.entriesOfText()).isEqualTo(kernel.entriesOfGraph());
    assertThat(kernel.matching("__kernel")).hasSize(1);
    Set<String> calls = kernel.calls();
    calls.removeIf(name -> kernel.matching("^__kernel void " + name + "\\(").size() == 1);
    assertThat(BUILT_IN).containsAll(calls);
    if (precision == Precision.FLOAT64) {
      assertThat(kernel.matching("float|\\bhalf")).isEmpty();
    } else {
      assertThat(GeneratedKernel.loads(kernel.lines()))
          .filteredOn(load -> kernel.isOf(load, DATA) && !isWhereDataBegin(load))
          .allMatch(load -> load.contains("__global float *"));
    }
    // On moments, "sums" are what lanes add up before float64 does.
    boolean onMoments = kernel.task().equals("moments");
    Set<String> totals = onMoments ? Set.of("moments") : Set.of("sums", "values", "slopes");
    assertThat(kernel.matching("\\*\\(\\(__global float \\*\\) \\w+\\)  =|vstore.*float"))
        .noneMatch(store -> kernel.isOf(store, totals));
  }

  /** TornadoVM's own arrays say in their head where their values begin. */
  private static boolean isWhereDataBegin(String load) {
    return load.contains("__global uint *");
  }

  /** The innermost loops over the data load and compute whole vectors, and convert nothing. */
  private static void assertVectors(GeneratedKernel kernel, Precision precision) {
    List<List<String>> streams = kernel.streams(DATA);
    String load = precision == Precision.FLOAT32 ? "vload16(" : "vload8(";
    String vector = precision == Precision.FLOAT32 ? "v16f_" : "v8d_";
    assertThat(streams).isNotEmpty();
    for (List<String> loop : streams) {
      assertBranchless(loop);
      assertThat(GeneratedKernel.loads(loop))
          .filteredOn(line -> kernel.isOf(line, DATA) && !isWhereDataBegin(line))
          .isNotEmpty()
          .allMatch(line -> line.contains(load));
      assertThat(GeneratedKernel.matching("= +" + vector + "\\d+ \\* " + vector, loop))
          .isNotEmpty();
      assertThat(GeneratedKernel.matching("\\.s[0-9A-F]\\b", loop)).isEmpty();
      assertThat(GeneratedKernel.matching("= +\\((float|double)\\) |convert_|fma\\(", loop))
          .isEmpty();
    }
  }

  /** Nothing but the loop's own end is decided in it, whatever the loss. */
  private static void assertBranchless(List<String> loop) {
    assertThat(GeneratedKernel.matching("^if\\(|\\?|select\\(", loop))
        .hasSameSizeAs(GeneratedKernel.matching("^break;", loop));
  }

  /** One loop holds the pass over the data and the meeting, so many epochs are one launch. */
  private static void assertEpochsInside(GeneratedKernel kernel) {
    assertThat(kernel.loops())
        .anyMatch(
            loop ->
                GeneratedKernel.matching("atom_add", loop).size() >= 2
                    && loop.containsAll(kernel.streams(DATA).getFirst()));
  }

  /**
   * Groups wait in a loop that loads again what it waits for, behind an atomic operation that keeps
   * compilers from loading it but once, and that ends on a number of its own, too.
   */
  private static void assertMeets(GeneratedKernel kernel) {
    Set<String> shared = Set.of("meeting");
    List<List<String>> waits =
        kernel.loops().stream()
            .filter(loop -> GeneratedKernel.matching("^for\\(", loop).size() == 1)
            .filter(loop -> !GeneratedKernel.matching("atom_add", loop).isEmpty())
            .toList();
    assertThat(waits).hasSize(1);
    List<String> wait = waits.getFirst();
    int atomic = wait.indexOf(GeneratedKernel.matching("atom_add", wait).getFirst());
    assertThat(wait.get(atomic)).contains("(volatile __global int *)");
    assertThat(GeneratedKernel.loads(wait.subList(atomic, wait.size())))
        .anyMatch(load -> load.contains("__global int *") && kernel.isOf(load, shared));
    assertThat(wait).anyMatch(line -> isCount(kernel, line));
    assertThat(kernel.matching("barrier\\(CLK_GLOBAL_MEM_FENCE\\)")).isNotEmpty();
  }

  /**
   * Whether a loop's variable takes its next value there, which was made from the last by a step.
   */
  private static boolean isCount(GeneratedKernel kernel, String line) {
    Matcher copy = Pattern.compile("(i_\\d+)  =  (i_\\d+);").matcher(line);
    return copy.matches()
        && kernel.original(copy.group(2)).matches(copy.group(1) + " (\\+ -?1|- i_\\d+)");
  }

  /** A row further on in every work-item, and a work-group further on in every iteration. */
  private static void assertCoalesced(GeneratedKernel kernel, Precision precision) {
    Set<String> rows = Set.of("x", "y", "residuals");
    List<String> loads =
        GeneratedKernel.loads(kernel.lines()).stream().filter(l -> kernel.isOf(l, rows)).toList();
    assertThat(loads).hasSizeGreaterThanOrEqualTo(5);
    assertThat(loads)
        .allMatch(
            load -> kernel.perItem(GeneratedKernel.address(load)) == precision.bytes(),
            "is a row further on in every work-item");
    kernel.streams(DATA).forEach(GeneratedCodeTest::assertBranchless);
    String items = "(ulong) shape + " + (HEADER + Integer.BYTES * WorkGroups.ITEMS) + "L";
    for (List<String> loop : kernel.loops()) {
      Matcher row = Pattern.compile("for\\(;(\\w+) < .*").matcher(loop.getFirst());
      if (row.matches() && kernel.perItem(row.group(1)) == 1) {
        assertThat(stride(kernel, row.group(1))).isEqualTo(items);
      }
    }
  }

  /** Where the number comes from that a loop adds to its variable. */
  private static String stride(GeneratedKernel kernel, String variable) {
    String next = kernel.original(kernel.assigned(variable).getLast());
    assertThat(next).contains(" + ").contains(variable);
    String step = next.replace(variable, "").replace(" + ", "");
    String address = kernel.first(GeneratedKernel.address(kernel.first(step)));
    String base = address.substring(0, address.indexOf(' '));
    return kernel.first(base) + address.substring(address.indexOf(' '));
  }

  /**
   * Sums within a group go through local memory, with barriers, and stay within the array. (Where a
   * method is given such an array, TornadoVM 5.2 takes offsets in bytes for indices.)
   */
  private static void assertSharesLocalMemory(GeneratedKernel kernel) {
    Matcher array =
        Pattern.compile("__local double (\\w+)\\[(\\d+)\\];")
            .matcher(kernel.matching("^__local ").getFirst());
    assertThat(array.matches()).isTrue();
    assertThat(kernel.matching("barrier\\(CLK_LOCAL_MEM_FENCE\\)")).hasSizeGreaterThan(2);
    List<String> indices =
        kernel.lines().stream()
            .flatMap(
                line -> Pattern.compile(array.group(1) + "\\[(\\w+)\\]").matcher(line).results())
            .map(access -> access.group(1))
            .skip(1) // The declaration.
            .toList();
    assertThat(indices).hasSizeGreaterThan(5);
    double last =
        indices.stream()
            .filter(index -> !index.matches("\\d+L?"))
            .mapToDouble(index -> lastItems(kernel, index))
            .max()
            .orElseThrow();
    assertThat(last).isLessThan(Integer.parseInt(array.group(2)));
  }

  /** The last item's own index, or offset. */
  private static double lastItems(GeneratedKernel kernel, String index) {
    double perItem = kernel.perItem(index);
    assertThat(perItem).isIn(1.0, (double) Double.BYTES);
    return perItem * (WorkGroups.MOST_ITEMS - 1) + (perItem > 1 ? HEADER : 0);
  }

  private static Workspace grouped(Precision precision) {
    GroupedShape shape = new GroupedShape(300, 3, 1, 1, 4, 1 << 20);
    DeviceArrays arrays = DeviceArrays.of(Purpose.FUSED);
    return precision == Precision.FLOAT64
        ? GroupedWorkspace64.of(shape, Losses64.of(Loss.Kind.SQUARED), arrays)
        : GroupedWorkspace32.of(shape, Losses32.of(Loss.Kind.SQUARED), arrays);
  }

  /**
   * The same of a GPU's kernels in PTX, of which this takes for granted that "ld.global" reads
   * global memory, ".shared" declares what a group shares, "bar.sync" is its barrier, "atom.global"
   * is atomic, "fma.rn" rounds once, "call" calls what was not inlined, and "%tid.x" is the item.
   */
  @ParameterizedTest
  @CsvSource({"FLOAT32, f32", "FLOAT64, f64"})
  void ptxReadsGlobalAndAddsInSharedMemory(Precision precision, String type) throws Exception {
    Optional<Device> device =
        Devices.list().stream().filter(d -> d.backend().equals("PTX")).findFirst();
    assumeTrue(device.isPresent(), "this SDK has no PTX backend, or there is no device for it");
    String code = printed(device.get(), grouped(precision));
    assertThat(code)
        .contains("ld.global." + type, "%tid.x", "bar.sync", "atom.global", "fma.rn.f64")
        .containsPattern("\\.shared\\s+\\.f64")
        .doesNotContainPattern("(?m)^\\s*call");
    if (precision == Precision.FLOAT64) {
      assertThat(code).doesNotContain("ld.global.f32");
    }
  }

  /** What TornadoVM prints of the kernels of a fused descent, which are executed. */
  private static String printed(Device device, Workspace workspace) throws Exception {
    Problem problem = Problems.linear(300, 3, 1);
    workspace.load(problem);
    workspace.begin(Problems.descent(problem, 2, 0));
    GridScheduler grid = new GridScheduler();
    TaskGraph graph =
        NamedGraph.of("printed")
            .transferToDevice(EVERY_EXECUTION, workspace.arrays().of(Role.values()));
    workspace.addTrain(graph, grid);
    graph.transferToHost(EVERY_EXECUTION, workspace.arrays().of(Role.EXCHANGE));
    PrintStream usual = System.out;
    var bytes = new ByteArrayOutputStream();
    try (var plan = new TornadoExecutionPlan(graph.snapshot())) {
      System.setOut(new PrintStream(bytes, true, UTF_8));
      plan.withDevice(Devices.find(device)).withGridScheduler(grid).withPrintKernel().execute();
    } finally {
      System.setOut(usual);
    }
    return bytes.toString(UTF_8);
  }
}
