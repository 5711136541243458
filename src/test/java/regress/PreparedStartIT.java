package regress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import regress.FakeMachine.Ended;

/**
 * A prepared start that is damaged, stale, half made or of no use costs time, and never a run; one
 * that cannot be made is not missed. On a {@link FakeMachine}.
 */
class PreparedStartIT {
  @RegisterExtension private final FakeMachine machine = new FakeMachine();

  /** What can happen to a file. */
  private enum Damage {
    CUT,
    EMPTIED,
    LONGER,
    REMOVED,
    OF_ANOTHER_VERSION,
    NOT_EXECUTABLE,
    A_FOLDER,
    A_BROKEN_LINK;

    void of(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      int half = bytes.length / 2;
      switch (this) {
        case CUT -> Files.write(file, Arrays.copyOf(bytes, half));
        case EMPTIED -> Files.write(file, new byte[0]);
        case LONGER -> Files.writeString(file, "#\n", java.nio.file.StandardOpenOption.APPEND);
        case REMOVED -> Files.delete(file);
        case OF_ANOTHER_VERSION -> {
          bytes[half] ^= 1;
          Files.write(file, bytes);
        }
        case NOT_EXECUTABLE ->
            Files.setPosixFilePermissions(
                file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw----"));
        case A_FOLDER -> {
          Files.delete(file);
          Files.createDirectory(file);
        }
        case A_BROKEN_LINK -> {
          Files.delete(file);
          Files.createSymbolicLink(file, Path.of("nowhere"));
        }
      }
    }
  }

  private static List<Path> files(Path prepared) throws IOException {
    try (Stream<Path> files = Files.walk(prepared)) {
      List<Path> all = new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
      all.add(prepared.resolveSibling(prepared.getFileName() + ".list"));
      return all;
    }
  }

  @Test
  void theSecondRunUsesWhatTheFirstPreparedAndSaidOnce() throws Exception {
    Ended first = machine.run("fit", "my cars.csv");
    assertThat(first.said()).containsExactly("plain", "fit", "my cars.csv", "input");
    assertThat(first.err()).containsOnlyOnce("preparing").contains(".cache/regress/fast-");
    machine.awaitPrepared();

    Ended second = machine.run("fit", "my cars.csv", "");

    assertThat(second.said()).containsExactly("prepared", "fit", "my cars.csv", "", "input");
    assertThat(second.err()).isEmpty();
  }

  @Test
  void whateverIsDamagedIsNoticedAndMadeAnew() throws Exception {
    Path prepared = machine.prepare();
    var random = new Random(15);
    List<Path> files = files(prepared);
    assertThat(files).hasSizeGreaterThan(7);
    for (int turn = 0; turn < (LongForm.ASKED ? 200 : 10); turn++) {
      Path file = files.get(turn % files.size());
      Damage damage = Damage.values()[random.nextInt(Damage.values().length)];
      boolean alreadySo = damage == Damage.NOT_EXECUTABLE && file.toString().endsWith(".list");
      damage.of(file);

      Ended ended = machine.run("seed");

      String what = damage + " " + file + ended.err();
      assertThat(ended.status()).as(what).isZero();
      assertThat(ended.said()).as(what).endsWith("seed", "input");
      assertThat(ended.said().getFirst().equals("prepared")).as(what).isEqualTo(alreadySo);
      machine.awaitPrepared();
      assertThat(machine.run("seed").said()).as(what).startsWith("prepared");
    }
  }

  @Test
  void whatIsAddedIsNoticed() throws Exception {
    Files.writeString(machine.prepare().resolve("image/lib/more.so"), "");

    assertThat(machine.run("seed").said()).startsWith("plain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the jar.jar",
        "jdk/release",
        "an sdk/etc/tornado.release",
        "an sdk/tornado-argfile.template"
      })
  void whatItWasMadeFromMayChangeToAnyTime(String name) throws Exception {
    machine.prepare();
    Path file = machine.folder.resolve(name);
    String text = Files.readString(file);
    Files.writeString(file, text.replace("5.2.0", "5.2.1").replace("25.0.1", "25.0.2") + "\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));

    assertThat(machine.run("seed").said()).startsWith("plain");
    machine.awaitPrepared();
    assertThat(machine.run("seed").said()).startsWith("prepared");
  }

  @Test
  void severalRunsAtOncePrepareOnce() throws Exception {
    Path input = Files.writeString(machine.folder.resolve("in"), "");
    machine.variables.put("FAKE_JLINK", "sleep 1");
    List<Process> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Path out = machine.folder.resolve("out" + i);
      runs.add(
          machine.start(machine.folder, input, out, machine.folder.resolve("err" + i), "seed"));
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      assertThat(runs.get(i).waitFor()).isZero();
      assertThat(machine.folder.resolve("out" + i)).content().contains("seed");
      lines.addAll(Files.readAllLines(machine.folder.resolve("err" + i)));
    }
    assertThat(lines).as("lines on standard error").hasSize(1);
    machine.awaitPrepared();
    assertThat(machine.run("seed").said()).startsWith("prepared");
  }

  @Test
  void whoIsKilledWhilePreparingBlocksNobody() throws Exception {
    machine.variables.put("FAKE_JLINK", "sleep 30");
    machine.run("seed");
    assertThat(machine.run("seed").prepares()).as("while another prepares").isFalse();
    Path lock = machine.prepared(".lock");
    long owner = Long.parseLong(Files.readSymbolicLink(lock).toString());
    ProcessHandle process = ProcessHandle.of(owner).orElseThrow();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().get();
    machine.variables.remove("FAKE_JLINK");

    machine.prepare();

    assertThat(machine.run("seed").said()).startsWith("prepared");
  }

  /** This JVM's number, one that no process has, no number, a folder. */
  @ParameterizedTest
  @ValueSource(strings = {"self", "999999999", "rubbish", ""})
  void aStaleLockBlocksNobody(String owner) throws Exception {
    FakeMachine.deleteAll(machine.prepare());
    Path lock = machine.prepared(".lock");
    if (owner.isEmpty()) {
      Files.createDirectories(lock.resolve("more"));
    } else {
      long self = ProcessHandle.current().pid();
      Files.createSymbolicLink(lock, Path.of(owner.equals("self") ? "" + self : owner));
    }

    machine.prepare();

    assertThat(Files.exists(lock, LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void whatCannotBePreparedIsTriedAgainAfterADay() throws Exception {
    machine.variables.put("FAKE_JLINK", "exit 1");
    assertThat(machine.run("seed").prepares()).isTrue();
    Path failed = machine.prepared(".failed");
    for (int turn = 0; turn < 3000 && !Files.isSymbolicLink(failed); turn++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    Ended second = machine.run("seed");
    assertThat(second.said()).containsExactly("plain", "seed", "input");
    assertThat(second.prepares()).isFalse();

    Files.delete(failed);
    long yesterday = Instant.now().getEpochSecond() - 86_401;
    Files.createSymbolicLink(failed, Path.of(Long.toString(yesterday)));
    machine.variables.remove("FAKE_JLINK");
    machine.prepare();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc/none", "/dev/null", "/dev/full/cache", "relative", ""})
  void aHomeThatCannotBeWrittenIsNotMissed(String home) throws Exception {
    Path here = Files.createDirectory(machine.folder.resolve("here"));
    for (String variable : List.of("HOME", "XDG_CACHE_HOME")) {
      machine.variables.put(variable, home);
    }
    for (int turn = 0; turn < 2; turn++) {
      Ended ended = machine.runIn(here, "seed");
      assertThat(ended.said()).containsExactly("plain", "seed", "input");
      assertThat(ended.err()).isEmpty();
      assertThat(ended.status()).isZero();
      machine.variables.remove("HOME");
    }
    assertThat(here).isEmptyDirectory();
  }
}
