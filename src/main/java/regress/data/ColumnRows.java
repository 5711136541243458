package regress.data;

/** {@link Rows} of columns in arrays. */
record ColumnRows(double[][] features, double[] target) implements Rows {

  @Override
  public long count() {
    return target.length;
  }

  @Override
  public int columns() {
    return features.length + 1;
  }

  @Override
  public void read(long first, int rows, double[][] high, double[][] low) {
    for (int j = 0; j <= features.length; j++) {
      double[] column = j < features.length ? features[j] : target;
      System.arraycopy(column, Math.toIntExact(first), high[j], 0, rows);
    }
  }
}
