package regress.internal.tornado;

import regress.engine.EngineException;
import regress.internal.engine.ArraySize;

/**
 * What a plan's arrays take on its device, from their sizes alone. In double, which no shape
 * overflows.
 *
 * @param bytes bytes of all arrays
 * @param arrayBytes bytes of the largest
 * @param arrayLength length of the longest
 */
record Footprint(double bytes, double arrayBytes, double arrayLength) {
  /** More than TornadoVM puts before an array's values. */
  private static final int HEADER = 64;

  static final Footprint NONE = new Footprint(0, 0, 0);

  /** Of a plan that has all its rows on the device at once. */
  static Footprint of(PlanKey key) {
    DeviceArrays arrays = DeviceArrays.counted(key.purpose());
    if (key.blocks() > 0) {
      BatchPass.of(key, arrays);
    } else {
      RowPass.of(key, arrays);
    }
    return arrays.footprint();
  }

  /**
   * Most rows, at most all, that may be on the device at a time.
   *
   * @throws EngineException if it is not even one
   */
  static int mostRows(PlanKey key) {
    int rows = 0;
    int tooMany = key.rows();
    if (of(key.with(tooMany)).fits(key.memory())) {
      return tooMany;
    }
    while (tooMany - rows > 1) {
      int middle = rows + (tooMany - rows) / 2;
      if (of(key.with(middle)).fits(key.memory())) {
        rows = middle;
      } else {
        tooMany = middle;
      }
    }
    if (rows == 0) {
      throw tooSmall(key);
    }
    return rows;
  }

  private static EngineException tooSmall(PlanKey key) {
    return EngineException.failed(
        "One row of %s features needs %s bytes on device %s, more than fit into an array or into the %s bytes that may be used. Allow more device memory, or choose engine jvm."
            .formatted(
                key.features(),
                Math.round(of(key.with(1)).bytes()),
                key.device().id(),
                key.memory().bytes()),
        null);
  }

  /** Whether such a plan can be. */
  boolean fits(Memory memory) {
    return bytes <= memory.bytes()
        && arrayBytes < memory.arrayBytes()
        && arrayLength <= ArraySize.MOST;
  }

  /** With one more array. */
  Footprint with(double length, int valueBytes) {
    double size = length * valueBytes + HEADER;
    return new Footprint(bytes + size, Math.max(arrayBytes, size), Math.max(arrayLength, length));
  }
}
