package regress.internal.optimizer;

/**
 * The values of a column that are no integers, each once.
 *
 * @param of the place of each row's value among them; -1 for an integer
 * @param values of which the first {@code count} are filled
 * @param most how often the most frequent occurs, at least 1
 */
record Distinct(int[] of, double[] values, int count, int most) {
  /** A multiplier that spreads bits: 2^64 by the golden ratio. */
  private static final long SPREADING = 0x9E3779B97F4A7C15L;

  /** By a table of places, at least half of which stay free. */
  static Distinct of(double[] x) {
    int places = 4 * Integer.highestOneBit(x.length);
    int[] table = new int[places];
    int[] counts = new int[x.length];
    int[] of = new int[x.length];
    double[] values = new double[x.length];
    int count = 0;
    int most = 1;
    for (int i = 0; i < x.length; i++) {
      if (InputRounding.isInteger(x[i])) {
        of[i] = -1;
        continue;
      }
      int place = (int) (Double.doubleToRawLongBits(x[i]) * SPREADING >>> 32) & (places - 1);
      while (table[place] > 0 && values[table[place] - 1] != x[i]) {
        place = (place + 1) & (places - 1);
      }
      if (table[place] == 0) {
        values[count++] = x[i];
        table[place] = count;
      }
      of[i] = table[place] - 1;
      most = Math.max(most, ++counts[of[i]]);
    }
    return new Distinct(of, values, count, most);
  }
}
