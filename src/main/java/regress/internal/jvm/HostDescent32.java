package regress.internal.jvm;

import java.util.Arrays;
import java.util.stream.IntStream;
import regress.internal.crew.HostCrew;
import regress.internal.engine.ArraySize;
import regress.internal.engine.Descent;
import regress.internal.engine.Problem;
import regress.internal.engine.Sums;
import regress.internal.kernel.GradientDescent32;
import regress.internal.kernel.HostLoss32;
import regress.internal.kernel.HostShape;
import regress.internal.kernel.Loss32;
import regress.internal.kernel.Shape;
import regress.internal.kernel.SquaredLoss32;
import regress.internal.kernel.StopRule;

/**
 * {@link HostDescent} in float32: p tiles of features and one of the target for every tile of rows,
 * and arrays that a thread has for itself.
 */
record HostDescent32(
    Loss32 loss,
    float[][] x,
    float[][] y,
    float[] w,
    Scratch[] scratch,
    double[] values,
    double[] slopes,
    double[] gradient,
    double[] state,
    double[] rule,
    int[] shape)
    implements HostDescent {
  /**
   * Residuals of one block, tile by tile, which become slopes, and lanes of sums, all 0 between
   * blocks.
   */
  record Scratch(float[][] r, float[] values, float[] ones, float[] dots) {
    Scratch(int tiles) {
      this(
          new float[tiles][HostShape.TILE_ROWS],
          new float[HostShape.TILE_ROWS],
          new float[HostShape.TILE_ROWS],
          new float[HostShape.TILE_ROWS]);
    }
  }

  static HostDescent32 of(Problem problem, Loss32 loss, int[] shape, int threads) {
    int rows = problem.samples();
    int features = problem.featureCount();
    int tiles = HostShape.tiles(rows);
    float[][] x = new float[ArraySize.of(tiles, features)][];
    float[][] y = new float[tiles][];
    HostCrew.forEach(
        tiles,
        threads,
        tile -> {
          double[][] window = new double[features + 1][HostShape.tileRows(tile, rows)];
          problem.read(tile * HostShape.TILE_ROWS, window[features].length, window);
          for (int j = 0; j < features; j++) {
            x[tile * features + j] = Problem.float32(window[j]);
          }
          y[tile] = Problem.float32(window[features]);
        });
    int blockTiles = Math.min(tiles, shape[Shape.BLOCK_ROWS] / HostShape.TILE_ROWS);
    return new HostDescent32(
        loss,
        x,
        y,
        new float[features + 1],
        IntStream.range(0, threads)
            .mapToObj(rank -> new Scratch(isLine(loss, shape) ? 0 : blockTiles))
            .toArray(Scratch[]::new),
        new double[shape[Shape.BLOCKS]],
        new double[ArraySize.of(shape[Shape.BLOCKS], features + 1L)],
        new double[features + 1],
        new double[StopRule.STATE_LENGTH],
        new double[StopRule.RULE_LENGTH],
        shape);
  }

  @Override
  public void begin(Descent descent) {
    Problem.round(descent.start(), w);
    System.arraycopy(descent.rule(), 0, rule, 0, rule.length);
    Arrays.fill(state, 0);
  }

  @Override
  public int blocks() {
    return shape[Shape.BLOCKS];
  }

  @Override
  public void block(int block, int rank, boolean withLoss) {
    int first = block * (shape[Shape.BLOCK_ROWS] / HostShape.TILE_ROWS);
    int tiles = Math.min(shape[Shape.BLOCK_ROWS] / HostShape.TILE_ROWS, y.length - first);
    if (!isLine(loss, shape)) {
      features(block, first, tiles, withLoss, scratch[rank]);
    } else if (y.length > 1) {
      line(block, first, tiles, withLoss, scratch[rank]);
    } else {
      HostLoss32.shortLine(y[0].length, x[0], y[0], w, values, slopes);
    }
  }

  /** Whether a row is so little work that what it takes is worth a loop of its own. */
  private static boolean isLine(Loss32 loss, int[] shape) {
    return shape[Shape.FEATURES] == 1 && loss == SquaredLoss32.LOSS;
  }

  private void line(int block, int first, int tiles, boolean withLoss, Scratch own) {
    int end = first + tiles;
    int t = first;
    for (; !withLoss && isWhole(t + 1, end); t += 2) {
      HostLoss32.lineTwo(x, y, t, w, own.ones, own.dots);
    }
    for (; t < end; t++) {
      if (withLoss) {
        HostLoss32.lineAndLoss(y[t].length, x[t], y[t], w, own.values, own.ones, own.dots);
      } else {
        HostLoss32.line(y[t].length, x[t], y[t], w, own.ones, own.dots);
      }
    }
    int width = y[first].length;
    if (withLoss) {
      values[block] = HostLoss32.fold(own.values, width);
    }
    slopes[2 * block] = HostLoss32.fold(own.ones, width);
    slopes[2 * block + 1] = HostLoss32.fold(own.dots, width);
  }

  /** Whether this tile is one of a block's and has all its rows, as those before it have. */
  private boolean isWhole(int tile, int end) {
    return tile < end && y[tile].length == HostShape.TILE_ROWS;
  }

  private void features(int block, int first, int tiles, boolean withLoss, Scratch own) {
    int features = shape[Shape.FEATURES];
    int rows = (tiles - 1) * HostShape.TILE_ROWS + y[first + tiles - 1].length;
    for (int t = 0; t < tiles; t++) {
      residuals(first + t, own.r[t]);
    }
    double sum = loss.toSlopes(rows, own.r, withLoss, own.values, rule[StopRule.PARAMETER]);
    if (withLoss) {
      values[block] = sum;
    }
    int slope = block * (features + 1);
    slopes[slope] = HostLoss32.sum(rows, own.r, 0, own.ones);
    for (int j = 0; j < features; j++) {
      slopes[slope + j + 1] =
          HostLoss32.dot(rows, own.r, 0, x, first * features + j, features, own.dots);
    }
  }

  private void residuals(int tile, float[] r) {
    int features = shape[Shape.FEATURES];
    int rows = y[tile].length;
    int column = tile * features;
    HostLoss32.begin(rows, y[tile], w, r);
    int j = 0;
    for (; j < features - 3; j += 4) {
      HostLoss32.addFour(
          rows, x[column + j], x[column + j + 1], x[column + j + 2], x[column + j + 3], w, j, r);
    }
    for (; j < features; j++) {
      HostLoss32.add(rows, x[column + j], w, j, r);
    }
  }

  @Override
  public void step() {
    GradientDescent32.step(w, values, slopes, gradient, state, rule, shape);
  }

  @Override
  public Sums sums() {
    double[] total = new double[w.length];
    double value = 0;
    for (int block = 0; block < values.length; block++) {
      for (int j = 0; j < w.length; j++) {
        total[j] += slopes[block * w.length + j];
      }
      value += values[block];
    }
    return new Sums(total, value);
  }

  @Override
  public double[] parameters() {
    return Problem.toDoubles(w);
  }
}
