package regress.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Data sets that come with regress. */
public final class Samples {
  private static final String CARS = "mtcars.csv";

  private Samples() {}

  /**
   * Motor Trend's road tests of 32 cars of 1974: columns model, mpg, cyl, disp, hp, drat, wt, qsec,
   * vs, am, gear, carb. Source: Henderson and Velleman, "Building multiple regression models
   * interactively", Biometrics 37, 1981, 391-411; {@code mtcars.txt} tells what the columns are.
   */
  public static Table mtcars() {
    try (InputStream bytes = Samples.class.getResourceAsStream(CARS)) {
      if (bytes == null) {
        throw new IllegalStateException(CARS + " is missing from the jar of regress");
      }
      return TableReader.read(bytes, CARS, CsvFormat.detected());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
