package regress;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import regress.engine.Choice;
import regress.engine.Engines;

/** Where auto disappoints, the log says so. */
final class ChosenEngine {
  /** What the log has been told: once a process is enough, however many fits there are. */
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private ChosenEngine() {}

  static void tell(Regression options, Choice choice) {
    Option.Where where =
        new Option.Where(choice.engine().name(), options.optimizer(), options.mode());
    if (options.engine().equals(Engines.AUTO)) {
      Engines.fallback().ifPresent(ChosenEngine::tellFallback);
      for (Option idle : options.idle(where)) {
        tell(idle + " " + idle.idleness(where).orElseThrow() + ".");
      }
    }
  }

  private static void tellFallback(String reason) {
    tell(reason + " The jvm engine fits instead; choose it by name to fit without this message.");
  }

  private static void tell(String message) {
    if (TOLD.add(message)) {
      System.getLogger("regress").log(Level.INFO, message);
    }
  }
}
