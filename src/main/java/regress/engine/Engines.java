package regress.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds the engines on the class path, and is the one place that chooses among them. */
public final class Engines {
  /** Leaves the choice to us. */
  public static final String AUTO = "auto";

  /** Name of the engine that runs on TornadoVM's devices. */
  public static final String TORNADO = "tornado";

  /** Name of the engine that solves directly. */
  public static final String REFERENCE = "reference";

  /** The order in which {@link #AUTO} tries engines; the last is always there. */
  private static final List<String> PREFERENCE = List.of(TORNADO, "jvm");

  private Engines() {}

  /** Every engine, present on this machine or not: tornado, jvm, reference. */
  public static List<Engine> all() {
    return Found.ENGINES;
  }

  /** Looked for once: engines are stateless, and a fit may take less than a look on the disk. */
  private static final class Found {
    static final List<Engine> ENGINES = find();
  }

  private static List<Engine> find() {
    List<Engine> engines = new ArrayList<>();
    var providers = ServiceLoader.load(Engine.class, Engines.class.getClassLoader()).iterator();
    while (addNext(providers, engines)) {
      // Adding is all there is to do.
    }
    return List.copyOf(engines);
  }

  /**
   * A jar built without TornadoVM names the tornado engine all the same, and lacks its class: the
   * iterator throws where it would have handed it out, and goes on after it.
   */
  private static boolean addNext(Iterator<Engine> providers, List<Engine> engines) {
    try {
      return providers.hasNext() && engines.add(providers.next());
    } catch (ServiceConfigurationError e) {
      return engines.add(
          new AbsentEngine(
              TORNADO,
              "This regress was built without TornadoVM: for it, run \". ./tornado-env.sh --install\" and build again."));
    }
  }

  /**
   * The engine of a name, or for {@link #AUTO} the first of tornado and jvm that is there.
   *
   * @throws EngineException if no engine has this name, or the one named is absent
   */
  public static Engine choose(String name) {
    List<Engine> engines = all();
    if (name.equals(AUTO)) {
      return PREFERENCE.stream()
          .map(preferred -> named(preferred, engines))
          .filter(engine -> engine.absence().isEmpty())
          .findFirst()
          .orElseThrow();
    }
    Engine engine = named(name, engines);
    engine.absence().ifPresent(Engines::refuse);
    return engine;
  }

  private static void refuse(String reason) {
    throw EngineException.notThere(reason + " Choose engine auto or jvm to fit without it.");
  }

  private static Engine named(String name, List<Engine> engines) {
    return engines.stream()
        .filter(engine -> engine.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                EngineException.notThere(
                    "There is no engine '"
                        + name
                        + "'. Choose auto, "
                        + engines.stream().map(Engine::name).collect(Collectors.joining(", "))
                        + "."));
  }

  /** Why {@link #AUTO} does not choose TornadoVM here, or empty when it does. */
  public static Optional<String> fallback() {
    return named(TORNADO, all()).absence();
  }
}
