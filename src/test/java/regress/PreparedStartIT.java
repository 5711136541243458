package regress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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
  void whatIsPreparedIsUsed() throws Exception {
    Ended first = machine.run("explain", "my cars.csv");
    assertThat(first.said()).containsExactly("plain", "explain", "my cars.csv", "input");
    assertThat(first.err()).isEmpty();
    machine.prepare();

    Ended second = machine.run("explain", "my cars.csv", "");

    assertThat(second.said()).containsExactly("prepared", "explain", "my cars.csv", "", "input");
    assertThat(second.err()).isEmpty();
  }

  @Test
  void whateverIsDamagedIsNoticed() throws Exception {
    var random = new Random(15);
    for (int turn = 0; turn < (LongForm.ASKED ? 200 : 10); turn++) {
      List<Path> files = files(machine.prepare());
      assertThat(files).hasSizeGreaterThan(7);
      Path file = files.get(turn % files.size());
      Damage damage = Damage.values()[random.nextInt(Damage.values().length)];
      boolean alreadySo = damage == Damage.NOT_EXECUTABLE && file.toString().endsWith(".list");
      damage.of(file);

      Ended ended = machine.run("explain");

      String what = damage + " " + file + ended.err();
      assertThat(ended.status()).as(what).isZero();
      assertThat(ended.said())
          .as(what)
          .containsExactly(alreadySo ? "prepared" : "plain", "explain", "input");
    }
    machine.prepare();
    assertThat(machine.run("explain").said()).startsWith("prepared");
  }

  @Test
  void whatIsAddedIsNoticed() throws Exception {
    Files.writeString(machine.prepare().resolve("image/lib/more.so"), "");

    assertThat(machine.run("explain").said()).startsWith("plain");
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

    assertThat(machine.run("explain").said()).startsWith("plain");
    machine.prepare();
    assertThat(machine.run("explain").said()).startsWith("prepared");
  }

  @Test
  void onePreparesAtATimeAndWhoIsKilledBlocksNobody() throws Exception {
    machine.variables.put("FAKE_JLINK", "touch \"$2.begun\"; exec sleep 30");
    Process first = machine.beginToPrepare();
    Path begun = awaitJlink();
    assertThat(machine.prepareIn(machine.folder).err()).contains("somebody else is preparing");
    assertThat(machine.run("explain").said()).startsWith("plain");
    first.descendants().forEach(ProcessHandle::destroyForcibly);
    first.destroyForcibly().waitFor();
    Files.deleteIfExists(begun); // By the first one, where it came to see jlink end.
    machine.variables.remove("FAKE_JLINK");

    machine.prepare();

    assertThat(machine.run("explain").said()).startsWith("prepared");
  }

  private Path awaitJlink() throws Exception {
    for (int turn = 0; turn < 3000; turn++) {
      try (Stream<Path> files = Files.walk(machine.folder)) {
        var begun = files.filter(file -> file.toString().endsWith(".begun")).findFirst();
        if (begun.isPresent()) {
          return begun.get();
        }
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError("jlink never began");
  }

  @Test
  void whatCannotBePreparedIsSaidAndNotMissed() throws Exception {
    Path prepared = machine.prepare();
    machine.variables.put("FAKE_JLINK", "exit 1");

    Ended ended = machine.prepareIn(machine.folder);

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("nothing could be prepared in " + prepared);
    assertThat(prepared).doesNotExist();
    assertThat(machine.run("explain").said()).containsExactly("plain", "explain", "input");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc/none", "/dev/null", "/dev/full/cache", "relative", ""})
  void aHomeThatCannotBeWrittenIsNotMissed(String home) throws Exception {
    Path here = Files.createDirectory(machine.folder.resolve("here"));
    for (String variable : List.of("HOME", "XDG_CACHE_HOME")) {
      machine.variables.put(variable, home);
    }
    assertThat(machine.prepareIn(here).status()).isEqualTo(2);
    Ended ended = machine.runIn(here, "explain");
    assertThat(ended.said()).containsExactly("plain", "explain", "input");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.status()).isZero();
    assertThat(here).isEmptyDirectory();
  }
}
