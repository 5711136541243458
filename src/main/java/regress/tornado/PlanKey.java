package regress.tornado;

import regress.engine.Device;
import regress.engine.Mode;
import regress.engine.Precision;

/**
 * All that shapes a compiled plan; fits that agree in it share one.
 *
 * @param samples rows of one fit, or room for the rows of many
 * @param blocks room for so many blocks of fits side by side, or 0 for one fit by itself
 */
record PlanKey(
    Mode mode, Precision precision, int samples, int features, Device device, int blocks) {

  PlanKey(Mode mode, Precision precision, int samples, int features, Device device) {
    this(mode, precision, samples, features, device, 0);
  }

  /** The same fits laid out another way. */
  PlanKey with(Mode other) {
    return new PlanKey(other, precision, samples, features, device, blocks);
  }
}
