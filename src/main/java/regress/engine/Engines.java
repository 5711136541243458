package regress.engine;

/** The names of engines, which execute passes over rows. */
public final class Engines {
  /** Leaves the choice to us. */
  public static final String AUTO = "auto";

  /** Name of the engine that runs on TornadoVM's devices. */
  public static final String TORNADO = "tornado";

  /** Name of the engine that needs nothing but Java. */
  public static final String JVM = "jvm";

  /** Name of the engine that solves directly. */
  public static final String REFERENCE = "reference";

  private Engines() {}
}
