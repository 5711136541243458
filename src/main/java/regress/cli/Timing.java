package regress.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import regress.Fit;
import regress.engine.Mode;

/**
 * How long one fit takes, by the wall clock.
 *
 * @param fit the first fit
 * @param compileNanos what compiling kernels took of the first fit, which says so itself
 * @param firstNanos the rest of the first fit, with all that is loaded on its way
 * @param warmNanos a fit once the JVM has compiled its part too
 */
record Timing(Fit fit, long compileNanos, long firstNanos, double warmNanos) {
  /** A turn is fits in a row for so long, as in the benchmarks. */
  private static final long TURN_NANOS = 50_000_000L;

  /** The JVM compiles in steps: for this part of the limit, turns must have become no faster. */
  private static final double CALM = 0.4;

  private static final double FASTER = 0.95;
  private static final int FEWEST_TURNS = 3;

  /** Fits once, and again until that becomes no faster or a turn began after so long a time. */
  static Timing of(Supplier<Fit> fitting, long limitNanos) {
    long start = System.nanoTime();
    Fit fit = fitting.get();
    long cold = System.nanoTime() - start;
    long compile = Math.min(cold, fit.attestation().compileNanos());
    return new Timing(fit, compile, cold - compile, warm(fitting, limitNanos));
  }

  /** Whether there are no epochs to count. */
  boolean isDirect() {
    return fit.attestation().mode() == Mode.DIRECT;
  }

  /** The fastest turn: others had a JVM that still compiled, or a machine that did other work. */
  private static double warm(Supplier<Fit> fitting, long limitNanos) {
    long limit = System.nanoTime() + limitNanos;
    long calm = limit;
    double settled = Double.POSITIVE_INFINITY;
    double fastest = settled;
    for (int turns = 1; ; turns++) {
      fastest = Math.min(fastest, turn(fitting));
      long now = System.nanoTime();
      if (fastest < FASTER * settled) {
        settled = fastest;
        calm = now + (long) (CALM * limitNanos);
      }
      if (now > limit || now > calm && turns >= FEWEST_TURNS) {
        return fastest;
      }
    }
  }

  /** The median of fits in a row without the first, which finds the caches cold. */
  private static double turn(Supplier<Fit> fitting) {
    List<Double> nanos = new ArrayList<>();
    long end = System.nanoTime() + TURN_NANOS;
    do {
      long begin = System.nanoTime();
      fitting.get();
      nanos.add((double) (System.nanoTime() - begin));
    } while (System.nanoTime() < end);
    double[] warm =
        nanos.stream().skip(nanos.size() > 1 ? 1 : 0).mapToDouble(n -> n).sorted().toArray();
    return (warm[(warm.length - 1) / 2] + warm[warm.length / 2]) / 2;
  }
}
