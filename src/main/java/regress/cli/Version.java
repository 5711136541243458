package regress.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.jar.Manifest;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest states. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "regress " + Optional.ofNullable(version != null ? version : ofModule()).orElse("(not a jar)")
    };
  }

  /** Java does not read the manifest of a jar on the module path, where TornadoVM may put ours. */
  private static String ofModule() throws IOException {
    if (!Main.class.getModule().isNamed()) {
      return null;
    }
    try (InputStream in = Main.class.getModule().getResourceAsStream("META-INF/MANIFEST.MF")) {
      return in == null
          ? null
          : new Manifest(in).getMainAttributes().getValue("Implementation-Version");
    }
  }
}
