package regress.engine;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Measures a {@link CostModel} on a device: a few fits of random data in every mode, each shape
 * small enough to be done in a moment and large enough for its own term to be seen.
 *
 * <p>With T(n, p, epochs) the median of warm fits: launch = T(small, 1 epoch); turn from T(small,
 * many epochs); value, and for the Gram mode pass, from T(large, some epochs), each term after what
 * the ones before it explain. A term that noise makes negative is 0.
 */
public final class Calibration {
  private static final int SMALL = 256;
  private static final int LARGE_VALUES = 2_000_000;
  private static final int SEVERAL = 12;
  private static final int MANY_EPOCHS = 400;
  private static final int SOME_EPOCHS = 10;
  private static final int REPETITIONS = 5;

  private final Engine engine;
  private final Precision precision;
  private final String device;
  private final LongSupplier clock;

  /** Calibrates one device of an engine in one precision. */
  public Calibration(Engine engine, Precision precision, String device) {
    this(engine, precision, device, System::nanoTime);
  }

  Calibration(Engine engine, Precision precision, String device, LongSupplier clock) {
    this.engine = engine;
    this.precision = precision;
    this.device = device;
    this.clock = clock;
  }

  /**
   * Measures; takes some seconds, most of them to compile.
   *
   * @throws EngineException if the engine cannot fit there
   */
  public CostModel measure() {
    return new CostModel(costs(1), costs(SEVERAL));
  }

  private Map<Mode, Cost> costs(int p) {
    Map<Mode, Cost> costs = new EnumMap<>(Mode.class);
    for (Mode mode : engine.modes()) {
      costs.put(mode, cost(mode, p));
    }
    return costs;
  }

  private Cost cost(Mode mode, int p) {
    Problem small = random(SMALL, p);
    Problem large = random(LARGE_VALUES / (p + 1), p);
    double launch = nanos(small, mode, 1);
    double perEpoch = atLeast0((nanos(small, mode, 1 + MANY_EPOCHS) - launch) / MANY_EPOCHS);
    double largeFit = nanos(large, mode, SOME_EPOCHS) - launch;
    int n = large.samples();
    if (mode == Mode.GRAM) {
      double value = p == 1 ? 0 : perEpoch / Cost.each(mode, n, p);
      double turn = p == 1 ? perEpoch : 0;
      double pass = (largeFit - SOME_EPOCHS * perEpoch) / Cost.once(mode, n, p);
      return new Cost(launch, atLeast0(pass), turn, value);
    }
    double more = Cost.each(mode, n, p) - Cost.each(mode, SMALL, p);
    double value = atLeast0((largeFit / SOME_EPOCHS - perEpoch) / more);
    return new Cost(launch, 0, atLeast0(perEpoch - value * Cost.each(mode, SMALL, p)), value);
  }

  private static double atLeast0(double nanos) {
    return Math.max(0, nanos);
  }

  private double nanos(Problem problem, Mode mode, int epochs) {
    Execution execution = new Execution(mode, precision, device);
    Descent descent = new Descent(new double[problem.featureCount() + 1], 1e-3, epochs, 0, 1);
    engine.fit(problem, descent, execution, Progress.NONE);
    double[] nanos = new double[REPETITIONS];
    for (int i = 0; i < REPETITIONS; i++) {
      long begin = clock.getAsLong();
      engine.fit(problem, descent, execution, Progress.NONE);
      nanos[i] = clock.getAsLong() - begin;
    }
    Arrays.sort(nanos);
    return nanos[REPETITIONS / 2];
  }

  private static Problem random(int n, int p) {
    Random random = new Random(n);
    double[][] features = new double[p][];
    Arrays.setAll(features, j -> random.doubles(n, -1, 1).toArray());
    return new Problem(features, random.doubles(n, -1, 1).toArray());
  }
}
