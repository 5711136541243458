package regress.internal.tornado.kernel;

import regress.internal.kernel.GradientDescent32;
import regress.internal.kernel.HuberLoss32;
import regress.internal.kernel.LinearLoss32;
import regress.internal.kernel.Loss32;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/** {@link HuberLoss32} of vectors, and all kernels of it. */
public final class HuberKernels32 implements VectorLoss32 {
  private static final VectorLoss32 VECTORS = new HuberKernels32();
  private static final VectorDescent32.Sums LINE = Line32.SUMS;
  private static final VectorDescent32.Sums BLOCKED = Blocked32.SUMS;
  private static final Loss32 NUMBERS = HuberLoss32.LOSS;

  public static final LossKernels32 ALL =
      new LossKernels32(
          (c, x, y, lanes, w, sums, state, rule, shape) ->
              VectorDescent32.first(LINE, VECTORS, c, x, y, lanes, w, sums, state, rule, shape),
          (c, x, y, lanes, w, sums, state, rule, shape) ->
              VectorDescent32.epoch(LINE, VECTORS, c, x, y, lanes, w, sums, state, rule, shape),
          (c, x, y, lanes, w, sums, state, rule, shape, meeting, control) ->
              VectorDescent32.train(
                  LINE, VECTORS, c, x, y, lanes, w, sums, state, rule, shape, meeting, control),
          (c, x, y, lanes, w, sums, state, rule, shape) ->
              VectorDescent32.first(BLOCKED, VECTORS, c, x, y, lanes, w, sums, state, rule, shape),
          (c, x, y, lanes, w, sums, state, rule, shape) ->
              VectorDescent32.epoch(BLOCKED, VECTORS, c, x, y, lanes, w, sums, state, rule, shape),
          (c, x, y, lanes, w, sums, state, rule, shape, meeting, control) ->
              VectorDescent32.train(
                  BLOCKED, VECTORS, c, x, y, lanes, w, sums, state, rule, shape, meeting, control),
          (c, x, y, residuals, w, gradient, sums, state, rule, shape) ->
              Grouped32.first(NUMBERS, c, x, y, residuals, w, sums, rule, shape),
          (c, x, y, residuals, w, gradient, sums, state, rule, shape) ->
              Grouped32.epoch(NUMBERS, c, x, y, residuals, w, gradient, sums, state, rule, shape),
          (c, x, y, residuals, w, gradient, sums, state, rule, shape, meeting) ->
              Grouped32.train(
                  NUMBERS, c, x, y, residuals, w, gradient, sums, state, rule, shape, meeting),
          (x, y, w, residuals, values, rule, shape, blocks) ->
              LinearLoss32.loss(NUMBERS, x, y, w, residuals, values, rule, shape, blocks),
          (x, y, w, residuals, values, slopes, gradient, state, rule, shape) ->
              GradientDescent32.train(
                  NUMBERS, x, y, w, residuals, values, slopes, gradient, state, rule, shape),
          (c, z, w, lanes, sums, rule, shape) ->
              BatchSums32.sums(VECTORS, c, z, w, lanes, sums, rule, shape));

  private HuberKernels32() {}

  @Override
  public Float16 value(Float16 r, Float16 parameter) {
    Float16 d = slope(r, parameter);
    return Float16.mult(d, Float16.add(r, Float16.sub(r, d)));
  }

  @Override
  public Float16 slope(Float16 r, Float16 parameter) {
    Float16 lowest = Float16.sub(Lanes.all(0f), parameter);
    return Float16.min(Float16.max(r, lowest), parameter);
  }
}
