package regress.internal.tornado.kernel;

import uk.ac.manchester.tornado.api.types.vectors.Double8;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/** What vectors need beside arithmetic. Device compilers inline all of it. */
final class Lanes {

  private Lanes() {}

  /** One value in every lane. (TornadoVM cannot compile {@code new Float16()} with a loop.) */
  static Float16 all(float v) {
    return new Float16(v, v, v, v, v, v, v, v, v, v, v, v, v, v, v, v);
  }

  /** One value in every lane. */
  static Double8 all(double v) {
    return new Double8(v, v, v, v, v, v, v, v);
  }

  /** The sum of the lanes in float64, added as a tree: four dependent additions, not fifteen. */
  static double sum(Float16 v) {
    double a = ((double) v.getS0() + v.getS1()) + ((double) v.getS2() + v.getS3());
    double b = ((double) v.getS4() + v.getS5()) + ((double) v.getS6() + v.getS7());
    double c = ((double) v.getS8() + v.getS9()) + ((double) v.getS10() + v.getS11());
    double d = ((double) v.getS12() + v.getS13()) + ((double) v.getS14() + v.getS15());
    return (a + b) + (c + d);
  }

  /** The sum of the lanes, added as a tree. */
  static double sum(Double8 v) {
    double a = (v.getS0() + v.getS1()) + (v.getS2() + v.getS3());
    double b = (v.getS4() + v.getS5()) + (v.getS6() + v.getS7());
    return a + b;
  }

  /** Adds the lanes to values from an index on, in float64. */
  static void addTo(double[] values, int at, Float16 v) {
    values[at + 0] += v.getS0();
    values[at + 1] += v.getS1();
    values[at + 2] += v.getS2();
    values[at + 3] += v.getS3();
    values[at + 4] += v.getS4();
    values[at + 5] += v.getS5();
    values[at + 6] += v.getS6();
    values[at + 7] += v.getS7();
    values[at + 8] += v.getS8();
    values[at + 9] += v.getS9();
    values[at + 10] += v.getS10();
    values[at + 11] += v.getS11();
    values[at + 12] += v.getS12();
    values[at + 13] += v.getS13();
    values[at + 14] += v.getS14();
    values[at + 15] += v.getS15();
  }

  /** Adds the lanes to values from an index on. */
  static void addTo(double[] values, int at, Double8 v) {
    values[at + 0] += v.getS0();
    values[at + 1] += v.getS1();
    values[at + 2] += v.getS2();
    values[at + 3] += v.getS3();
    values[at + 4] += v.getS4();
    values[at + 5] += v.getS5();
    values[at + 6] += v.getS6();
    values[at + 7] += v.getS7();
  }
}
