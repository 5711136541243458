package regress.engine;

/**
 * The numbers of one fitting problem, as every engine reads them. Immutable by agreement: engines
 * never write to the arrays, and may keep a problem's data on a device for as long as the same
 * object comes back.
 *
 * @param features p columns of n values
 * @param target n values
 */
public record Problem(double[][] features, double[] target) {

  /** n, the number of rows. */
  public int samples() {
    return target.length;
  }

  /** p, the number of feature columns; a model has p + 1 parameters. */
  public int featureCount() {
    return features.length;
  }
}
