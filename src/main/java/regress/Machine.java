package regress;

import java.util.List;
import java.util.Optional;
import regress.engine.EngineInfo;
import regress.internal.engine.Installed;

/** What there is to fit on. */
public final class Machine {
  private Machine() {}

  /** Every engine, present on this machine or not: tornado, jvm, reference. */
  public static List<EngineInfo> engines() {
    return Installed.all().stream()
        .map(
            engine ->
                new EngineInfo(engine.name(), engine.absence(), engine.devices(), engine.modes()))
        .toList();
  }

  /** Why engine auto is not tornado here, in one sentence, or empty where it is. */
  public static Optional<String> fallback() {
    return Installed.fallback();
  }

  /**
   * Gives back what engines keep for later fits: compiled code, and data on devices. Waits for fits
   * that are running; later ones take somewhat longer again.
   */
  public static void release() {
    Installed.release();
  }
}
