package regress.tornado;

import regress.engine.Device;
import regress.engine.Mode;
import regress.engine.Precision;

/**
 * All that shapes a compiled plan; fits that agree in it share one.
 *
 * @param samples rows of one fit, or room for the rows of many
 * @param memory what the plan may take of the device's memory
 * @param blocks room for so many blocks of fits side by side, or 0 for one fit by itself
 */
record PlanKey(
    Mode mode,
    Precision precision,
    int samples,
    int features,
    Device device,
    Memory memory,
    int blocks) {

  /** One fit by itself. */
  PlanKey(Mode mode, Precision precision, int samples, int features, Device device, Memory memory) {
    this(mode, precision, samples, features, device, memory, 0);
  }

  /** One fit by itself, whose plan may take what it needs. */
  PlanKey(Mode mode, Precision precision, int samples, int features, Device device) {
    this(mode, precision, samples, features, device, Memory.ANY);
  }

  /** The same fits laid out another way. */
  PlanKey with(Mode other) {
    return new PlanKey(other, precision, samples, features, device, memory, blocks);
  }

  /** Fits of so many rows. */
  PlanKey with(int rows) {
    return new PlanKey(mode, precision, rows, features, device, memory, blocks);
  }

  /** The same fits in another share of the memory. */
  PlanKey with(Memory other) {
    return new PlanKey(mode, precision, samples, features, device, other, blocks);
  }
}
