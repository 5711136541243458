package regress.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import regress.engine.Device;
import regress.engine.EngineException;
import regress.engine.Engines;
import regress.engine.Mode;

/** Finds the engines on the class path. */
public final class Installed {
  /** Looked for once: engines are stateless, and a fit may take less than a look on the disk. */
  private static final List<Engine> ALL = find();

  private Installed() {}

  /** Every engine, present on this machine or not: tornado, jvm, reference. */
  public static List<Engine> all() {
    return ALL;
  }

  /**
   * A jar built without TornadoVM names the tornado engine all the same, and lacks its class: the
   * iterator throws where it would have handed it out, and goes on after it.
   */
  private static List<Engine> find() {
    List<Engine> engines = new ArrayList<>();
    var providers = ServiceLoader.load(Engine.class, Installed.class.getClassLoader()).iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          return List.copyOf(engines);
        }
        engines.add(providers.next());
      } catch (ServiceConfigurationError e) {
        engines.add(
            new Absent(
                Engines.TORNADO,
                "This regress was built without TornadoVM: for it, run \". ./tornado-env.sh --install\" and build again."));
      }
    }
  }

  /** Stands for an engine that was not built in, so that asking for it has an answer. */
  private record Absent(String name, String reason) implements Engine {
    @Override
    public Optional<String> absence() {
      return Optional.of(reason);
    }

    @Override
    public List<Device> devices() {
      return List.of();
    }

    @Override
    public List<Mode> modes() {
      return List.of();
    }

    @Override
    public Session open(List<Problem> problems, Placement where) {
      throw EngineException.notThere(reason);
    }
  }

  /** The engine of a name, present on this machine or not; there must be one. */
  public static Engine named(String name) {
    return all().stream()
        .filter(engine -> engine.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                EngineException.notThere(
                    "There is no engine '%s'. Choose auto, %s."
                        .formatted(
                            name,
                            all().stream().map(Engine::name).collect(Collectors.joining(", ")))));
  }

  /**
   * Gives back what all engines keep for later fits: compiled code, and data on devices. Waits for
   * fits that are running; later ones take somewhat longer again.
   */
  public static void release() {
    all().forEach(Engine::release);
  }

  /** Why there is no TornadoVM here for {@link Engines#AUTO} to choose, or empty where there is. */
  public static Optional<String> fallback() {
    return named(Engines.TORNADO).absence();
  }
}
