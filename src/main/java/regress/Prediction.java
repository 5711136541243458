package regress;

/**
 * Predictions of n rows with the bounds of their intervals. The arrays are the caller's own.
 *
 * @param values n
 * @param low n, at most the values
 * @param high n, at least the values
 */
public record Prediction(double[] values, double[] low, double[] high) {}
