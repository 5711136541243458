package regress.internal.tornado.kernel;

import regress.internal.kernel.StopRule;
import uk.ac.manchester.tornado.api.types.collections.VectorFloat16;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * {@link VectorDescent32}'s sums over p features. A block's slopes stay in registers between its
 * two passes over the columns.
 */
final class Blocked32 implements VectorDescent32.Sums {
  static final VectorDescent32.Sums SUMS = new Blocked32();

  private Blocked32() {}

  @Override
  public void add(
      VectorLoss32 loss,
      int group,
      int share,
      VectorFloat16 x,
      VectorFloat16 y,
      VectorFloat16 lanes,
      float[] w,
      double[] sums,
      int to,
      double[] rule,
      int[] shape) {
    int own = group * shape[Groups.STRIDE];
    int p = shape[Groups.FEATURES];
    for (int j = 0; j < p + 2; j++) {
      sums[to + j] = 0;
    }
    int block = Groups.first(share, shape);
    int end = Groups.first(share + 1, shape);
    int last = shape[Groups.BLOCKS] - 1;
    Float16 parameter = Lanes.all((float) rule[StopRule.PARAMETER]);
    while (block < end) {
      int stop = end - block > shape[Groups.RUN] ? block + shape[Groups.RUN] : end;
      for (int j = 0; j < p; j++) {
        lanes.set(own + j, Lanes.all(0f));
      }
      Float16 ones = Lanes.all(0f);
      Float16 values = Lanes.all(0f);
      for (; block < stop; block++) {
        int i = block * Groups.VECTORS;
        int column = i * p;
        Float16 b = Lanes.all(w[own]);
        Float16 r0 = Float16.sub(b, y.get(i));
        Float16 r1 = Float16.sub(b, y.get(i + 1));
        Float16 r2 = Float16.sub(b, y.get(i + 2));
        Float16 r3 = Float16.sub(b, y.get(i + 3));
        for (int j = 0; j < p; j++) {
          Float16 a = Lanes.all(w[own + j + 1]);
          int k = column + j * Groups.VECTORS;
          r0 = Float16.add(r0, Float16.mult(x.get(k), a));
          r1 = Float16.add(r1, Float16.mult(x.get(k + 1), a));
          r2 = Float16.add(r2, Float16.mult(x.get(k + 2), a));
          r3 = Float16.add(r3, Float16.mult(x.get(k + 3), a));
        }
        if (block == last) {
          int weights = i + Groups.VECTORS;
          r0 = Float16.mult(r0, y.get(weights));
          r1 = Float16.mult(r1, y.get(weights + 1));
          r2 = Float16.mult(r2, y.get(weights + 2));
          r3 = Float16.mult(r3, y.get(weights + 3));
        }
        Float16 value =
            sum(
                loss.value(r0, parameter),
                loss.value(r1, parameter),
                loss.value(r2, parameter),
                loss.value(r3, parameter));
        values = Float16.add(values, value);
        Float16 s0 = loss.slope(r0, parameter);
        Float16 s1 = loss.slope(r1, parameter);
        Float16 s2 = loss.slope(r2, parameter);
        Float16 s3 = loss.slope(r3, parameter);
        ones = Float16.add(ones, sum(s0, s1, s2, s3));
        for (int j = 0; j < p; j++) {
          int k = column + j * Groups.VECTORS;
          Float16 dot =
              sum(
                  Float16.mult(s0, x.get(k)),
                  Float16.mult(s1, x.get(k + 1)),
                  Float16.mult(s2, x.get(k + 2)),
                  Float16.mult(s3, x.get(k + 3)));
          lanes.set(own + j, Float16.add(lanes.get(own + j), dot));
        }
      }
      sums[to] += Lanes.sum(ones);
      for (int j = 0; j < p; j++) {
        sums[to + j + 1] += Lanes.sum(lanes.get(own + j));
      }
      sums[to + p + 1] += Lanes.sum(values);
    }
  }

  private static Float16 sum(Float16 a, Float16 b, Float16 c, Float16 d) {
    return Float16.add(Float16.add(a, b), Float16.add(c, d));
  }
}
