package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the first run prepares for later ones, with the program, the JDK and the SDK themselves:
 * {@link PreparedStartIT} tries far more on a machine that only pretends.
 */
class FastStartIT {
  private static final Path JDK = Path.of(System.getProperty("java.home"));
  private static final String LINE = "y = 2.842 x + 1.119";
  private static final String DAMAGE = "// damaged\n";
  private static final Pattern ON_DEVICE = Pattern.compile("engine +tornado");

  @TempDir Path folder;
  private Path here;
  private Path caches;
  private final Map<String, String> variables = new HashMap<>(System.getenv());

  @BeforeEach
  void copyTheJar() throws IOException {
    assumeTrue(Runtime.version().feature() >= 25, "AOT caches are JDK 25's");
    assumeTrue(Files.isExecutable(JDK.resolve("bin/jlink")), "this JDK has no jlink");
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "prepared starts are for Linux");
    here = Files.createDirectory(folder.resolve("here"));
    caches = folder.resolve("caches/regress");
    Path jar = Files.copy(Path.of(System.getProperty("regress.jar")), folder.resolve("a.jar"));
    variables.keySet().removeAll(List.of("REGRESS_NO_FAST_START", "POCL_CACHE_DIR"));
    variables.put("XDG_CACHE_HOME", folder.resolve("caches").toString());
    variables.put("REGRESS_JAR", jar.toString());
    variables.put("JAVA_HOME", JDK.toString());
  }

  private record Ended(int status, String out, String err) {}

  /** Runs the command in a folder of its own, with nothing to read. */
  private Ended run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash"));
    command.add(Path.of("scripts/run.sh").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    int status = ends(command);
    return new Ended(
        status, Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
  }

  /** The exit status of a command whose two streams go to files. */
  private int ends(List<String> command) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    var builder = new ProcessBuilder(command).directory(here.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.redirectInput(Path.of("/dev/null").toFile());
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    return process.waitFor();
  }

  private Ended solveSeed(String how) throws Exception {
    Ended ended = run("seed");
    assertThat(ended.out()).as("%s: %s", how, ended.err()).contains(LINE);
    assertThat(ended.status()).as(how).isZero();
    return ended;
  }

  /** Waits until a prepared start is there, and returns its folder. */
  private Path awaitPrepared() throws Exception {
    for (int turn = 0; turn < 6000; turn++) {
      try (Stream<Path> files = Files.list(caches)) {
        List<String> names = files.map(file -> file.getFileName().toString()).toList();
        var list = names.stream().filter(name -> name.endsWith(".list")).findFirst();
        if (list.isPresent() && names.stream().noneMatch(name -> name.endsWith(".lock"))) {
          return caches.resolve(list.get().replace(".list", ""));
        }
        assertThat(names).as("a failure to prepare").noneMatch(name -> name.endsWith(".failed"));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("nothing was prepared");
  }

  private static Path beside(Path prepared, String suffix) {
    return prepared.resolveSibling(prepared.getFileName() + suffix);
  }

  /** Has nothing prepared anew, as after a failure today. */
  private static void prepareNoMore(Path prepared) throws IOException {
    String now = Long.toString(Instant.now().getEpochSecond());
    Files.createSymbolicLink(beside(prepared, ".failed"), Path.of(now));
  }

  /** Overwrites a part of a file, whose size and time stay. */
  private static void spoil(Path file, Random random, int bytes) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] noise = new byte[bytes];
      random.nextBytes(noise);
      open.seek(random.nextLong(open.length() - bytes));
      open.write(noise);
    }
    Files.setLastModifiedTime(file, time);
  }

  private static List<Path> files(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** The kept kernels and what they hold; none without TornadoVM, and some with OpenCL. */
  private Map<Path, String> kernels() throws IOException {
    Map<Path, String> kernels = new TreeMap<>();
    for (Path file : files(caches.resolve("kernels"))) {
      kernels.put(file, Files.readString(file));
    }
    return kernels;
  }

  @Test
  void theSecondRunUsesWhatTheFirstPrepared() throws Exception {
    Ended first = solveSeed("the first time");
    assertThat(first.err()).containsOnlyOnce("preparing");
    Path prepared = awaitPrepared();
    assertThat(prepared.resolve("aot")).isNotEmptyFile();
    assertThat(solveSeed("prepared").err()).doesNotContain("preparing", "ended", "arning");

    Map<Path, String> kernels = kernels();
    assertThat(!kernels.isEmpty()).as("kernels kept").isEqualTo(ranOnDevice(first));
    for (Path damaged : kernels.keySet()) {
      Files.writeString(damaged, DAMAGE, StandardOpenOption.APPEND);
    }
    solveSeed("with damaged kernels");
    Map<Path, String> renewed = kernels();
    assertThat(renewed.keySet()).as("kernels that were damaged").isEqualTo(kernels.keySet());
    assertThat(renewed.values()).noneMatch(source -> source.endsWith(DAMAGE));

    prepareNoMore(prepared);
    if (Files.isDirectory(prepared.resolve("image"))) {
      spoil(prepared.resolve("image/lib/server/libjvm.so"), new Random(17), 1 << 20);
    } else {
      Files.delete(prepared.resolve("args"));
    }
    Ended repeated = solveSeed("with a library that has its size and does not work");
    assertThat(Files.exists(prepared))
        .as(repeated.err())
        .isEqualTo(!repeated.err().contains("removed"));
    assertThat(repeated.err()).doesNotContain("preparing");
  }

  /**
   * A driver that is handed half a kernel may take the JVM with it, and one without a home fails.
   */
  @LongForm
  @Test
  void whatTheDriverKeepsMayBeCutOrHaveNoPlace() throws Exception {
    variables.put("REGRESS_NO_FAST_START", "1");
    assumeTrue(ranOnDevice(solveSeed("the first time")), "no device");
    for (Path file : files(caches.resolve("pocl"))) {
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }
    assertThat(ranOnDevice(solveSeed("with cut kernels"))).isTrue();

    variables.put("XDG_CACHE_HOME", "/proc/none");
    variables.put("HOME", "/proc/none");
    assertThat(ranOnDevice(solveSeed("without a home"))).isTrue();
  }

  private static boolean ranOnDevice(Ended ended) {
    return ON_DEVICE.matcher(ended.out()).find();
  }

  /**
   * Without TornadoVM there is no image, and all goes quicker. An AOT cache whose size and time are
   * right is trusted, and what it breaks is survived.
   */
  @LongForm
  @Test
  void typedNamesLeaveTheFolderAloneAndASpoiltCacheCostsNoRun() throws Exception {
    variables.remove("TORNADOVM_HOME");
    TypedNamesIT.fill(here);
    Map<String, String> before = TypedNamesIT.contents(here);
    tryNames();
    solveSeed("the first time");
    awaitPrepared();
    tryNames();
    assertThat(TypedNamesIT.contents(here)).isEqualTo(before);

    var random = new Random(18);
    for (int turn = 0; turn < (Boolean.getBoolean("regress.long") ? 40 : 2); turn++) {
      spoil(awaitPrepared().resolve("aot"), random, 1 << random.nextInt(8, 20));
      solveSeed("turn " + turn);
    }
    awaitPrepared();
  }

  private void tryNames() throws Exception {
    for (String name :
        List.of("-delete", "-ls", "-fprint", "--", "/", "two\nlines", "it's \"so\"")) {
      Ended ended = run("fit", name, "--target", "y");
      assertThat(ended.status()).as(name + ended.err()).isNotZero();
      assertThat(ended.out()).isEmpty();
    }
    assertThat(run("fit", "data.csv", "--target", "y").status()).isZero();
  }

  /** A disk of 200 kB, less than what is kept: the first run finds it empty, the second full. */
  @Test
  void aFullDiskCostsNoRun() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("caches"));
    List<String> mounted =
        List.of(
            "unshare", "-Urm", "bash", "-c", "mount -t tmpfs -o size=200k none \"$0\" && \"$@\"");
    assumeTrue(ends(Stream.concat(mounted.stream(), Stream.of(disk + "", "true")).toList()) == 0);
    String twice = "bash \"$0\" seed && bash \"$0\" seed";
    String script = Path.of("scripts/run.sh").toAbsolutePath().toString();
    List<String> command = new ArrayList<>(mounted);
    command.addAll(List.of(disk + "", "bash", "-c", twice, script));
    assertThat(ends(command)).isZero();
    assertThat(Files.readString(folder.resolve("out")).split(Pattern.quote(LINE))).hasSize(3);
  }

  @LongForm
  @Test
  void whatIsExplainedChangesNoLaterFit() throws Exception {
    variables.put("REGRESS_NO_FAST_START", "1");
    TypedNamesIT.fill(here);
    String before = fitted();
    List<Path> kept = kept();
    assertThat(run("explain", "data.csv", "--target", "y").status()).isZero();
    assertThat(fitted()).isEqualTo(before);
    assertThat(kept()).isEqualTo(kept);
  }

  /** Files in the cache that are no compiled kernels. */
  private List<Path> kept() throws IOException {
    return files(caches).stream()
        .filter(file -> !file.startsWith(caches.resolve("kernels")))
        .filter(file -> !file.startsWith(caches.resolve("pocl")))
        .toList();
  }

  private String fitted() throws Exception {
    String out = run("fit", "data.csv", "--target", "y", "--json").out();
    return out.substring(0, out.indexOf("\"bytesToDevice\""));
  }
}
