package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.FakeMachine.Ended;

/**
 * How a run ends: one that a cache ended is repeated without it, one that failed or was ended by
 * somebody is not, and signals reach the program. On a {@link FakeMachine}.
 */
class RunEndIT {
  @RegisterExtension private final FakeMachine machine = new FakeMachine();

  /** Sizes and times are right, and it does not work all the same. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "exit 0",
        "echo 'Error occurred during initialization of VM' >&2; exit 1",
        "kill -SEGV $$",
        "say STARTED; kill -SEGV $$",
        "say STARTED; kill -BUS $$",
        "say STARTED; say BROKEN; exit 1"
      })
  void aStartThatEndsAbnormallyIsRemovedAndTheRunRepeated(String fake) throws Exception {
    Path prepared = machine.prepare();
    machine.variables.put("FAKE", fake);
    assertIsRepeated("plain", "explain");
    assertThat(prepared).doesNotExist();

    Path cache = machine.cache();
    assertIsRepeated("light", "fit");
    assertThat(cache).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"17, 17.0.2", "8, 1.8.0_412"})
  void aJavaThatIsTooOldIsNamedAndTheCacheStays(String release, String version) throws Exception {
    machine.variables.putAll(Map.of("FAKE", "exit 1", "FAKE_KIND", "light,cached"));
    machine.variables.put("FAKE_VERSION", version);
    Path cache = machine.cache();
    String message = "regress: Java %s is too old, regress takes 21 or newer. ".formatted(release);
    Ended cached = machine.run("fit", "cars.csv");
    assertThat(cached.status()).isEqualTo(2);
    assertThat(cached.err()).startsWith(message).hasLineCount(1);
    assertThat(cache).exists();
    Files.delete(cache);
    assertThat(machine.run("fit", "cars.csv").err()).startsWith(message);
  }

  private void assertIsRepeated(String kind, String command) throws Exception {
    Ended ended = machine.run(command, "--", "-x");
    assertThat(ended.said()).containsExactly(kind, command, "--", "-x", "input");
    assertThat(ended.status()).isZero();
    assertThat(ended.err()).contains("is removed, and it begins again");
  }

  @ParameterizedTest
  @CsvSource({
    "say STARTED; say PRINTING; echo half; kill -SEGV $$, fit, data.csv",
    "say STARTED; say PRINTING; echo half; kill -SEGV $$, explain, data.csv",
    "say STARTED; cat >/dev/null; kill -SEGV $$, explain, -",
    "say STARTED; cat >/dev/null; kill -SEGV $$, explain, /dev/null"
  })
  void aRunThatCannotBeRepeatedIsNot(String fake, String command, String data) throws Exception {
    machine.prepare();
    machine.cache();
    machine.variables.put("FAKE", fake);
    machine.write("data.csv", "");

    Ended ended = machine.run(command, data);

    assertThat(ended.status()).isEqualTo(139);
    assertThat(ended.out()).doesNotContain("plain", "light");
    assertThat(ended.err()).contains("is removed: please run this again.");
    assertThat(machine.run(command).said().getFirst()).isIn("plain", "light");
  }

  /** What the program itself says, or somebody who ended it, stays as it is. */
  @ParameterizedTest
  @CsvSource({"1,exit 1", "2,exit 2", "143,kill -TERM $$", "137,kill -KILL $$", "130,exit 130"})
  void aRunThatFailedIsNotRepeated(int status, String ending) throws Exception {
    machine.prepare();
    machine.cache();
    for (String command : List.of("explain", "fit")) {
      machine.variables.put("FAKE", "say STARTED; echo failed >&2; " + ending);

      Ended ended = machine.run(command, "cars.csv");

      assertThat(ended.status()).isEqualTo(status);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err()).isEqualTo("failed\n");
      machine.variables.remove("FAKE");
      assertThat(machine.run(command).said().getFirst()).isIn("prepared", "cached");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "cached"})
  void aRunThatNeedsTornadovmAllTheSameBeginsAgainWithIt(String kind) throws Exception {
    machine.variables.put("FAKE", "say STARTED; exit 77");
    machine.variables.put("FAKE_KIND", kind);
    if (kind.equals("cached")) {
      machine.cache();
    }
    Ended ended = machine.run("fit", "cars.csv");
    assertThat(ended.said()).containsExactly("plain", "fit", "cars.csv", "input");
    assertThat(ended.err()).isEmpty();
    machine.prepare();
    assertThat(machine.run("fit", "cars.csv").said()).startsWith("prepared");
  }

  /** What was typed suggests a start; without TornadoVM there is one only. */
  @ParameterizedTest
  @CsvSource({
    "light, fit cars.csv --target y",
    "light, fit cars.csv --by city --json",
    "light, fit cars.csv --engine=jvm --epochs 5",
    "light, fit cars.csv --model m.json",
    "light, predict m.json -",
    "light, help fit",
    "light, --version",
    "plain, fit cars.csv --engine tornado",
    "plain, fit cars.csv --device=opencl:0",
    "light, fit cars.csv --epochs 5",
    "plain, fit cars.csv --mode=gram",
    "plain, fit large.csv",
    "plain, fit -",
    "light, seed",
    "plain, seed --mode fused",
    "plain, explain cars.csv"
  })
  void tornadovmIsStartedWhereItMayBeNeeded(String kind, String words) throws Exception {
    machine.write("cars.csv", "x,y\n1,2\n");
    machine.write("large.csv", ",".repeat(25_000) + "\n");
    String[] typed = words.split(" ");
    assertThat(machine.run(typed).said()).startsWith(kind);
    machine.variables.remove("TORNADOVM_HOME");
    assertThat(machine.run(typed).said()).startsWith("light");
  }

  /** Whoever ignores a signal, as a shell's background jobs do SIGINT, has children that do. */
  private static boolean isIgnored(int signal) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("SigIgn"))
        .mapToLong(line -> Long.parseUnsignedLong(line.split("\\s+")[1], 16))
        .anyMatch(mask -> (mask >> (signal - 1) & 1) == 1);
  }

  @ParameterizedTest
  @CsvSource({
    "plain,TERM,143",
    "light,TERM,143",
    "prepared,TERM,143",
    "prepared,HUP,129",
    "prepared,INT,130"
  })
  void signalsReachJava(String kind, String signal, int status) throws Exception {
    assumeTrue(!isIgnored(status - 128), () -> "SIG" + signal + " is ignored here");
    if (kind.equals("prepared")) {
      machine.prepare();
    }
    machine.variables.put("FAKE_KIND", kind);
    String wait = "sleep 60 & echo $! >pid; wait";
    String ended = "trap 'kill $(<pid); echo ended; exit %d' %s; ".formatted(status, signal);
    machine.variables.put("FAKE", "[ -z \"$mark\" ] || say STARTED; " + ended + wait);
    Path input = Files.writeString(machine.folder.resolve("in"), "");
    Path out = machine.folder.resolve("out");
    Process process =
        machine.start(
            machine.folder,
            input,
            out,
            machine.folder.resolve("err"),
            kind.equals("light") ? "fit" : "explain");
    Path pid = machine.folder.resolve("pid");
    for (int turn = 0; turn < 3000 && !(Files.exists(pid) && Files.size(pid) > 0); turn++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }

    new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid())).start().waitFor();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(status);
    assertThat(out).hasContent("ended");
  }
}
