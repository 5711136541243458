package regress.bench;

import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Kernels that do nothing useful. */
final class Kernels {

  private Kernels() {}

  /** Adds 1 to the first value. */
  static void nearlyNothing(IntArray counter) {
    for (@Parallel int i = 0; i < 1; i++) {
      counter.set(i, counter.get(i) + 1);
    }
  }

  /** to = from, one chunk of contiguous values each iteration: the shape that CPU devices like. */
  static void copyChunks(FloatArray from, FloatArray to, IntArray chunk) {
    for (@Parallel int c = 0; c < from.getSize() / 65536; c++) {
      int length = chunk.get(0);
      for (int i = 0; i < length; i++) {
        to.set(c * length + i, from.get(c * length + i));
      }
    }
  }

  /** to = from, one value each iteration: the shape that GPUs like. */
  static void copyValues(FloatArray from, FloatArray to) {
    for (@Parallel int i = 0; i < from.getSize(); i++) {
      to.set(i, from.get(i));
    }
  }
}
