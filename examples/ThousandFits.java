import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import regress.Fit;
import regress.Regression;
import regress.data.Dataset;

/**
 * Fits a thousand small datasets in one call: {@code java -cp target/regress.jar
 * examples/ThousandFits.java}.
 */
class ThousandFits {
  public static void main(String[] args) {
    List<Dataset> datasets = IntStream.range(0, 1000).mapToObj(ThousandFits::line).toList();
    List<Fit> fits = Regression.squared().fitAll(datasets);
    for (int i = 0; i < 1000; i += 250) {
      System.out.printf("slope %d: %.2f%n", i, fits.get(i).coefficient("x"));
    }
  }

  /** A hundred points of y = slope x, with a little noise. */
  private static Dataset line(int slope) {
    Random random = new Random(slope);
    double[] x = random.doubles(100).toArray();
    double[] y =
        IntStream.range(0, 100)
            .mapToDouble(i -> slope * x[i] + 0.1 * random.nextGaussian())
            .toArray();
    return Dataset.of(new double[][] {x}, y);
  }
}
