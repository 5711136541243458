package regress.engine;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import regress.kernel.GramDescent;
import regress.kernel.GramLines;
import regress.kernel.StopRule;

/**
 * Where a descent on moments ended, whichever engine took them.
 *
 * @param parameters p + 1 values, intercept first
 * @param state as {@link StopRule} lays it out
 */
public record HostEpochs(double[] parameters, double[] state) {
  /** Fits of one feature that a thread takes at least, so that they fill vectors. */
  private static final int FEWEST = 16;

  /**
   * Runs all epochs on the calling thread.
   *
   * @param moments overwritten
   */
  public static HostEpochs run(FramedMoments moments, Descent descent, Precision precision) {
    HostEpochs end = of(descent);
    boolean single = precision == Precision.FLOAT32;
    GramDescent.run(moments.settle(), end.parameters, end.state, descent.rule(), single);
    return end;
  }

  /**
   * Runs many descents on all processors, each as {@link #run} does, to the bit.
   *
   * @param moments of each fit, asked for once, by any thread; overwritten
   * @param descents of problems of the same number of features
   */
  public static List<HostEpochs> runAll(
      IntFunction<FramedMoments> moments, List<Descent> descents, Precision precision) {
    int fits = descents.size();
    boolean areLines = fits > 0 && descents.getFirst().start().length == 2;
    int threads = Runtime.getRuntime().availableProcessors();
    int packet = areLines ? Math.clamp(fits / threads + 1, FEWEST, GramLines.MOST) : 1;
    HostEpochs[] ends = new HostEpochs[fits];
    HostCrew.forEach(
        (fits + packet - 1) / packet,
        threads,
        k -> {
          int first = k * packet;
          int end = Math.min(fits, first + packet);
          if (areLines) {
            lines(first, end, moments, descents, precision, ends);
          } else {
            ends[first] = run(moments.apply(first), descents.get(first), precision);
          }
        });
    return Arrays.asList(ends);
  }

  private static void lines(
      int first,
      int end,
      IntFunction<FramedMoments> moments,
      List<Descent> descents,
      Precision precision,
      HostEpochs[] ends) {
    List<Descent> own = descents.subList(first, end);
    for (int fit = first; fit < end; fit++) {
      ends[fit] = of(descents.get(fit));
    }
    List<HostEpochs> begun = Arrays.asList(ends).subList(first, end);
    GramLines.run(
        IntStream.range(first, end)
            .mapToObj(i -> moments.apply(i).settle())
            .toArray(double[][]::new),
        begun.stream().map(HostEpochs::parameters).toArray(double[][]::new),
        begun.stream().map(HostEpochs::state).toArray(double[][]::new),
        own.stream().map(Descent::rule).toArray(double[][]::new),
        precision == Precision.FLOAT32);
  }

  private static HostEpochs of(Descent descent) {
    return new HostEpochs(descent.start().clone(), new double[StopRule.STATE_LENGTH]);
  }

  /** What a fit returns that ended so. */
  public Descended descended(Attestation attestation) {
    return new Descended(
        parameters, epochs(), (int) state[StopRule.STATUS], new double[0], attestation);
  }

  /** Epochs that were executed. */
  public int epochs() {
    return (int) state[StopRule.EPOCH];
  }
}
