package regress.internal.tornado.kernel;

import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.collections.VectorFloat16;

/**
 * Vectors that begin on a cache line of the device.
 *
 * <p>TornadoVM lays out an object in a buffer as the object's own fields, then its arrays. Those of
 * a VectorFloat16 alone are 24 bytes, an array's head is 16, so that every vector would lie across
 * two cache lines, which makes reading from a processor's caches a fifth to a quarter slower. 24
 * bytes more, of this object, and the vectors begin at byte 64.
 */
public final class Rows32 {
  /** Values in a vector. */
  public static final int LANES = 16;

  private final VectorFloat16 vectors;

  /** Fills up the object's 24 bytes: a head of 12, a reference and these. */
  private int padding;

  private int more;

  public Rows32(int length) {
    vectors = new VectorFloat16(length);
  }

  /** Themselves: asked for once a kernel, because TornadoVM counts what it inlines. */
  VectorFloat16 vectors() {
    return vectors;
  }

  /** The values of all vectors. */
  public FloatArray values() {
    return vectors.getArray();
  }
}
