package regress.internal.tornado.kernel;

import regress.internal.kernel.GradientDescent32;
import regress.internal.kernel.LinearLoss32;
import regress.internal.kernel.Loss32;
import regress.internal.kernel.SquaredLoss32;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/** {@link SquaredLoss32} of vectors, and all kernels of it. */
public final class SquaredKernels32 implements VectorLoss32 {
  private static final VectorLoss32 VECTORS = new SquaredKernels32();
  private static final VectorDescent32.Sums LINE = Line32.SUMS;
  private static final VectorDescent32.Sums BLOCKED = Blocked32.SUMS;
  private static final Loss32 NUMBERS = SquaredLoss32.LOSS;

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

  private SquaredKernels32() {}

  @Override
  public Float16 value(Float16 r, Float16 parameter) {
    return Float16.mult(r, r);
  }

  @Override
  public Float16 slope(Float16 r, Float16 parameter) {
    return r;
  }
}
