package regress.cli;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.concurrent.Callable;
import java.util.jar.JarFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code regress}: without a command, the seed problem by every engine and mode. */
@Command(
    name = "regress",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = RootCommand.Version.class,
    // A header, for commands inherit the description if they have none of their own.
    header = {
      "Fits regressions from tables, on the JVM or on TornadoVM's devices.",
      "",
      "Without a command: solves the seed problem with every engine and mode that is there, and"
          + " prints what they take.",
      ""
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:success", "1:the fit failed or diverged", "2:wrong usage"})
final class RootCommand implements Callable<Integer> {
  private final Streams streams;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean debug;

  RootCommand(Streams streams) {
    this.streams = streams;
  }

  boolean debug() {
    return debug;
  }

  @Override
  public Integer call() {
    return new Comparison(streams).run();
  }

  /**
   * The version that the jar's manifest states. Java does not read that of a jar on the module
   * path, where TornadoVM may put ours.
   */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"regress " + version()};
    }
  }

  static String version() {
    try {
      var place = new File(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (!place.isFile()) {
        return "(not a jar)";
      }
      try (var jar = new JarFile(place)) {
        return jar.getManifest().getMainAttributes().getValue("Implementation-Version");
      }
    } catch (IOException | URISyntaxException e) {
      return "(unknown)";
    }
  }
}
