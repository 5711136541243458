package regress.engine;

import java.util.Locale;

/** The type of data and coefficients on the device; sums over samples are float64 in both. */
public enum Precision {
  /** 4 bytes a value, machine epsilon 2^-24. */
  FLOAT32(4),
  /** 8 bytes a value, machine epsilon 2^-53. */
  FLOAT64(8);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** Size of one value. */
  public int bytes() {
    return bytes;
  }

  /** The values as this type holds them, in their place. */
  public double[] round(double[] values) {
    if (this == FLOAT32) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) values[i];
      }
    }
    return values;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
