package regress.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import regress.Coefficient;
import regress.Fit;
import regress.Machine;
import regress.Regression;
import regress.data.Dataset;
import regress.engine.EngineInfo;
import regress.engine.Precision;

/**
 * Least-squares coefficients and standard errors of published tables, by every engine and precision
 * and by Commons Math: lines of a set's name, a system's name, coefficients and errors, parted by
 * tabs. For {@code accuracy.py}, which knows the right values.
 */
final class Digits {
  private Digits() {}

  /** A file with columns y, x, ..., and whether x comes in powers. */
  private static Dataset read(Path file, int degree) throws IOException {
    List<String> lines = Files.readAllLines(file);
    int n = lines.size() - 1;
    int given = lines.getFirst().split(",").length - 1;
    int p = Math.max(given, degree);
    double[][] x = new double[p][n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      String[] cells = lines.get(i + 1).split(",");
      y[i] = Double.parseDouble(cells[0]);
      for (int j = 0; j < p; j++) {
        x[j][i] =
            degree > 0
                ? new BigDecimal(cells[1]).pow(j + 1).doubleValue()
                : Double.parseDouble(cells[j + 1]);
      }
    }
    return Dataset.of(x, y);
  }

  private static void print(String set, String system, double[] coefficients, double[] errors) {
    String line =
        Stream.of(coefficients, errors)
            .map(
                values ->
                    DoubleStream.of(values)
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining(",")))
            .collect(Collectors.joining("\t"));
    System.out.println(set + "\t" + system + "\t" + line);
  }

  private static double[] coefficients(Fit fit) {
    return DoubleStream.concat(DoubleStream.of(fit.intercept()), Arrays.stream(fit.coefficients()))
        .toArray();
  }

  private static double[] errors(Fit fit) {
    return fit.inference()
        .map(of -> of.coefficients().stream().mapToDouble(Coefficient::standardError).toArray())
        .orElse(new double[0]);
  }

  /**
   * @param args a folder, then names of sets, each with the degree of its polynomial behind a colon
   */
  public static void main(String[] args) throws IOException {
    for (String name : List.of(args).subList(1, args.length)) {
      String set = name.split(":")[0];
      Dataset data = read(Path.of(args[0], set + ".csv"), Integer.parseInt(name.split(":")[1]));
      for (EngineInfo engine : Machine.engines()) {
        if (engine.absence().isEmpty() && !engine.name().equals("reference")) {
          for (Precision precision : Precision.values()) {
            Fit fit = Regression.squared().engine(engine.name()).precision(precision).fit(data);
            String system = "regress " + engine.name() + " " + precision;
            print(
                set,
                system + " claims " + fit.digits().orElseThrow(),
                coefficients(fit),
                errors(fit));
          }
        }
      }
      var qr = new OLSMultipleLinearRegression();
      qr.newSampleData(data.target(), rows(data));
      try {
        print(
            set,
            "Commons Math",
            qr.estimateRegressionParameters(),
            qr.estimateRegressionParametersStandardErrors());
      } catch (org.apache.commons.math3.linear.SingularMatrixException e) {
        print(set, "Commons Math", new double[0], new double[0]);
      }
    }
  }

  private static double[][] rows(Dataset data) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < data.samples(); i++) {
      int row = i;
      rows.add(Arrays.stream(data.features()).mapToDouble(column -> column[row]).toArray());
    }
    return rows.toArray(double[][]::new);
  }
}
