package regress.internal.optimizer;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import regress.engine.EngineException;
import regress.engine.Precision;
import regress.internal.crew.HostCrew;
import regress.internal.engine.Descent;
import regress.internal.engine.End;
import regress.internal.kernel.GramDescent;
import regress.internal.kernel.GramLines;
import regress.internal.kernel.StopRule;

/** Epochs on moments, whichever engine took them. */
record MomentEpochs(
    IntFunction<double[]> moments, List<Descent> descents, boolean single, End[] ends) {
  /** Fits of one feature that a thread takes at least, so that they fill vectors. */
  private static final int FEWEST = 16;

  /**
   * Runs descents of one number of features on all processors, each to the same bits as alone.
   * Moments, as they are settled, are asked for once, by any thread.
   */
  static List<End> run(IntFunction<double[]> moments, List<Descent> descents, Precision precision) {
    int fits = descents.size();
    boolean single = precision == Precision.FLOAT32;
    var epochs = new MomentEpochs(moments, descents, single, new End[fits]);
    boolean areLines = descents.getFirst().start().length == 2 && fits > 1;
    int threads = Runtime.getRuntime().availableProcessors();
    int packet = areLines ? Math.clamp(fits / threads + 1, FEWEST, GramLines.MOST) : 1;
    HostCrew.forEach(
        (fits + packet - 1) / packet,
        threads,
        k -> {
          int end = Math.min(fits, (k + 1) * packet);
          if (areLines) {
            epochs.lines(k * packet, end);
          } else {
            epochs.one(k);
          }
        });
    return Arrays.asList(epochs.ends);
  }

  private void one(int fit) {
    double[] square = moments.apply(fit);
    Descent descent = LearningRate.of(descents.get(fit), square);
    ends[fit] = begun(descent);
    GramDescent.run(square, ends[fit].parameters(), ends[fit].state(), descent.rule(), single);
    EngineException.requireUninterrupted();
  }

  private void lines(int first, int end) {
    double[][] squares = IntStream.range(first, end).mapToObj(moments).toArray(double[][]::new);
    double[][] rules = new double[squares.length][];
    for (int k = 0; k < squares.length; k++) {
      Descent descent = LearningRate.of(descents.get(first + k), squares[k]);
      rules[k] = descent.rule();
      ends[first + k] = begun(descent);
    }
    List<End> own = Arrays.asList(ends).subList(first, end);
    GramLines.run(
        squares,
        own.stream().map(End::parameters).toArray(double[][]::new),
        own.stream().map(End::state).toArray(double[][]::new),
        rules,
        single);
  }

  private static End begun(Descent descent) {
    return new End(descent.start().clone(), new double[StopRule.STATE_LENGTH], new double[0]);
  }
}
