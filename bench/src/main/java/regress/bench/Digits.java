package regress.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import regress.Coefficient;
import regress.Fit;
import regress.Machine;
import regress.Regression;
import regress.data.Dataset;
import regress.data.Table;
import regress.engine.EngineInfo;
import regress.engine.Precision;

/**
 * Least-squares coefficients and standard errors of tables, by every engine and precision and by
 * Commons Math: lines of a table's name, a system's name, coefficients and errors, parted by tabs.
 * For {@code accuracy.py}, which knows the right values.
 *
 * <pre>
 *   Digits FILE:TARGET:DEGREE:INTERCEPT ...
 * </pre>
 */
final class Digits {
  private Digits() {}

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

  private static double[] coefficients(Fit fit, boolean intercept) {
    DoubleStream first = intercept ? DoubleStream.of(fit.intercept()) : DoubleStream.empty();
    return DoubleStream.concat(first, Arrays.stream(fit.coefficients())).toArray();
  }

  private static double[] errors(Fit fit) {
    return fit.inference()
        .map(of -> of.coefficients().stream().mapToDouble(Coefficient::standardError).toArray())
        .orElse(new double[0]);
  }

  /** See above. */
  public static void main(String[] args) {
    for (String word : args) {
      String[] parts = word.split(":");
      boolean intercept = Boolean.parseBoolean(parts[3]);
      Table table = Table.read(Path.of(parts[0]));
      Dataset data = table.dataset(parts[1]).degree(Integer.parseInt(parts[2]));
      ours(word, data, intercept);
      commonsMath(word, data, intercept);
    }
  }

  private static void ours(String set, Dataset data, boolean intercept) {
    for (EngineInfo engine : Machine.engines()) {
      if (engine.absence().isEmpty() && !engine.name().equals("reference")) {
        for (Precision precision : Precision.values()) {
          Regression options = Regression.squared().engine(engine.name()).precision(precision);
          Fit fit = options.intercept(intercept).fit(data);
          String system = "regress " + engine.name() + " " + precision;
          int claim = fit.digits().orElseThrow();
          print(set, system + " claims " + claim, coefficients(fit, intercept), errors(fit));
        }
      }
    }
  }

  private static void commonsMath(String set, Dataset data, boolean intercept) {
    var qr = new OLSMultipleLinearRegression();
    qr.setNoIntercept(!intercept);
    try {
      qr.newSampleData(data.target(), rows(data));
      print(
          set,
          "Commons Math",
          qr.estimateRegressionParameters(),
          qr.estimateRegressionParametersStandardErrors());
    } catch (SingularMatrixException e) {
      print(set, "Commons Math", new double[0], new double[0]);
    }
  }

  /** With terms rounded to float64. */
  private static double[][] rows(Dataset data) {
    int p = data.featureCount();
    double[][] columns = new double[p + 1][data.samples()];
    data.read(0, data.samples(), columns, new double[p + 1][data.samples()]);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < data.samples(); i++) {
      int row = i;
      rows.add(Arrays.stream(columns, 0, p).mapToDouble(column -> column[row]).toArray());
    }
    return rows.toArray(double[][]::new);
  }
}
