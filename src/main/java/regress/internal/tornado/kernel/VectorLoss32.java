package regress.internal.tornado.kernel;

import regress.internal.kernel.Loss32;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/** A {@link Loss32} of 16 rows at a time, lane by lane. */
interface VectorLoss32 {

  /**
   * @param parameter the loss's own in every lane
   */
  Float16 value(Float16 r, Float16 parameter);

  /** Half of value's derivative in r. */
  Float16 slope(Float16 r, Float16 parameter);
}
