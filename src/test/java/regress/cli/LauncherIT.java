package regress.cli;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import regress.LongForm;

/** The jar as TornadoVM's launcher starts it, for seconds each time. */
@LongForm
@Tag("device")
@EnabledIfEnvironmentVariable(named = "TORNADOVM_HOME", matches = ".+")
final class LauncherIT extends JarContract {
  LauncherIT() {
    super(Jar.onTornado(Jar.built()));
  }
}
