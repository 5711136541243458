package regress.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import regress.Fit;
import regress.Regression;
import regress.data.Dataset;
import regress.internal.engine.Descended;

/** Every strategy on prepared problems, the whole call of the library, and a plain copy. */
final class OurSubjects {

  private OurSubjects() {}

  static List<Subject> of(Case of) {
    List<Dataset> problems = Data.problems(of);
    double[][] reference = Answers.descents(of, problems);
    double tolerance = Answers.tolerance(of);
    List<Subject> subjects = new ArrayList<>();
    for (Strategy strategy : Strategy.all()) {
      subjects.add(
          Subject.ofFits(
              "regress " + strategy,
              problems,
              () -> fits(strategy, of, problems),
              reference,
              tolerance));
    }
    subjects.add(
        Subject.ofFits(
            "regress library call", problems, () -> calls(of, problems), reference, tolerance));
    subjects.add(copy(of));
    return subjects;
  }

  private static double[][] fits(Strategy strategy, Case of, List<Dataset> problems) {
    return strategy.fitAll(of, problems).stream()
        .map(Descended::parameters)
        .toArray(double[][]::new);
  }

  private static double[][] calls(Case of, List<Dataset> datasets) {
    Regression options =
        Regression.squared()
            .epochs(of.epochs())
            .learningRate(of.rate())
            .tolerance(0)
            .standardize(false)
            .start(of.start())
            .precision(of.type());
    return options.fitAll(datasets).stream().map(OurSubjects::parameters).toArray(double[][]::new);
  }

  private static double[] parameters(Fit fit) {
    double[] slopes = fit.coefficients();
    double[] parameters = new double[slopes.length + 1];
    parameters[0] = fit.intercept();
    System.arraycopy(slopes, 0, parameters, 1, slopes.length);
    return parameters;
  }

  /** Copies as many bytes as the data have, all processors at once: reads them and writes them. */
  private static Subject copy(Case of) {
    int bytes = (int) Math.min(of.type().bytes() * (of.p() + 1L) * of.n() * of.fits(), 1 << 30);
    byte[] from = new byte[bytes];
    byte[] to = new byte[bytes];
    from[bytes - 1] = 1;
    int parts = Runtime.getRuntime().availableProcessors();
    return new Subject(
        "copy by the JVM",
        () -> {
          IntStream.range(0, parts).parallel().forEach(part -> copyPart(from, to, part, parts));
          return new double[][] {{to[bytes - 1]}};
        },
        new double[][] {{1}},
        0,
        0);
  }

  private static void copyPart(byte[] from, byte[] to, int part, int parts) {
    int begin = (int) ((long) from.length * part / parts);
    int end = (int) ((long) from.length * (part + 1) / parts);
    System.arraycopy(from, begin, to, begin, end - begin);
  }
}
