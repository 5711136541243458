package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the build and scripts/prepare.sh prepare, with the program, the JDK and the SDK themselves:
 * {@link PreparedStartIT} and {@link RunEndIT} try far more on a machine that only pretends.
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
  void lookAround() throws IOException {
    assumeTrue(Runtime.version().feature() >= 25, "AOT caches are JDK 25's");
    assumeTrue(Files.isExecutable(JDK.resolve("bin/jlink")), "this JDK has no jlink");
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "prepared starts are for Linux");
    here = Files.createDirectory(folder.resolve("here"));
    caches = folder.resolve("caches/regress");
    Path jar = Path.of(System.getProperty("regress.jar"));
    variables.keySet().removeAll(List.of("REGRESS_NO_FAST_START", "POCL_CACHE_DIR"));
    variables.put("XDG_CACHE_HOME", folder.resolve("caches").toString());
    variables.put("REGRESS_JAR", jar.toString());
    variables.put("JAVA_HOME", JDK.toString());
  }

  private record Ended(int status, String out, String err) {}

  /** Runs the command in a folder of its own, with nothing to read. */
  private Ended run(String... arguments) throws Exception {
    return runScript("run.sh", arguments);
  }

  private Ended runScript(String name, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash"));
    command.add(Path.of("scripts", name).toAbsolutePath().toString());
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
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.redirectInput(Path.of("/dev/null").toFile());
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    return process.waitFor();
  }

  private Ended solveSeed(String how) throws Exception {
    Ended ended = run("seed", "--mode", "fused"); // It is for a device where there is one.
    assertThat(ended.out()).as("%s: %s", how, ended.err()).contains(LINE);
    assertThat(ended.status()).as(how).isZero();
    return ended;
  }

  /** Copies the jar and its cache into the folder, as they are, and has them run. */
  private Path copyJarAndCache() throws IOException {
    Path jar = Path.of(variables.get("REGRESS_JAR"));
    Path cache = jar.resolveSibling("regress.aot");
    assumeTrue(Files.exists(cache), "the build ran on an older JDK");
    Path copy = Files.copy(jar, folder.resolve("regress.jar"), StandardCopyOption.COPY_ATTRIBUTES);
    variables.put("REGRESS_JAR", copy.toString());
    return Files.copy(cache, folder.resolve("regress.aot"), StandardCopyOption.COPY_ATTRIBUTES);
  }

  private Ended fitsLight(String how) throws Exception {
    Ended ended = run("fit", "data.csv", "--target", "y", "--features", "x");
    assertThat(ended.out()).as("%s: %s", how, ended.err()).startsWith("y = 1.95000 x");
    assertThat(ended.out()).as(how).containsPattern("engine +jvm");
    assertThat(ended.status()).as(how).isZero();
    return ended;
  }

  @Test
  void aFitUsesTheCacheOfTheBuildAndSurvivesWhateverBecomesOfIt() throws Exception {
    TypedNamesIT.fill(here);
    Path cache = copyJarAndCache();
    assertThat(fitsLight("as it was built").err()).isEmpty();
    List<String> watched = new ArrayList<>(List.of(JDK.resolve("bin/java").toString()));
    watched.addAll(List.of("-XX:+UseSerialGC", "-XX:AOTCache=" + cache, "-XX:AOTMode=on"));
    watched.addAll(List.of("-Xlog:class+load", "-jar", variables.get("REGRESS_JAR")));
    watched.addAll(List.of("fit", "data.csv", "--target=y"));
    assertThat(ends(watched)).isZero();
    assertThat(Files.readAllLines(folder.resolve("out")))
        .filteredOn(line -> line.contains("picocli.") || line.contains("regress.cli.FitCommand "))
        .isNotEmpty()
        .allMatch(line -> line.contains("shared objects file"));

    byte[] bytes = Files.readAllBytes(cache);
    Files.write(cache, Arrays.copyOf(bytes, bytes.length / 2));
    fitsLight("cut");
    Files.writeString(cache, "no cache at all");
    fitsLight("another file");
    Files.write(cache, bytes);
    Files.setLastModifiedTime(folder.resolve("regress.jar"), FileTime.from(Instant.EPOCH));
    assertThat(fitsLight("stale").err()).isEmpty();
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

  /** What the driver made of a source each. */
  private List<Path> programs() throws IOException {
    return files(caches.resolve("pocl")).stream()
        .filter(file -> file.endsWith("program.bc"))
        .sorted()
        .toList();
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
  void whatIsPreparedIsUsedAndMayBeDamaged() throws Exception {
    assumeTrue(variables.containsKey("TORNADOVM_HOME"), "for TornadoVM");
    Ended said = runScript("prepare.sh");
    assertThat(said.status()).as(said.err()).isZero();
    Path prepared;
    try (Stream<Path> all = Files.list(caches)) {
      prepared = all.filter(file -> file.toString().matches(".*/fast-\\d+")).findFirst().get();
    }
    assertThat(prepared.resolve("aot")).isNotEmptyFile();
    List<Path> trained = programs();
    Ended first = solveSeed("prepared");
    assertThat(programs()).as("what preparing compiled").isNotEmpty().isEqualTo(trained);
    assertThat(first.err()).doesNotContain("ended", "arning");

    Map<Path, String> kernels = kernels();
    assertThat(!kernels.isEmpty()).as("kernels kept").isEqualTo(ranOnDevice(first));
    for (Path damaged : kernels.keySet()) {
      Files.writeString(damaged, DAMAGE, StandardOpenOption.APPEND);
    }
    Ended damagedRun = solveSeed("with damaged kernels");
    Map<Path, String> renewed = kernels();
    assertThat(renewed.keySet())
        .as("kernels that were damaged: %s", damagedRun.err())
        .isEqualTo(kernels.keySet());
    assertThat(renewed.values()).noneMatch(source -> source.endsWith(DAMAGE));

    TypedNamesIT.fill(here);
    Ended again = run("--debug", "fit", "data.csv", "--target", "y", "--epochs", "1");
    assertThat(again.out())
        .as("what seemed to need no TornadoVM")
        .containsPattern("engine +tornado");
    assertThat(again.err()).as("remarks, each once").hasLineCount(2);

    spoil(prepared.resolve("image/lib/server/libjvm.so"), new Random(17), 1 << 20);
    Ended repeated = solveSeed("with a library that has its size and does not work");
    assertThat(Files.exists(prepared))
        .as(repeated.err())
        .isEqualTo(!repeated.err().contains("removed"));
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

  /** A cache whose size and time are right is trusted, and what it breaks is survived. */
  @LongForm
  @Test
  void typedNamesLeaveTheFolderAloneAndASpoiltCacheCostsNoRun() throws Exception {
    TypedNamesIT.fill(here);
    Map<String, String> before = TypedNamesIT.contents(here);
    variables.put("REGRESS_NO_FAST_START", "1");
    tryNames();
    variables.remove("REGRESS_NO_FAST_START");
    Path cache = copyJarAndCache();
    tryNames();
    assertThat(TypedNamesIT.contents(here)).isEqualTo(before);

    byte[] bytes = Files.readAllBytes(cache);
    var random = new Random(18);
    for (int turn = 0; turn < 40; turn++) {
      Files.write(cache, bytes);
      spoil(cache, random, 1 << random.nextInt(8, 20));
      fitsLight("turn " + turn);
    }
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
    String twice = "bash \"$0\" seed --mode fused && bash \"$0\" seed --mode fused";
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
