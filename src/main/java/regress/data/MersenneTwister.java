package regress.data;

/**
 * NumPy's legacy generator: MT19937 (Matsumoto and Nishimura, ACM TOMACS 8, 1998, 3-30), 53-bit
 * uniform draws and normal draws by the polar Box-Muller method.
 */
final class MersenneTwister {
  private static final int N = 624;
  private static final int M = 397;
  private static final int SEEDING_FACTOR = 1812433253;
  private static final int MATRIX = 0x9908b0df;
  private static final int UPPER = 0x80000000;
  private static final int LOWER = 0x7fffffff;

  private final int[] state = new int[N];
  private int next = N;

  /** The second normal value of a pair, kept for the next call; NaN when there is none. */
  private double kept = Double.NaN;

  /** The generator after {@code numpy.random.seed(seed)}; the seed's low 32 bits count. */
  MersenneTwister(int seed) {
    state[0] = seed;
    for (int i = 1; i < N; i++) {
      state[i] = SEEDING_FACTOR * (state[i - 1] ^ state[i - 1] >>> 30) + i;
    }
  }

  /** The next of {@code numpy.random.rand}: a multiple of 2^-53 in [0, 1). */
  double nextDouble() {
    int high = nextInt() >>> 5;
    int low = nextInt() >>> 6;
    return (high * 0x1p26 + low) / 0x1p53;
  }

  /**
   * The next of {@code numpy.random.randn}. NumPy takes the C library's logarithm. {@link Math#log}
   * agrees with it to the bit nearly always where the JVM has an intrinsic for it (x86-64,
   * AArch64); {@link StrictMath#log} misses one value in 150, some by 4 units in the last place.
   */
  double nextGaussian() {
    if (!Double.isNaN(kept)) {
      double value = kept;
      kept = Double.NaN;
      return value;
    }
    double u;
    double v;
    double r2;
    do {
      u = 2 * nextDouble() - 1;
      v = 2 * nextDouble() - 1;
      r2 = u * u + v * v;
    } while (r2 >= 1 || r2 == 0);
    double factor = Math.sqrt(-2 * Math.log(r2) / r2);
    kept = factor * u;
    return factor * v;
  }

  private int nextInt() {
    if (next == N) {
      twist();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= y << 7 & 0x9d2c5680;
    y ^= y << 15 & 0xefc60000;
    return y ^ y >>> 18;
  }

  private void twist() {
    for (int i = 0; i < N; i++) {
      int y = state[i] & UPPER | state[(i + 1) % N] & LOWER;
      state[i] = state[(i + M) % N] ^ y >>> 1 ^ (y & 1) * MATRIX;
    }
    next = 0;
  }
}
