package regress.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import regress.internal.crew.HostCrew;

/**
 * A table that can be fitted: named feature columns and a named target of n finite values each, and
 * which powers and products of the columns are features, too. Immutable; checked once, when it is
 * made.
 */
public final class Dataset implements Rows {
  /** Values that are looked at sooner than what was found is kept for many tables. */
  private static final int QUICK = 1 << 12;

  private final String name;
  private final Kept kept;
  private final Terms terms;
  private final List<String> featureNames;
  private final double[][] features;
  private final String targetName;
  private final double[] target;
  private volatile Spread spread;

  /**
   * Of columns that are checked, and that nobody changes; the name is that of the table in
   * messages.
   */
  Dataset(
      String name,
      Kept kept,
      Terms terms,
      double[][] features,
      String targetName,
      double[] target) {
    this.name = name;
    this.kept = kept;
    this.terms = terms;
    this.featureNames = terms.names();
    this.features = features;
    this.targetName = targetName;
    this.target = target;
  }

  /**
   * Copies a table, or throws a {@link DataException} where it is not one of p distinct names, that
   * of the target not among them, and as many columns of n finite values, n at least p + 1.
   */
  public static Dataset of(
      List<String> featureNames, double[][] features, String targetName, double[] target) {
    Checks.requireNames(featureNames, features.length, targetName);
    return of(Terms.of(featureNames), features, targetName, target);
  }

  private static Dataset of(Terms terms, double[][] features, String targetName, double[] target) {
    int p = features.length;
    for (int j = 0; j < p; j++) {
      Checks.requireLength(terms.columns().get(j), features[j], target.length);
    }
    Checks.requireRows("Input", Kept.ALL, target.length, p + 1);
    double[][] columns = columns(features, target);
    // A look at few rows is left to the threads of a fit, of which many may run.
    boolean isLarge = HostCrew.isWorthwhile(target.length * (p + 1L));
    Spread spread = isLarge ? Spread.copied(columns) : null;
    for (int j = 0; j <= p; j++) {
      columns[j] = spread == null ? columns[j].clone() : columns[j];
      if (spread == null || !Double.isFinite(spread.sizes()[j])) { // Or values are huge.
        Checks.requireFinite(j < p ? terms.columns().get(j) : targetName, columns[j]);
      }
    }
    double[][] own = Arrays.copyOf(columns, p);
    var data = new Dataset("Input", Kept.ALL, terms, own, targetName, columns[p]);
    data.spread = spread;
    return data;
  }

  private static double[][] columns(double[][] features, double[] target) {
    double[][] columns = Arrays.copyOf(features, features.length + 1);
    columns[features.length] = target;
    return columns;
  }

  /** With powers 2 to degree of every column as features, called {@code x^2}, {@code x^3}. */
  public Dataset degree(int degree) {
    return with(terms.with(degree, terms.interactions()));
  }

  /** With the products of all pairs of columns as features, called {@code a:b}. */
  public Dataset interactions() {
    return with(terms.with(terms.degree(), true));
  }

  /**
   * This dataset for a fit without an intercept: its first category, if it has one, gets a feature
   * for every level, since no intercept stands for the base level.
   */
  public Dataset withoutIntercept() {
    Optional<Category> first = terms.categories().stream().findFirst();
    if (first.flatMap(Category::base).isEmpty()) {
      return this;
    }
    List<Category> others = new ArrayList<>(terms.categories());
    others.set(0, first.get().whole());
    int place = terms.bases().indexOf(first.get().names().getFirst());
    int levels = first.get().levels().size();
    double[] base = new double[target.length];
    Arrays.fill(base, 1);
    for (int j = place; j < place + levels; j++) {
      for (int i = 0; i < base.length; i++) {
        base[i] -= features[j][i];
      }
    }
    List<double[]> all = new ArrayList<>(List.of(features));
    all.add(place, base);
    var made = new Terms(terms.columns(), terms.degree(), terms.interactions(), others);
    double[][] columns = all.toArray(double[][]::new);
    return new Dataset(name, kept, made, columns, targetName, target).with(made);
  }

  /**
   * The same columns with other features made of them, while rows are read.
   *
   * @throws DataException if the terms are of other columns, one of them has the name of a column
   *     or is too large or too small for float64, or there are fewer rows than coefficients
   */
  public Dataset with(Terms other) {
    if (!other.columns().equals(terms.columns())
        || !other.categories().equals(terms.categories())) {
      throw DataException.choice(
          "The terms are of the columns %s, and not of %s. Make them of those."
              .formatted(ColumnNames.list(other.columns()), ColumnNames.list(terms.columns())));
    }
    Checks.requireRows(name, kept, target.length, other.count() + 1, other.categories());
    var seen = new HashSet<>(List.of(targetName));
    for (String term : other.names()) {
      if (!seen.add(term)) {
        throw DataException.choice(
            "%s: term '%s' has the name of another feature or of the target. Rename that column, or leave it or the term out."
                .formatted(name, term));
      }
    }
    new TermRange(name, other, features, kept).require();
    return new Dataset(name, kept, other, features, targetName, target);
  }

  /** The same with names {@code x1 ... xp}, or {@code x} for a single feature, and {@code y}. */
  public static Dataset of(double[][] features, double[] target) {
    return features.length == 0
        ? of(List.of(), features, "y", target)
        : of(Terms.unnamed(features.length), features, "y", target);
  }

  /** n, the number of rows. */
  public int samples() {
    return target.length;
  }

  /** Which rows of the table were dropped, because they have no value of a column. */
  public Missing missing() {
    return kept.missing();
  }

  /**
   * The place in the table, counted from 1, of a row of this dataset, counted from 0: the table
   * also has the rows that were dropped.
   */
  public long row(long own) {
    return kept.row(Math.toIntExact(own)) + 1;
  }

  /** Which features are made of the columns. */
  public Terms terms() {
    return terms;
  }

  /** p, the number of features, terms among them. */
  public int featureCount() {
    return featureNames.size();
  }

  /** The p feature names: columns in their order, then terms. */
  public List<String> featureNames() {
    return featureNames;
  }

  /** The target's name. */
  public String targetName() {
    return targetName;
  }

  /**
   * The columns that features are made of, n values each: the dataset's own arrays, not to be
   * written to.
   */
  public double[][] features() {
    return features;
  }

  /** The n target values: the dataset's own array, not to be written to. */
  public double[] target() {
    return target;
  }

  @Override
  public long count() {
    return target.length;
  }

  @Override
  public int columns() {
    return featureCount() + 1;
  }

  @Override
  public Rows base() {
    return terms.areMade() ? Rows.of(features, target) : this;
  }

  @Override
  public int[][] factors() {
    return terms.factors();
  }

  /** Kept where it takes long: the data do not change. */
  @Override
  public Spread spread() {
    if (spread != null) {
      return spread;
    }
    boolean isRead = !terms.areMade() && !HostCrew.isWorthwhile(values());
    Spread found = isRead ? Spread.of(columns(features, target)) : Spread.of(this);
    if (values() > QUICK) {
      spread = found;
    }
    return found;
  }

  @Override
  public double[][] sample(int some) {
    return terms.areMade() ? Rows.super.sample(some) : Rows.of(features, target).sample(some);
  }

  @Override
  public void read(long first, int rows, double[][] high, double[][] low) {
    if (!terms.areMade()) {
      Rows.of(features, target).read(first, rows, high, low);
      return;
    }
    int from = Math.toIntExact(first);
    terms.read(features, from, rows, high, low);
    System.arraycopy(target, from, high[featureCount()], 0, rows);
    Arrays.fill(low[featureCount()], 0, rows, 0);
  }
}
