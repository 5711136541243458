package regress.tornado.kernel;

import regress.kernel.Loss32;
import regress.kernel.SquaredLoss32;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/** {@link SquaredLoss32} of vectors, and all kernels of it. */
public final class SquaredKernels32 implements VectorLoss32 {
  private static final VectorLoss32 VECTORS = new SquaredKernels32();
  private static final Loss32 NUMBERS = SquaredLoss32.LOSS;

  public static final LossKernels32 ALL =
      new LossKernels32(
          (c, x, y, lanes, w, sums, state, rule, shape) ->
              Line32.first(VECTORS, c, x, y, w, sums, state, rule, shape),
          (c, x, y, lanes, w, sums, state, rule, shape) ->
              Line32.epoch(VECTORS, c, x, y, w, sums, state, rule, shape),
          (c, x, y, lanes, w, sums, state, rule, shape, meeting, control) ->
              Line32.train(VECTORS, c, x, y, w, sums, state, rule, shape, meeting, control),
          (c, x, y, lanes, w, sums, state, rule, shape) ->
              Blocked32.first(VECTORS, c, x, y, lanes, w, sums, state, rule, shape),
          (c, x, y, lanes, w, sums, state, rule, shape) ->
              Blocked32.epoch(VECTORS, c, x, y, lanes, w, sums, state, rule, shape),
          (c, x, y, lanes, w, sums, state, rule, shape, meeting, control) ->
              Blocked32.train(
                  VECTORS, c, x, y, lanes, w, sums, state, rule, shape, meeting, control),
          (c, x, y, residuals, w, gradient, sums, state, rule, shape) ->
              Grouped32.first(NUMBERS, c, x, y, residuals, w, sums, rule, shape),
          (c, x, y, residuals, w, gradient, sums, state, rule, shape) ->
              Grouped32.epoch(NUMBERS, c, x, y, residuals, w, gradient, sums, state, rule, shape),
          (c, x, y, residuals, w, gradient, sums, state, rule, shape, meeting) ->
              Grouped32.train(
                  NUMBERS, c, x, y, residuals, w, gradient, sums, state, rule, shape, meeting),
          SquaredLoss32::loss,
          SquaredLoss32::train,
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
