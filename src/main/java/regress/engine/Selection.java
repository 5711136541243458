package regress.engine;

import java.util.stream.Collectors;

/** Resolves what a user asked of an engine against what the engine has. */
public final class Selection {

  private Selection() {}

  /**
   * The engine's preferred mode for {@link Mode#AUTO}, else {@code wanted}.
   *
   * @throws EngineException if the engine has no such mode
   */
  public static Mode mode(Engine engine, Mode wanted) {
    if (wanted == Mode.AUTO) {
      return engine.modes().getFirst();
    }
    if (!engine.modes().contains(wanted)) {
      throw EngineException.notThere(
          "The "
              + engine.name()
              + " engine has no mode '"
              + wanted
              + "'. Choose auto or "
              + engine.modes().stream().map(Mode::toString).collect(Collectors.joining(" or "))
              + ".");
    }
    return wanted;
  }

  /**
   * The engine's default device for {@link Engines#AUTO}, else the one of that id, in upper or
   * lower case.
   *
   * @throws EngineException if the engine has no such device
   */
  public static Device device(Engine engine, String id) {
    return engine.devices().stream()
        .filter(device -> id.equals(Engines.AUTO) || device.id().equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(
            () ->
                EngineException.notThere(
                    "The "
                        + engine.name()
                        + " engine has no device '"
                        + id
                        + "'. Choose auto or "
                        + engine.devices().stream()
                            .map(Device::id)
                            .collect(Collectors.joining(" or "))
                        + "."));
  }
}
