package regress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sources tornado-env.sh in real shells, on a machine made of fakes: a home, JDKs, SDKs and OpenCL
 * runtimes of its own, and package managers that only note what they are asked for.
 */
final class EnvironmentScriptIT {
  private static final Path PROJECT = Path.of("").toAbsolutePath();
  private static final String SDK = "5.2.0-jdk25-opencl";

  /** Its name, and so every path below it, holds a space. */
  @TempDir(factory = SpacedFolder.class)
  Path machine;

  private Path home;
  private Path jdks;
  private Path candidates;
  private final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void makeMachine() throws IOException {
    home = Files.createDirectories(machine.resolve("my home"));
    jdks = Files.createDirectories(machine.resolve("some jdks"));
    candidates = home.resolve(".sdkman/candidates/tornadovm");
    write(machine.resolve("vendors/fake.icd"), "libfake.so");
    write(machine.resolve("lib/libOpenCL.so.1"), "");
    for (String manager : List.of("apt-get", "dnf", "sudo")) {
      executable(
          machine.resolve("bin").resolve(manager), "echo \"$0 $*\" >>'" + asked() + "'; exit 1");
    }
    variables.put("HOME", home.toString());
    variables.put("PATH", machine.resolve("bin") + ":" + System.getenv("PATH"));
    variables.put("TMPDIR", machine.toString());
    variables.put("REGRESS_JDK_DIRS", jdks.toString());
    variables.put("REGRESS_SDK_DIRS", machine.resolve("opt").toString());
    variables.put("OCL_ICD_VENDORS", machine.resolve("vendors").toString());
    variables.put("LD_LIBRARY_PATH", machine.resolve("lib").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void picksTheJdkThatTheSdkIsMadeFor(String shell) throws Exception {
    jdk("21.0.9");
    Path fitting = jdk("25.0.1");
    jdk("26");
    Path sdk = sdk(candidates.resolve(SDK), "5.2.0-jdk25");

    Ended ended = source(shell, "");

    assertThat(ended.value("JAVA_HOME")).isEqualTo(fitting.toString());
    assertThat(ended.value("TORNADOVM_HOME")).isEqualTo(sdk.toString());
    assertThat(ended.value("PATH")).startsWith(sdk + "/bin:" + fitting + "/bin:");
    assertThat(ended.value("status")).isEqualTo("0");
    assertThat(ended.err().lines().toList())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("JDK ") && line.contains("25.0.1"))
        .anyMatch(line -> line.startsWith("TornadoVM ") && line.contains("5.2.0-jdk25 (opencl)"))
        .anyMatch(line -> line.startsWith("OpenCL ") && line.contains("fake.icd"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void leavesOutAnSdkForAnotherJdk(String shell) throws Exception {
    Path jdk = jdk("26.0.1");
    Path sdk = sdk(candidates.resolve(SDK), "5.2.0-jdk25");
    variables.put("TORNADOVM_HOME", sdk.toString());

    Ended ended = source(shell, "");

    assertThat(ended.value("TORNADOVM_HOME")).isEqualTo("unset");
    assertThat(ended.value("JAVA_HOME")).isEqualTo(jdk.toString());
    assertThat(ended.value("status")).isEqualTo("0");
    assertThat(ended.err()).contains("made for JDK 25, and there is no JDK 25 here", "--install");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void leavesOutAnSdkOfAnotherRelease(String shell) throws Exception {
    jdk("25.0.1");
    sdk(candidates.resolve("4.0.0-jdk25-opencl"), "4.0.0-jdk25");

    Ended ended = source(shell, "");

    assertThat(ended.value("TORNADOVM_HOME")).isEqualTo("unset");
    assertThat(ended.err()).contains("4.0.0-jdk25", "built for 5.x");
  }

  @Test
  void prefersWhatIsSetOverWhatIsFound() throws Exception {
    jdk("25.0.1");
    Path mine = jdk("25.0.2", machine.resolve("mine"));
    sdk(candidates.resolve(SDK), "5.2.0-jdk25");
    Path chosen = sdk(machine.resolve("my sdk"), "5.3.0-jdk25");
    variables.put("JAVA_HOME", mine.toString());
    variables.put("TORNADOVM_HOME", chosen.toString());

    Ended ended = source("bash", "");

    assertThat(ended.value("JAVA_HOME")).isEqualTo(mine.toString());
    assertThat(ended.value("TORNADOVM_HOME")).isEqualTo(chosen.toString());
  }

  @Test
  void saysThatTornadovmHomeIsNoSdk() throws Exception {
    jdk("25.0.1");
    variables.put("TORNADOVM_HOME", machine.resolve("nowhere").toString());

    Ended ended = source("bash", "");

    assertThat(ended.value("TORNADOVM_HOME")).isEqualTo("unset");
    assertThat(ended.err()).contains("nowhere holds no TornadoVM SDK");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void addsNothingTwice(String shell) throws Exception {
    Path jdk = jdk("25.0.1");
    Path sdk = sdk(candidates.resolve(SDK), "5.2.0-jdk25");

    Ended ended = source(shell, "", ". \"$SCRIPT\"", "cd /", ". \"$SCRIPT\"");

    assertThat(ended.value("PATH").split(":"))
        .containsOnlyOnce(jdk + "/bin")
        .containsOnlyOnce(sdk + "/bin");
    assertThat(ended.value("PATH")).endsWith(variables.get("PATH"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void outlivesAMachineWithoutAnything(String shell) throws Exception {
    Files.delete(machine.resolve("vendors/fake.icd"));

    Ended ended = source(shell, "");

    assertThat(ended.value("status")).isEqualTo("1");
    assertThat(ended.value("JAVA_HOME")).isEqualTo("unset");
    assertThat(ended.value("TORNADOVM_HOME")).isEqualTo("unset");
    assertThat(ended.value("PATH")).isEqualTo(variables.get("PATH"));
    assertThat(ended.err())
        .contains(
            "no JDK 21 or newer found", "regress uses the JVM alone", "no runtime", "--install");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void leavesTheOptionsOfTheShellAlone(String shell) throws Exception {
    jdk("25.0.1");
    String options = shell.equals("zsh") ? "setopt" : "{ shopt -p; set +o; }";

    Ended ended =
        run(shell, "set -u\n" + options + " >before\n. \"$SCRIPT\"\n" + options + " >after\n");

    assertThat(machine.resolve("after"))
        .hasSameTextualContentAs(machine.resolve("before"))
        .isNotEmptyFile();
    assertThat(ended.status()).isZero();
    assertThat(ended.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void hidesTheSdkOnRequest(String shell) throws Exception {
    Path jdk = jdk("25.0.1");
    sdk(candidates.resolve(SDK), "5.2.0-jdk25");

    Ended ended = source(shell, "", "REGRESS_NO_TORNADOVM=1", ". \"$SCRIPT\"");

    assertThat(ended.value("TORNADOVM_HOME")).isEqualTo("unset");
    assertThat(ended.value("PATH")).isEqualTo(jdk + "/bin:" + variables.get("PATH"));
    assertThat(ended.err()).contains("hidden by REGRESS_NO_TORNADOVM");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void runsTheJarWithoutTornadovm(String shell) throws Exception {
    jdk("25.0.1");
    Path jar = write(machine.resolve("a jar.jar"), "");
    variables.put("REGRESS_JAR", jar.toString());

    Ended ended =
        run(shell, ". \"$SCRIPT\" 2>/dev/null\nregress fit 'my cars.csv' --target '*' ''\n");

    assertThat(ended.out().lines().filter(line -> !line.matches("-(XX:|Dregress.mark=).*")))
        .containsExactly("-jar", jar.toString(), "fit", "my cars.csv", "--target", "*", "");
    assertThat(ended.status()).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void runsTheJarOnTornadovm(String shell) throws Exception {
    jdk("25.0.1");
    Path sdk = sdk(candidates.resolve(SDK), "5.2.0-jdk25");
    Path jar = write(machine.resolve("a jar.jar"), "");
    variables.put("REGRESS_JAR", jar.toString());

    Ended ended = run(shell, ". \"$SCRIPT\" 2>/dev/null\nregress seed --mode=fused 'my cars'\n");

    assertThat(ended.out().lines().filter(line -> !line.startsWith("-Dregress.mark=")))
        .containsExactly(
            "-server",
            "-Djava.library.path=" + sdk + "/lib",
            "--module-path",
            sdk + "/share/java/tornado",
            "--add-modules",
            "tornado.runtime,tornado.annotation",
            "--add-exports=java.base/sun.misc=tornado.runtime",
            "-Dtornado.recover.bailout=false",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            jar.toString(),
            "seed",
            "--mode=fused",
            "my cars");
    assertThat(ended.status()).isEqualTo(42);
  }

  @Test
  void saysHowToGetTheJar() throws Exception {
    jdk("25.0.1");
    variables.put("REGRESS_JAR", machine.resolve("none.jar").toString());

    Ended ended = run("bash", ". \"$SCRIPT\" 2>/dev/null\nregress\n");

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("none.jar is not there", "mvn");
  }

  @Test
  void installsFromAFile() throws Exception {
    Path jdk = jdk("25.0.1");
    Path zip = archive("5.2.0-jdk25");
    variables.put("REGRESS_TORNADOVM_URL", zip.toUri().toString());
    variables.put("REGRESS_TORNADOVM_SHA256", sha256(zip));

    Ended ended = install("bash");

    assertThat(ended.err())
        .contains("SHA-256 is the one", "TornadoVM installed", "nothing is missing");
    assertThat(ended.value("status")).isEqualTo("0");
    assertThat(ended.value("JAVA_HOME")).isEqualTo(jdk.toString());
    assertThat(ended.value("TORNADOVM_HOME")).isEqualTo(candidates.resolve("current").toString());
    assertThat(candidates.resolve("current").toRealPath())
        .isEqualTo(candidates.resolve(SDK).toRealPath());
    assertThat(candidates.resolve(SDK).resolve("bin/tornado")).isExecutable();
    assertThat(inside(candidates)).containsExactlyInAnyOrder("current", SDK);
    assertThat(asked()).doesNotExist();

    Ended again = install("bash");

    assertThat(again.value("status")).isEqualTo("0");
    assertThat(again.err()).doesNotContain("downloading").contains("nothing is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void installsOverHttpAndOwnsUpToNotVerifying(String shell) throws Exception {
    jdk("25.0.1");
    Path zip = archive("5.2.0-jdk25");
    try (Served served = Served.of(zip)) {
      variables.put("REGRESS_TORNADOVM_URL", served.address("/sdk.zip"));

      Ended ended = install(shell);

      assertThat(ended.err()).contains("NOT VERIFIED", sha256(zip), "TornadoVM installed");
      assertThat(ended.value("TORNADOVM_HOME")).isEqualTo(candidates.resolve("current").toString());
    }
  }

  @Test
  void installsTheSdkForTheJdkThatIsThere() throws Exception {
    jdk("21.0.9");
    Path zip = archive("5.2.0-jdk21");
    variables.put("REGRESS_TORNADOVM_URL", zip.toUri().toString());

    Ended ended = install("bash");

    assertThat(ended.value("status")).isEqualTo("0");
    assertThat(inside(candidates)).containsExactlyInAnyOrder("current", "5.2.0-jdk21-opencl");
  }

  @Test
  void refusesAnotherChecksum() throws Exception {
    Path zip = archive("5.2.0-jdk25");
    variables.put("REGRESS_TORNADOVM_SHA256", "0".repeat(64));

    assertRefused(zip.toUri().toString(), "REGRESS_TORNADOVM_SHA256 says 000");
  }

  @Test
  void refusesATruncatedArchive() throws Exception {
    Path zip = archive("5.2.0-jdk25");
    byte[] whole = Files.readAllBytes(zip);
    Files.write(zip, Arrays.copyOf(whole, whole.length / 2));

    assertRefused(zip.toUri().toString(), "cannot be unpacked");
  }

  @Test
  void refusesAnArchiveThatIsNoSdk() throws Exception {
    Path zip = zip(Map.of("holiday/photo.jpg", "a beach"));

    assertRefused(zip.toUri().toString(), "holds no TornadoVM 5.x SDK");
  }

  @Test
  void refusesAnotherVersionThanAskedFor() throws Exception {
    Path zip = archive("5.1.0-jdk25");

    assertRefused(
        zip.toUri().toString(), "holds TornadoVM 5.1.0-jdk25, and 5.2.0-jdk25 was asked for");
  }

  @Test
  void refusesUnprotectedAddresses() throws Exception {
    assertRefused("http://127.0.0.1.example.org/sdk.zip", "not an https: or file: address");
  }

  @Test
  void refusesWhatTheServerDoesNotHave() throws Exception {
    try (Served served = Served.of(archive("5.2.0-jdk25"))) {
      assertRefused(served.address("/elsewhere.zip"), "the download failed");
    }
  }

  @Test
  void leavesAnOlderSdkAloneWhenTheNewOneIsRefused() throws Exception {
    Path old = sdk(candidates.resolve("5.2.0-jdk21-opencl"), "5.2.0-jdk21");
    Path link = Files.createSymbolicLink(candidates.resolve("current"), old.getFileName());
    jdk("25.0.1");
    variables.put("REGRESS_TORNADOVM_URL", zip(Map.of("a", "b")).toUri().toString());

    Ended ended = install("bash");

    assertThat(ended.value("status")).isEqualTo("1");
    assertThat(inside(candidates)).containsExactlyInAnyOrder("current", "5.2.0-jdk21-opencl");
    assertThat(Files.readSymbolicLink(link)).isEqualTo(old.getFileName());
  }

  @Test
  void takesTheSdkFromSdkmanWhereThereIsOne() throws Exception {
    jdk("25.0.1");
    Path stock = sdk(machine.resolve("stock"), "5.2.0-jdk25");
    write(
        home.resolve(".sdkman/bin/sdkman-init.sh"),
        "sdk() { echo \"sdk $*\" >>'%s'; mkdir -p '%s'; cp -r '%s' '%s'; }\n"
            .formatted(asked(), candidates, stock, candidates.resolve(SDK)));

    Ended ended = source("bash", "--install");

    assertThat(asked()).hasContent("sdk install tornadovm " + SDK);
    assertThat(ended.value("status")).isEqualTo("0");
    assertThat(ended.value("TORNADOVM_HOME")).isEqualTo(candidates.resolve(SDK).toString());
  }

  @Test
  void asksTheSystemForAJdkAndForPoclAndSaysThatItFailed() throws Exception {
    Files.delete(machine.resolve("vendors/fake.icd"));
    sdk(candidates.resolve(SDK), "5.2.0-jdk25");

    Ended ended = source("bash", "--install");

    assertThat(ended.value("status")).isEqualTo("1");
    assertThat(ended.err())
        .contains("no JDK 25 could be installed", "no OpenCL runtime could be installed");
    assertThat(asked()).content().contains("openjdk-25-jdk-headless").contains("pocl-opencl-icd");
  }

  /** Unpacking falls back to the JDK's jar; downloading has nothing to fall back to. */
  private Ended install(String shell) throws Exception {
    assumeTrue(installed("curl"), "curl is not installed");
    return source(shell, "--install");
  }

  private void assertRefused(String address, String reason) throws Exception {
    jdk("25.0.1");
    variables.put("REGRESS_TORNADOVM_URL", address);

    Ended ended = install("bash");

    assertThat(ended.err()).contains(reason, "nothing of it was left behind");
    assertThat(ended.value("status")).isEqualTo("1");
    assertThat(ended.value("TORNADOVM_HOME")).isEqualTo("unset");
    assertThat(ended.value("JAVA_HOME")).isNotEqualTo("unset");
    assertThat(home.resolve(".sdkman")).doesNotExist();
  }

  /**
   * Sources the script with an argument, runs further lines, and prints what became of the
   * variables.
   */
  private Ended source(String shell, String argument, String... lines) throws Exception {
    List<String> script = new ArrayList<>(List.of(". \"$SCRIPT\" " + argument));
    script.add("result=$?");
    script.addAll(List.of(lines));
    script.add("printf 'status=%s\\n' \"$result\"");
    for (String variable : List.of("JAVA_HOME", "TORNADOVM_HOME", "PATH")) {
      script.add("printf '%s=%%s\\n' \"${%s-unset}\"".formatted(variable, variable));
    }
    return run(shell, String.join("\n", script));
  }

  private Ended run(String shell, String script) throws Exception {
    assumeTrue(installed(shell), shell + " is not installed");
    List<String> command =
        switch (shell) {
          case "zsh" -> List.of("zsh", "-f", "-c", script);
          default -> List.of("bash", "--norc", "-c", script);
        };
    ProcessBuilder builder = new ProcessBuilder(command).directory(machine.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.environment().put("SCRIPT", PROJECT.resolve("tornado-env.sh").toString());
    Path out = machine.resolve("stdout");
    Path err = machine.resolve("stderr");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the shell ended").isTrue();
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static boolean installed(String shell) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
  }

  private Path jdk(String version) throws IOException {
    return jdk(version, jdks.resolve("jdk " + version));
  }

  /** A JDK whose java prints its arguments, one a line, and ends with status 42. */
  private static Path jdk(String version, Path folder) throws IOException {
    write(folder.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
    executable(folder.resolve("bin/java"), "printf '%s\\n' \"$@\"; exit 42");
    executable(folder.resolve("bin/javac"), "");
    executable(
        folder.resolve("bin/jar"), "exec '" + System.getProperty("java.home") + "/bin/jar' \"$@\"");
    return folder;
  }

  private static Path sdk(Path folder, String version) throws IOException {
    for (var file : sdkFiles(version).entrySet()) {
      write(folder.resolve(file.getKey()), file.getValue());
    }
    return folder;
  }

  private static Map<String, String> sdkFiles(String version) {
    return Map.of(
        "etc/tornado.release",
        "version=" + version + "\nbranch=UNKNOWN\n",
        "etc/tornado.backend",
        "tornado.backends=opencl-backend\n",
        "bin/tornado",
        "#!/bin/sh\n",
        "share/java/tornado/tornado-api-" + version + ".jar",
        "",
        "tornado-argfile.template",
        """
            # === JVM mode ===
            -server
            -Djava.library.path=${TORNADOVM_HOME}/lib

            --module-path .:${TORNADOVM_HOME}/share/java/tornado
            --add-modules ALL-SYSTEM,tornado.runtime,tornado.annotation
            --add-exports=java.base/sun.misc=tornado.runtime
            """);
  }

  private Path archive(String version) throws IOException {
    Map<String, String> files = new HashMap<>();
    sdkFiles(version).forEach((name, text) -> files.put("tornadovm-" + version + "/" + name, text));
    return zip(files);
  }

  private Path zip(Map<String, String> files) throws IOException {
    Path zip = machine.resolve("an archive.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (var file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue().getBytes(UTF_8));
        out.closeEntry();
      }
    }
    return zip;
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static void executable(Path file, String body) throws IOException {
    write(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static List<String> inside(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** The file in which the fake package managers note what they are asked for. */
  private Path asked() {
    return machine.resolve("asked");
  }

  /** How a shell ended, and what it printed. */
  private record Ended(int status, String out, String err) {
    String value(String variable) {
      return out.lines()
          .filter(line -> line.startsWith(variable + "="))
          .map(line -> line.substring(variable.length() + 1))
          .findFirst()
          .orElseThrow(() -> new AssertionError("the shell did not reach its end: " + this));
    }
  }

  /** A file behind an HTTP server on this machine. */
  private record Served(HttpServer server) implements AutoCloseable {
    static Served of(Path file) throws IOException {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/sdk.zip",
          exchange -> {
            exchange.sendResponseHeaders(200, Files.size(file));
            try (OutputStream body = exchange.getResponseBody()) {
              Files.copy(file, body);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      server.start();
      return new Served(server);
    }

    String address(String path) {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path).toString();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  /** Makes temporary folders with a space in their name. */
  static final class SpacedFolder implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
        throws IOException {
      return Files.createTempDirectory("a machine").toRealPath();
    }
  }
}
