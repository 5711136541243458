package regress.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The finished jar, started as a process of its own.
 *
 * @param launcher what stands before the jar's path
 * @param quoted whether the arguments travel in one {@code --params}
 * @param file the jar
 */
record Jar(List<String> launcher, boolean quoted, Path file) {
  private static final long LIMIT_SECONDS = 120;

  /** The jar that the build made. */
  static Path built() {
    return Path.of(System.getProperty("regress.jar")).toAbsolutePath();
  }

  /** By the running JVM's java. */
  static Jar onJava(Path file) {
    return new Jar(
        List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar"), false, file);
  }

  /** By TornadoVM's launcher. */
  static Jar onTornado(Path file) {
    Path launcher = Path.of(System.getenv("TORNADOVM_HOME"), "bin", "tornado");
    return new Jar(List.of(launcher.toString(), "-jar"), true, file);
  }

  /** The path of the running JVM's java. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Runs in the folder that holds the jar, and reads nothing. */
  Ran run(String... args) throws IOException, InterruptedException {
    Path nothing = Files.createTempFile("regress", ".in");
    try {
      return run(nothing, args);
    } finally {
      Files.delete(nothing);
    }
  }

  /** Runs in the folder that holds the jar, and reads a file as standard input. */
  Ran run(Path input, String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(launcher);
    command.add(file.getFileName().toString());
    command.addAll(quoted ? List.of("--params=" + String.join(" ", args)) : List.of(args));
    return start(command, input);
  }

  private Ran start(List<String> command, Path input) throws IOException, InterruptedException {
    Path out = Files.createTempFile("regress", ".out");
    Path err = Files.createTempFile("regress", ".err");
    try {
      var builder = new ProcessBuilder(command).directory(file.getParent().toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.redirectInput(input.toFile());
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end. " + Files.readString(err));
      }
      return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
