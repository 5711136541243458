package regress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A machine on which scripts/run.sh can be tried in milliseconds: its JDK 25 and its SDK are
 * scripts that run nothing, but say which start was used, with which arguments and input.
 */
final class FakeMachine implements BeforeEachCallback, AfterEachCallback {
  /**
   * Prints its kind, then its arguments, then its input, with a zero byte behind each. What FAKE
   * holds is done first where this is a start of that kind, and not the training for one.
   */
  private static final String JAVA =
      """
      #!/bin/bash
      say() { echo "$1" >"$mark"; }
      kind=plain mark=
      [[ $0 != */image/bin/java ]] || kind=prepared
      for word in "$@"; do
        case "$word" in
          -XX:AOTCacheOutput=*) echo classes >"${word#*=}" ;;
          -Dregress.mark=*) mark=${word#*=} ;;
        esac
      done
      while [ "$1" != -jar ]; do shift; done
      shift 2
      [ "$mark" = /dev/null ] || [ "${FAKE_KIND:-prepared}" != "$kind" ] || eval "${FAKE:-}"
      [ -z "$mark" ] || { say STARTED; say PRINTING; }
      printf '%s\\0' "$kind" "$@"
      cat
      printf '\\0'
      """;

  private static final String JLINK =
      """
      #!/bin/bash
      eval "${FAKE_JLINK:-}"
      mkdir -p "$2/bin" "$2/lib/server" "$2/conf/security"
      cp "${0%/*}/java" "$2/bin/java"
      for file in release lib/modules lib/server/libjvm.so conf/security/java.security; do
        echo "this is $file" >"$2/$file"
      done
      """;

  final Map<String, String> variables = new HashMap<>();
  Path folder;

  /** Builds the machine in a folder of its own. */
  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "prepared starts are for Linux");
    folder = Files.createTempDirectory("a machine").toRealPath();
    Path jar = write("the jar.jar", "a program");
    write("jdk/release", "JAVA_VERSION=\"25.0.1\"\n");
    executable("jdk/bin/java", JAVA);
    executable("jdk/bin/jlink", JLINK);
    for (String name : sdkFiles()) {
      write("an sdk/" + name, "");
    }
    write("an sdk/etc/tornado.release", "version=5.2.0-jdk25\n");
    write("an sdk/tornado-argfile.template", "-server\n--module-path .:${TORNADOVM_HOME}/share\n");
    variables.put("PATH", System.getenv("PATH"));
    variables.put("JAVA_HOME", folder.resolve("jdk").toString());
    variables.put("TORNADOVM_HOME", folder.resolve("an sdk").toString());
    variables.put("REGRESS_JAR", jar.toString());
    variables.put("HOME", Files.createDirectories(folder.resolve("my home")).toString());
  }

  /** Clears the folder away once nobody writes to it. */
  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    awaitIdle();
    deleteAll(folder);
  }

  static void deleteAll(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static List<String> sdkFiles() {
    return Stream.of(
            "tornado/tornado-api",
            "tornado/tornado-runtime",
            "tornado/tornado-annotation",
            "tornado/tornado-drivers-common",
            "tornado/tornado-drivers-opencl",
            "tornado/asm",
            "tornado/commons-math3",
            "tornado/snmp4j",
            "graalJars/collections",
            "graalJars/compiler",
            "graalJars/word",
            "graalJars/truffle-compiler")
        .map(name -> "share/java/" + name + "-1.0.jar")
        .toList();
  }

  Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void executable(String name, String text) throws IOException {
    Files.setPosixFilePermissions(write(name, text), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** How a run ended, and what it printed. */
  record Ended(int status, String out, String err) {
    /** The kind of start, the arguments and the input, as the last start saw them. */
    List<String> said() {
      return Arrays.asList(out.split("\0", -1)).subList(0, Math.max(0, zeros()));
    }

    private int zeros() {
      return (int) out.chars().filter(sign -> sign == 0).count();
    }

    boolean prepares() {
      return err.contains("preparing");
    }
  }

  /** Starts the command in a folder, its input and output in files. */
  Process start(Path where, Path input, Path out, Path err, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("bash"));
    command.add(Path.of("scripts/run.sh").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(where.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.redirectInput(input.toFile());
    return builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }

  /** Runs the command in the machine's folder with "input" as its input. */
  Ended run(String... arguments) throws Exception {
    return runIn(folder, arguments);
  }

  Ended runIn(Path where, String... arguments) throws Exception {
    Path input = Files.writeString(folder.resolve("in"), "input", UTF_8);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = start(where, input, out, err, arguments);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the command ended").isTrue();
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** Where the one prepared start of this machine lies, or its list, lock or failure. */
  Path prepared(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("my home/.cache/regress"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("fast-\\d+.*"))
          .map(file -> file.resolveSibling(file.getFileName().toString().split("\\.")[0] + suffix))
          .findFirst()
          .orElseThrow(() -> new AssertionError("nothing is being prepared"));
    }
  }

  /** Runs plainly, waits until that has made a prepared start, and returns its folder. */
  Path prepare() throws Exception {
    Ended first = run("seed");
    assertThat(first.said()).as(first.err()).containsExactly("plain", "seed", "input");
    awaitPrepared();
    return prepared("");
  }

  /** Waits until nobody prepares, and something is prepared. */
  void awaitPrepared() throws Exception {
    awaitIdle();
    assertThat(prepared(".list")).exists();
  }

  /** Waits until nobody prepares. */
  private void awaitIdle() throws Exception {
    for (int turn = 0; isPreparing(); turn++) {
      assertThat(turn).as("times 20 ms, and somebody still prepares").isLessThan(3000);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private boolean isPreparing() throws IOException {
    Path caches = folder.resolve("my home/.cache/regress");
    if (!Files.isDirectory(caches)) {
      return false;
    }
    try (Stream<Path> files = Files.list(caches)) {
      return files.anyMatch(file -> file.toString().endsWith(".lock"));
    }
  }
}
