package regress.engine;

import java.util.Locale;

/** Which code a TornadoVM device runs. */
public enum Kernels {
  /** Those made for the device's kind, or the plain ones where it cannot compile those. */
  AUTO,
  /** The {@code @Parallel} methods that define a loss, as they are: on every device. */
  PLAIN,
  /** Wide vectors, for CPUs. */
  VECTOR,
  /** Work-groups whose items read what lies side by side, for GPUs. */
  COALESCED;

  /** What these come to on a device; refused where they are not for its kind. */
  public Kernels on(Device device) {
    boolean isCpu = device.kind().equals("CPU");
    if (this == VECTOR && !isCpu) {
      throw EngineException.notThere(
          "The vector kernels are for CPUs, and device %s is none. Choose kernels auto, plain or coalesced."
              .formatted(device.id()));
    }
    return this != AUTO ? this : isCpu ? VECTOR : COALESCED;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
