package regress.tornado;

import regress.engine.Device;
import regress.engine.Mode;
import regress.engine.Precision;

/** All that shapes a compiled plan; fits that agree in it share one. */
record PlanKey(Mode mode, Precision precision, int samples, int features, Device device) {

  /** The same fits laid out another way. */
  PlanKey with(Mode other) {
    return new PlanKey(other, precision, samples, features, device);
  }
}
