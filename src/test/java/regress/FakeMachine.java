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
   * Prints its kind, then its arguments, then its input, with a zero byte behind each: light and
   * cached are without TornadoVM, plain and prepared with it. What FAKE holds is done first where
   * this is a start of that kind.
   */
  private static final String JAVA =
      """
      #!/bin/bash
      [ "$1" != -version ] || exec echo "openjdk version \\"${FAKE_VERSION:-25.0.1}\\" 2025-10-21" >&2
      say() { echo "$1" >"$mark"; }
      kind=light mark=
      [[ $0 != */image/bin/java ]] || kind=prepared
      for word in "$@"; do
        case "$word" in
          -XX:AOTCacheOutput=*) echo classes >"${word#*=}" ;;
          -XX:AOTCache=*.aot) kind=cached ;;
          --module-path) kind=plain ;;
          -Dregress.mark=*) mark=${word#*=} ;;
        esac
      done
      while [ "$1" != -jar ]; do shift; done
      shift 2
      [[ -z "$mark" || ,${FAKE_KIND:-prepared,cached}, != *,$kind,* ]] || eval "${FAKE:-}"
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

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
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
  }

  /** Starts the command in a folder, its input and output in files. */
  Process start(Path where, Path input, Path out, Path err, String... arguments)
      throws IOException {
    return start("run.sh", where, input, out, err, arguments);
  }

  private Process start(
      String script, Path where, Path input, Path out, Path err, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("bash"));
    command.add(Path.of("scripts", script).toAbsolutePath().toString());
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
    return run("run.sh", where, arguments);
  }

  private Ended run(String script, Path where, String... arguments) throws Exception {
    Path input = Files.writeString(folder.resolve("in"), "input", UTF_8);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = start(script, where, input, out, err, arguments);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the command ended").isTrue();
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** What scripts/prepare.sh says. */
  Ended prepareIn(Path where) throws Exception {
    return run("prepare.sh", where);
  }

  /** Begins to prepare, and does not wait. */
  Process beginToPrepare() throws IOException {
    Path nowhere = Path.of("/dev/null");
    return start("prepare.sh", folder, nowhere, nowhere, nowhere);
  }

  /** Prepares, and returns the folder of what that made. */
  Path prepare() throws Exception {
    Ended ended = prepareIn(folder);
    assertThat(ended.status()).as(ended.err()).isZero();
    try (Stream<Path> files = Files.list(folder.resolve("my home/.cache/regress"))) {
      return files
          .filter(file -> file.toString().matches(".*/fast-\\d+"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Puts the cache that the build makes beside the jar. */
  Path cache() throws IOException {
    return write("the jar.aot", "classes");
  }
}
