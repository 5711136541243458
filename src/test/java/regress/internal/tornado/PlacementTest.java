package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.engine.Device;
import regress.engine.EngineException;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.engine.Choice;
import regress.internal.engine.Descents;
import regress.internal.engine.Engine;
import regress.internal.engine.Execution;
import regress.internal.engine.Placement;
import regress.internal.engine.Problem;
import regress.internal.engine.Problems;
import regress.internal.engine.Session;
import regress.internal.engine.Work;

/** Which device a fit gets that asks for none: a rule about shapes, and what the engine does. */
class PlacementTest {
  private static final Device TWO_CORES = device("opencl:pthread", "pthread-any", "CPU", 2);
  private static final Device MANY_CORES = device("opencl:pthread", "pthread-any", "CPU", 64);
  private static final Device PROMPT = device("opencl:basic", "basic-any", "CPU", 1);
  private static final Device GPU = device("opencl:a-gpu", "a GPU", "GPU", 80);

  private static Device device(String id, String name, String kind, int units) {
    return new Device(id, "OpenCL", name, kind, units, 1L << 30);
  }

  /** An engine that only says what it has. */
  private record Idle(List<Device> devices) implements Engine {
    @Override
    public String name() {
      return "idle";
    }

    @Override
    public Optional<String> absence() {
      return Optional.empty();
    }

    @Override
    public List<Mode> modes() {
      return List.of(Mode.values());
    }

    @Override
    public Session open(List<Problem> problems, Placement where) {
      throw new UnsupportedOperationException();
    }
  }

  private static Device choose(List<Device> devices, Mode mode, Precision precision, Work work) {
    return Choice.of(new Idle(devices), new Execution(mode, precision, "auto"), work).device();
  }

  private static Device choose(List<Device> devices, Mode mode, long samples) {
    return choose(devices, mode, Precision.FLOAT32, new Work(1, samples, 1, 1, Loss.SQUARED));
  }

  @ParameterizedTest
  @CsvSource({
    "FUSED, FLOAT32, 8191, 1, true",
    "FUSED, FLOAT32, 8192, 1, false",
    "FUSED, FLOAT64, 511, 15, true",
    "FUSED, FLOAT64, 512, 15, false",
    "STEPWISE, FLOAT32, 2097152, 1, true",
    "STEPWISE, FLOAT32, 2097153, 1, false",
    "UNROLLED, FLOAT64, 1048576, 1, true",
    "UNROLLED, FLOAT64, 1048577, 1, false",
    "GRAM, FLOAT32, 262144, 1, true",
    "GRAM, FLOAT32, 262145, 1, false",
    "GRAM, FLOAT64, 5242, 16, true",
    "GRAM, FLOAT64, 5243, 16, false",
    "GRAM, FLOAT64, 2000000000, 1000, false"
  })
  void smallFitsGetTheDeviceThatRunsInTheCallersThread(
      Mode mode, Precision precision, long samples, int features, boolean small) {
    List<Device> devices = List.of(TWO_CORES, PROMPT);
    Device chosen =
        choose(devices, mode, precision, new Work(1, samples, features, 1, Loss.SQUARED));
    assertThat(chosen).isEqualTo(small ? PROMPT : TWO_CORES);
  }

  @Test
  void manyFitsSideBySideGetAllCores() {
    Work many = new Work(2, 10, 1, 1, Loss.SQUARED);
    assertThat(choose(List.of(TWO_CORES, PROMPT), Mode.GRAM, Precision.FLOAT32, many))
        .isEqualTo(TWO_CORES);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatHasOneWorkGroupOnManyCoresIsSmall(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      int n = 1 + random.nextInt(20_000);
      Work work = new Work(1, n, 1 + random.nextInt(40), 1, Loss.SQUARED);
      for (Precision precision : Precision.values()) {
        PlanKey key = new PlanKey(Purpose.FUSED, precision, n, work.features(), TWO_CORES);
        boolean one = BlockedShape.of(key).groups() == 1;
        assertThat(choose(List.of(TWO_CORES, PROMPT), Mode.FUSED, precision, work))
            .isEqualTo(one ? PROMPT : TWO_CORES);
      }
    }
  }

  @Test
  void moreCoresSaveMore() {
    assertThat(choose(List.of(TWO_CORES, PROMPT), Mode.STEPWISE, 2_000_000)).isEqualTo(PROMPT);
    assertThat(choose(List.of(MANY_CORES, PROMPT), Mode.STEPWISE, 2_000_000)).isEqualTo(MANY_CORES);
    assertThat(choose(List.of(MANY_CORES, PROMPT), Mode.STEPWISE, 1_000_000)).isEqualTo(PROMPT);
  }

  @ParameterizedTest
  @EnumSource(names = {"STEPWISE", "UNROLLED", "FUSED", "GRAM"})
  void withoutSuchADeviceNothingChanges(Mode mode) {
    assertThat(choose(List.of(TWO_CORES), mode, 10)).isEqualTo(TWO_CORES);
    assertThat(choose(List.of(PROMPT), mode, 10)).isEqualTo(PROMPT);
    assertThat(choose(List.of(PROMPT), mode, 1L << 40)).isEqualTo(PROMPT);
  }

  @ParameterizedTest
  @EnumSource(names = {"STEPWISE", "UNROLLED", "FUSED", "GRAM"})
  void aGpuKeepsItsFits(Mode mode) {
    assertThat(choose(List.of(GPU, TWO_CORES, PROMPT), mode, 10)).isEqualTo(GPU);
  }

  @Test
  void itIsKnownByItsName() {
    assertThat(PROMPT.isPrompt()).isTrue();
    assertThat(device("opencl:cpu-minimal", "cpu-minimal-any", "CPU", 1).isPrompt()).isTrue();
    assertThat(device("opencl:cpu", "cpu-any", "CPU", 8).isPrompt()).isFalse();
  }

  @Test
  void itNeverHasTwoGroups() {
    Device claims = device("opencl:basic", "basic-any", "CPU", 8);
    PlanKey key = new PlanKey(Purpose.MOMENTS, Precision.FLOAT32, 1_000_000, 1, claims);
    assertThat(GramShape.of(key).groups()).isEqualTo(1);
    assertThat(BlockedShape.of(key).groups()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 50_000})
  void theEngineAttestsTheDeviceThatTheRuleChose(int n) {
    TornadoEngine engine = new TornadoEngine();
    assumeTrue(engine.absence().isEmpty(), () -> engine.absence().orElseThrow());
    Device expected =
        choose(Devices.list(), Mode.FUSED, Precision.FLOAT64, new Work(1, n, 1, 3, Loss.SQUARED));
    assertThat(ranOn(engine, n, "auto")).isEqualTo(expected);
    for (Device asked : Devices.list()) {
      assertThat(ranOn(engine, n, asked.id())).isEqualTo(asked);
    }
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> ranOn(engine, n, "0:0"))
        .withMessageContaining("no device '0:0'. Choose auto or " + Devices.list().getFirst().id());
  }

  private static Device ranOn(TornadoEngine engine, int n, String device) {
    Problem problem = Problems.linear(n, 1, 1);
    Execution execution = new Execution(Mode.FUSED, Precision.FLOAT64, device);
    return Descents.fit(engine, problem, Problems.descent(problem, 3, 0), execution, Progress.NONE)
        .attestation()
        .device();
  }

  @Test
  void theDefaultDeviceIsOneThatUsesAllCoresWhereThereIsOne() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
    boolean all = Devices.list().stream().allMatch(Device::isPrompt);
    assertThat(Devices.list().getFirst().isPrompt()).isEqualTo(all);
  }
}
