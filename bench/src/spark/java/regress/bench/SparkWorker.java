package regress.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Spark MLlib's linear regression in local mode on all processors, data cached in memory, answered
 * for like {@link Worker}'s systems. It answers with least squares.
 */
final class SparkWorker {
  private static final int LIMIT_EPOCHS = 30_000;
  private static final long MOST_VALUES = 4_000_000;

  private SparkWorker() {}

  /**
   *
   *
   * <pre>
   *   SparkWorker CASE [TURNS]
   * </pre>
   */
  public static void main(String[] args) throws IOException {
    Worker.run(args, SparkWorker::subjects);
  }

  private static List<Subject> subjects(Case of) {
    if ((long) of.n() * of.fits() * (of.p() + 1) > MOST_VALUES) {
      return List.of();
    }
    List<regress.data.Dataset> problems = Data.problems(of);
    Case limit = new Case(of.n(), of.p(), LIMIT_EPOCHS, of.fits(), "float64");
    List<Dataset<Row>> tables = problems.stream().map(SparkWorker::rows).toList();
    return List.of(
        Subject.ofFits(
            "spark normal",
            problems,
            () -> tables.stream().map(SparkWorker::fit).toArray(double[][]::new),
            Answers.descents(limit, problems),
            1e-6));
  }

  private static double[] fit(Dataset<Row> rows) {
    LinearRegressionModel model =
        new LinearRegression().setSolver("normal").setRegParam(0).fit(rows);
    double[] slopes = model.coefficients().toArray();
    double[] parameters = new double[slopes.length + 1];
    parameters[0] = model.intercept();
    System.arraycopy(slopes, 0, parameters, 1, slopes.length);
    return parameters;
  }

  private static Dataset<Row> rows(regress.data.Dataset problem) {
    SparkSession session =
        SparkSession.builder()
            .master("local[*]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < problem.samples(); i++) {
      double[] x = new double[problem.featureCount()];
      for (int j = 0; j < x.length; j++) {
        x[j] = problem.features()[j][i];
      }
      rows.add(RowFactory.create(problem.target()[i], Vectors.dense(x)));
    }
    StructType schema =
        new StructType()
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType());
    Dataset<Row> cached = session.createDataFrame(rows, schema).cache();
    cached.count();
    return cached;
  }
}
