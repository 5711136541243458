package regress.tornado.kernel;

import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;

/**
 * Vectors that begin on a cache line of the device.
 *
 * <p>TornadoVM lays out an object in a buffer as the object's own fields, then its arrays. Those of
 * a VectorDouble8 alone are 24 bytes, an array's head is 16, so that every vector would lie across
 * two cache lines, which makes reading from a processor's caches a fifth to a quarter slower. 24
 * bytes more, of this object, and the vectors begin at byte 64.
 */
public final class Rows64 {
  /** Values in a vector. */
  public static final int LANES = 8;

  private final VectorDouble8 vectors;

  /** Fills up the object's 24 bytes: a head of 12, a reference and these. */
  private int padding;

  private int more;

  public Rows64(int length) {
    vectors = new VectorDouble8(length);
  }

  /** Themselves: asked for once a kernel, because TornadoVM counts what it inlines. */
  VectorDouble8 vectors() {
    return vectors;
  }

  /** The values of all vectors. */
  public DoubleArray values() {
    return vectors.getArray();
  }
}
