package regress.engine;

import java.util.List;

/** The kernels as plain Java, over all processors: the engine that is always there. */
public final class JvmEngine implements Engine {
  @Override
  public String name() {
    return "jvm";
  }

  @Override
  public List<Device> devices() {
    Runtime runtime = Runtime.getRuntime();
    return List.of(
        new Device(
            "host",
            "JVM",
            System.getProperty("java.vm.name") + " " + Runtime.version().feature(),
            "CPU",
            runtime.availableProcessors(),
            runtime.maxMemory()));
  }

  @Override
  public List<Mode> modes() {
    return List.of(Mode.FUSED, Mode.STEPWISE, Mode.GRAM);
  }

  @Override
  public Session open(List<Problem> problems, Placement where) {
    return new JvmSession(problems, where);
  }
}
