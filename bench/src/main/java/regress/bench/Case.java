package regress.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import regress.engine.Precision;

/**
 * One comparison: {@code fits} independent fits of n rows and p features each. The same numbers as
 * {@code bench/peers/problem.py} has, where the data are described.
 *
 * @param n rows, required
 * @param p features; default 1
 * @param epochs epochs of each fit; default 10,000
 * @param fits how many; default 1
 * @param precision {@code "float32"} (default) or {@code "float64"}
 */
record Case(
    @JsonProperty(required = true) int n,
    Integer p,
    Integer epochs,
    Integer fits,
    String precision) {

  Case {
    p = p == null ? 1 : p;
    epochs = epochs == null ? 10_000 : epochs;
    fits = fits == null ? 1 : fits;
    precision = precision == null ? "float32" : precision;
  }

  Precision type() {
    return precision.equals("float64") ? Precision.FLOAT64 : Precision.FLOAT32;
  }

  double rate() {
    return p == 1 ? 1e-2 : 1e-3;
  }

  /** Intercept first. */
  double[] start() {
    double[] start = new double[p + 1];
    start[1] = p == 1 ? 1 : 0;
    return start;
  }
}
