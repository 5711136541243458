package regress.data;

import java.util.List;

/**
 * A line with noise, drawn as NumPy's legacy generator draws it: {@code seed(seed)}, {@code x =
 * rand(samples)}, {@code y = slope*x + intercept + noise*randn(samples)}.
 *
 * <p>x equals NumPy's to the bit. y may differ from NumPy's in the last bit, where its C library
 * rounds a logarithm the other way.
 *
 * @param seed 0 to 2^32 - 1
 * @param samples n, at least 2: a line has two coefficients
 * @param slope the true slope
 * @param intercept the true intercept
 * @param noise the standard deviation of the noise, not negative
 */
public record SeedProblem(long seed, int samples, double slope, double intercept, double noise) {
  private static final long MAX_SEED = 0xffffffffL;

  /**
   * @throws DataException if a component is outside its range
   */
  public SeedProblem {
    if (seed < 0 || seed > MAX_SEED) {
      throw DataException.choice(
          "Seed " + seed + " is outside 0 to " + MAX_SEED + ". Choose one inside.");
    }
    if (samples < 2) {
      throw DataException.choice(samples + " samples do not determine a line. Ask for 2 or more.");
    }
    requireFinite("slope", slope);
    requireFinite("intercept", intercept);
    requireFinite("noise", noise);
    if (noise < 0) {
      throw DataException.choice(
          "Noise " + noise + " is negative. Give a standard deviation of 0 or more.");
    }
  }

  private static void requireFinite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw DataException.choice("The " + name + " is " + value + ". Give a finite number.");
    }
  }

  /** The published comparison's problem: seed 1, 100 samples of 3x + 1 with noise 0.5. */
  public static SeedProblem published() {
    return new SeedProblem(1, 100, 3, 1, 0.5);
  }

  /**
   * The samples, with feature {@code x} and target {@code y}: n draws of x, and then n of y in the
   * order of NumPy's operations.
   */
  public Dataset dataset() {
    var generator = new MersenneTwister((int) seed);
    double[] x = new double[samples];
    double[] y = new double[samples];
    for (int i = 0; i < samples; i++) {
      x[i] = generator.nextDouble();
    }
    for (int i = 0; i < samples; i++) {
      y[i] = slope * x[i] + intercept + noise * generator.nextGaussian();
    }
    return Dataset.of(List.of("x"), new double[][] {x}, "y", y);
  }
}
