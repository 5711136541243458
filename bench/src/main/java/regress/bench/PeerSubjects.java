package regress.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.tribuo.MutableDataset;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.SGD;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.sgd.linear.LinearSGDModel;
import org.tribuo.regression.sgd.linear.LinearSGDTrainer;
import org.tribuo.regression.sgd.objectives.SquaredLoss;
import regress.data.Dataset;

/**
 * Java libraries that a user would pick. They answer with least squares, not with the iterates of a
 * descent: Commons Math in closed form, Tribuo after some thousands of steps of stochastic descent,
 * near it only.
 *
 * <p>Not here: Smile, because it is under the GNU General Public License and this project under the
 * Apache License.
 */
final class PeerSubjects {
  private static final int TRIBUO_STEPS = 20_000;
  private static final double TRIBUO_RATE = 0.02;

  /** Epochs after which a descent has reached least squares. */
  private static final int LIMIT_EPOCHS = 30_000;

  private static final double EXACT = 1e-9;
  private static final double NEAR = 0.1;

  /** More values than these make Commons Math's QR, or a Tribuo example a row, too much memory. */
  private static final long MOST_VALUES = 4_000_000;

  private PeerSubjects() {}

  static List<Subject> of(Case of) {
    List<Subject> subjects = new ArrayList<>();
    List<Dataset> problems = Data.problems(of);
    Case limit = new Case(of.n(), of.p(), LIMIT_EPOCHS, of.fits(), "float64");
    double[][] best = Answers.descents(limit, problems);
    if (of.p() == 1) {
      var name = "commons-math SimpleRegression";
      subjects.add(
          Subject.ofFits(name, problems, each(problems, PeerSubjects::simple), best, EXACT));
    }
    if ((long) of.n() * of.fits() * (of.p() + 1) <= MOST_VALUES) {
      List<Rows> rows = problems.stream().map(Rows::of).toList();
      subjects.add(
          Subject.ofFits("commons-math OLS", problems, each(rows, PeerSubjects::ols), best, EXACT));
      List<MutableDataset<Regressor>> examples = rows.stream().map(PeerSubjects::examples).toList();
      subjects.add(
          Subject.ofFits("tribuo SGD", problems, each(examples, PeerSubjects::tribuo), best, NEAR));
    }
    return subjects;
  }

  /** Several fits go to all processors, as a user would have them. */
  private static <T> Callable<double[][]> each(List<T> problems, Function<T, double[]> fit) {
    return () -> {
      Stream<T> stream = problems.size() > 1 ? problems.parallelStream() : problems.stream();
      return stream.map(fit).toArray(double[][]::new);
    };
  }

  private record Rows(double[][] features, double[] target) {
    static Rows of(Dataset problem) {
      double[][] rows = new double[problem.samples()][problem.featureCount()];
      for (int i = 0; i < rows.length; i++) {
        for (int j = 0; j < rows[i].length; j++) {
          rows[i][j] = problem.features()[j][i];
        }
      }
      return new Rows(rows, problem.target());
    }
  }

  private static double[] simple(Dataset problem) {
    SimpleRegression regression = new SimpleRegression();
    double[] x = problem.features()[0];
    for (int i = 0; i < x.length; i++) {
      regression.addData(x[i], problem.target()[i]);
    }
    return new double[] {regression.getIntercept(), regression.getSlope()};
  }

  private static double[] ols(Rows rows) {
    OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
    regression.newSampleData(rows.target(), rows.features());
    return regression.estimateRegressionParameters();
  }

  private static MutableDataset<Regressor> examples(Rows rows) {
    RegressionFactory factory = new RegressionFactory();
    MutableDataset<Regressor> examples =
        new MutableDataset<>(new SimpleDataSourceProvenance("regress", factory), factory);
    double[][] features = rows.features();
    String[] names = names(features[0].length);
    for (int i = 0; i < features.length; i++) {
      examples.add(new ArrayExample<>(new Regressor("y", rows.target()[i]), names, features[i]));
    }
    return examples;
  }

  /** Tribuo sorts features by name. */
  private static String[] names(int p) {
    return IntStream.range(0, p).mapToObj("x%05d"::formatted).toArray(String[]::new);
  }

  private static double[] tribuo(MutableDataset<Regressor> examples) {
    LinearSGDModel model =
        new LinearSGDTrainer(
                new SquaredLoss(),
                SGD.getSimpleSGD(TRIBUO_RATE),
                Math.max(1, TRIBUO_STEPS / examples.size()),
                examples.size(),
                1,
                1)
            .train(examples);
    DenseMatrix weights = model.getWeightsCopy();
    int p = weights.getDimension2Size() - 1;
    return IntStream.rangeClosed(0, p)
        .mapToDouble(j -> weights.get(0, j == 0 ? p : j - 1))
        .toArray();
  }
}
