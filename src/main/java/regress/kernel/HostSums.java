package regress.kernel;

/** Sums that are kept as lanes side by side, added up. */
public final class HostSums {

  private HostSums() {}

  /** The sum of the first {@code width} lanes, in float64 and a fixed order; leaves them 0. */
  public static double fold(float[] lanes, int width) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int k = 0;
    for (; k < width - 3; k += 4) {
      a += lanes[k];
      b += lanes[k + 1];
      c += lanes[k + 2];
      d += lanes[k + 3];
      lanes[k] = 0;
      lanes[k + 1] = 0;
      lanes[k + 2] = 0;
      lanes[k + 3] = 0;
    }
    for (; k < width; k++) {
      a += lanes[k];
      lanes[k] = 0;
    }
    return (a + b) + (c + d);
  }

  /** The sum of the first {@code width} lanes, in a fixed order; leaves them 0. */
  public static double fold(double[] lanes, int width) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int k = 0;
    for (; k < width - 3; k += 4) {
      a += lanes[k];
      b += lanes[k + 1];
      c += lanes[k + 2];
      d += lanes[k + 3];
      lanes[k] = 0;
      lanes[k + 1] = 0;
      lanes[k + 2] = 0;
      lanes[k + 3] = 0;
    }
    for (; k < width; k++) {
      a += lanes[k];
      lanes[k] = 0;
    }
    return (a + b) + (c + d);
  }
}
