package regress.engine;

import java.util.Optional;

/**
 * A device that an engine can run on.
 *
 * @param id the name users choose it by, which does not depend on which other devices there are:
 *     for example {@code "opencl:pthread"}, {@code "opencl:nvidia-h200"}, or {@code "host"}
 * @param backend what drives it, for example {@code "OpenCL"}; {@code "JVM"} for the host
 * @param name its maker's name for it
 * @param kind {@code "CPU"}, {@code "GPU"} or {@code "FPGA"}
 * @param computeUnits how many work-groups it runs at once, or processors the JVM sees
 * @param memoryBytes how much memory the engine may use on it
 * @param index what TornadoVM's own tools call it, for example {@code "0:1"}: a place among the
 *     devices that the environment shows; empty for the host
 */
public record Device(
    String id,
    String backend,
    String name,
    String kind,
    int computeUnits,
    long memoryBytes,
    Optional<String> index) {
  /** One that TornadoVM does not know. */
  public Device(
      String id, String backend, String name, String kind, int computeUnits, long memoryBytes) {
    this(id, backend, name, kind, computeUnits, memoryBytes, Optional.empty());
  }

  /**
   * Whether it executes launches in the calling thread, work-group after work-group: PoCL's device
   * {@code basic}, since PoCL 4 {@code cpu-minimal}. PoCL shows it beside the one with all cores
   * when the environment says {@code POCL_DEVICES="pthread basic"}.
   */
  public boolean isPrompt() {
    return name.startsWith("basic") || name.startsWith("cpu-minimal");
  }
}
