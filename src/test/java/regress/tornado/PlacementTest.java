package regress.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.engine.Device;
import regress.engine.EngineException;
import regress.engine.Execution;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Problem;
import regress.engine.Problems;
import regress.engine.Progress;

/** Which device a fit gets that asks for none: a rule about shapes, and what the engine does. */
class PlacementTest {
  private static final Device TWO_CORES = device("opencl:pthread", "pthread-any", "CPU", 2);
  private static final Device MANY_CORES = device("opencl:pthread", "pthread-any", "CPU", 64);
  private static final Device PROMPT = device("opencl:basic", "basic-any", "CPU", 1);
  private static final Device GPU = device("opencl:a-gpu", "a GPU", "GPU", 80);

  private static Device device(String id, String name, String kind, int units) {
    return new Device(id, "OpenCL", name, kind, units, 1L << 30);
  }

  private static Device choose(List<Device> devices, Mode mode, long samples) {
    return Placement.choose(devices, mode, Precision.FLOAT32, samples, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "FUSED, FLOAT32, 7680, 1, true",
    "FUSED, FLOAT32, 7681, 1, false",
    "FUSED, FLOAT64, 480, 15, true",
    "FUSED, FLOAT64, 481, 15, false",
    "STEPWISE, FLOAT32, 2097152, 1, true",
    "STEPWISE, FLOAT32, 2097153, 1, false",
    "UNROLLED, FLOAT64, 1048576, 1, true",
    "UNROLLED, FLOAT64, 1048577, 1, false",
    "GRAM, FLOAT32, 262144, 1, true",
    "GRAM, FLOAT32, 262145, 1, false",
    "GRAM, FLOAT64, 5120, 16, true",
    "GRAM, FLOAT64, 5121, 16, false",
    "GRAM, FLOAT64, 2000000000, 1000, false"
  })
  void smallFitsGetTheDeviceThatRunsInTheCallersThread(
      Mode mode, Precision precision, long samples, int features, boolean small) {
    Device chosen =
        Placement.choose(List.of(TWO_CORES, PROMPT), mode, precision, samples, features);
    assertThat(chosen).isEqualTo(small ? PROMPT : TWO_CORES);
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
    assertThat(Placement.isPrompt(PROMPT)).isTrue();
    assertThat(Placement.isPrompt(device("opencl:cpu-minimal", "cpu-minimal-any", "CPU", 1)))
        .isTrue();
    assertThat(Placement.isPrompt(device("opencl:cpu", "cpu-any", "CPU", 8))).isFalse();
  }

  @Test
  void itNeverHasTwoGroups() {
    Device claims = device("opencl:basic", "basic-any", "CPU", 8);
    PlanKey key = new PlanKey(Mode.GRAM, Precision.FLOAT32, 1_000_000, 1, claims);
    assertThat(GramWorkspace.groups(key)).isEqualTo(1);
    assertThat(BlockedShape.of(key, 16).groups()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 50_000})
  void theEngineAttestsTheDeviceThatTheRuleChose(int n) {
    TornadoEngine engine = new TornadoEngine();
    assumeTrue(engine.absence().isEmpty(), () -> engine.absence().orElseThrow());
    Device expected = Placement.choose(Devices.list(), Mode.FUSED, Precision.FLOAT64, n, 1);
    assertThat(ranOn(engine, n, "auto")).isEqualTo(expected);
    for (Device asked : Devices.list()) {
      assertThat(ranOn(engine, n, asked.id())).isEqualTo(asked);
    }
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> engine.device("0:0", Mode.FUSED, Precision.FLOAT64, n, 1))
        .withMessageContaining("no device '0:0'. Choose auto or " + Devices.list().getFirst().id());
  }

  private static Device ranOn(TornadoEngine engine, int n, String device) {
    Problem problem = Problems.linear(n, 1, 1);
    Execution execution = new Execution(Mode.FUSED, Precision.FLOAT64, device);
    return engine
        .fit(problem, Problems.descent(problem, 3, 0), execution, Progress.NONE)
        .attestation()
        .device();
  }

  @Test
  void theDefaultDeviceIsOneThatUsesAllCoresWhereThereIsOne() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
    boolean all = Devices.list().stream().allMatch(Placement::isPrompt);
    assertThat(Placement.isPrompt(Devices.list().getFirst())).isEqualTo(all);
  }
}
