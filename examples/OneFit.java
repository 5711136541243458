import java.nio.file.Path;
import regress.Fit;
import regress.Regression;
import regress.data.Table;

/**
 * Fits the table that is named: {@code java -cp target/regress.jar examples/OneFit.java cars.csv
 * mpg wt hp}.
 */
class OneFit {
  public static void main(String[] args) {
    Table table = Table.read(Path.of(args[0]));
    String[] features = java.util.Arrays.copyOfRange(args, 2, args.length);
    Fit fit = Regression.squared().fit(table.dataset(args[1], features));
    System.out.println(fit.outcome() + ", R² = " + fit.metrics().r2());
    for (String feature : fit.features()) {
      System.out.println(feature + ": " + fit.coefficient(feature));
    }
    System.out.println("it ran as " + fit.attestation());
  }
}
