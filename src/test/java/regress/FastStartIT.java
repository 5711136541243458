package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the first run prepares for later ones: it appears, it is used, the answer stays, and what is
 * stale is made anew.
 */
class FastStartIT {
  private static final Path JDK = Path.of(System.getProperty("java.home"));

  private static final String DAMAGE = "// damaged\n";

  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void copyTheJar() throws IOException {
    assumeTrue(Runtime.version().feature() >= 25, "AOT caches are JDK 25's");
    assumeTrue(Files.isExecutable(JDK.resolve("bin/jlink")), "this JDK has no jlink");
    jar = Files.copy(Path.of(System.getProperty("regress.jar")), folder.resolve("regress.jar"));
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
  }

  private String run(String... arguments) throws Exception {
    List<String> command =
        Stream.concat(Stream.of("bash", "scripts/run.sh"), Stream.of(arguments)).toList();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("XDG_CACHE_HOME", folder.toString());
    builder.environment().put("REGRESS_JAR", jar.toString());
    builder.environment().put("JAVA_HOME", JDK.toString());
    builder.environment().remove("REGRESS_NO_FAST_START");
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  private Path ready() throws Exception {
    for (int second = 0; second < 240; second++) {
      try (Stream<Path> files = Files.walk(folder.resolve("regress"))) {
        var found = files.filter(file -> file.endsWith("ready")).findFirst();
        if (found.isPresent()) {
          return found.get();
        }
      } catch (java.io.UncheckedIOException e) {
        // A folder was moved into place while we looked.
      }
      TimeUnit.SECONDS.sleep(1);
    }
    throw new AssertionError("nothing was prepared");
  }

  /** The kept kernels and what they hold; none without TornadoVM, and some with OpenCL. */
  private Map<Path, String> kernels() throws IOException {
    Path kept = folder.resolve("regress/kernels");
    if (!Files.isDirectory(kept)) {
      return Map.of();
    }
    Map<Path, String> kernels = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(kept)) {
      for (Path file : files) {
        kernels.put(file, Files.readString(file));
      }
    }
    return kernels;
  }

  @Test
  void theSecondRunUsesWhatTheFirstPrepared() throws Exception {
    String line = "y = 2.842 x + 1.119";
    String first = run("seed");
    assertThat(first).contains(line);
    Path ready = ready();
    assertThat(ready.resolveSibling("aot")).isNotEmptyFile();
    assertThat(run("seed")).contains(line).doesNotContain("warning");

    Map<Path, String> kernels = kernels();
    boolean ranOnDevice = Pattern.compile("engine +tornado").matcher(first).find();
    assertThat(!kernels.isEmpty()).as("kernels kept").isEqualTo(ranOnDevice);
    for (Path damaged : kernels.keySet()) {
      Files.writeString(damaged, DAMAGE, StandardOpenOption.APPEND);
    }
    assertThat(run("seed")).as("with damaged kernels").contains(line);
    Map<Path, String> renewed = kernels();
    assertThat(renewed.keySet()).as("kernels that were damaged").isEqualTo(kernels.keySet());
    // TornadoVM does not write the same text twice.
    assertThat(renewed.values()).noneMatch(source -> source.endsWith(DAMAGE));

    Files.delete(ready.resolveSibling("aot"));
    assertThat(run("seed")).as("without its cache").contains(line);

    FileTime before = Files.getLastModifiedTime(ready);
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(1)));
    TimeUnit.SECONDS.sleep(1);
    assertThat(run("seed")).as("after a new build").contains(line);
    assertThat(kernels()).as("a new build's kernels").hasSize(2 * kernels.size());
    for (int second = 0; second < 240 && !isNewer(before); second++) {
      TimeUnit.SECONDS.sleep(1);
    }
    assertThat(isNewer(before)).as("prepared anew").isTrue();
  }

  private boolean isNewer(FileTime before) throws Exception {
    return Files.getLastModifiedTime(ready()).compareTo(before) > 0;
  }
}
