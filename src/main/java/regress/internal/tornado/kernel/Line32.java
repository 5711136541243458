package regress.internal.tornado.kernel;

import regress.internal.kernel.StopRule;
import uk.ac.manchester.tornado.api.types.collections.VectorFloat16;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/** {@link VectorDescent32}'s sums over one feature, all of them in registers. */
final class Line32 implements VectorDescent32.Sums {
  static final VectorDescent32.Sums SUMS = new Line32();

  private Line32() {}

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
    Float16 b = Lanes.all(w[own]);
    Float16 a = Lanes.all(w[own + 1]);
    Float16 parameter = Lanes.all((float) rule[StopRule.PARAMETER]);
    int i = Groups.first(share, shape) * Groups.VECTORS;
    int end = Groups.first(share + 1, shape) * Groups.VECTORS;
    int last = (shape[Groups.BLOCKS] - 1) * Groups.VECTORS;
    int whole = Math.min(end, last);
    double ones = 0;
    double dots = 0;
    double values = 0;
    while (i < end) {
      Float16 one = Lanes.all(0f);
      Float16 dot = Lanes.all(0f);
      Float16 value = Lanes.all(0f);
      int stop = Math.min(i + shape[Groups.RUN] * Groups.VECTORS, whole);
      for (; i < stop; i++) {
        Float16 x0 = x.get(i);
        Float16 r = residual(a, b, x0, y.get(i));
        Float16 slope = loss.slope(r, parameter);
        one = Float16.add(one, slope);
        dot = Float16.add(dot, Float16.mult(slope, x0));
        value = Float16.add(value, loss.value(r, parameter));
      }
      // Behind the whole blocks, if the last one is this group's.
      stop = i < whole ? i : end;
      for (; i < stop; i++) {
        Float16 x0 = x.get(i);
        Float16 r = Float16.mult(residual(a, b, x0, y.get(i)), y.get(i + Groups.VECTORS));
        Float16 slope = loss.slope(r, parameter);
        one = Float16.add(one, slope);
        dot = Float16.add(dot, Float16.mult(slope, x0));
        value = Float16.add(value, loss.value(r, parameter));
      }
      ones += Lanes.sum(one);
      dots += Lanes.sum(dot);
      values += Lanes.sum(value);
    }
    sums[to] = ones;
    sums[to + 1] = dots;
    sums[to + 2] = values;
  }

  private static Float16 residual(Float16 a, Float16 b, Float16 x, Float16 y) {
    return Float16.sub(Float16.add(Float16.mult(x, a), b), y);
  }
}
