package regress.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import regress.Fit;
import regress.FittedRow;
import regress.data.Dataset;

/** What each row is to a fit, as CSV: a line a row, empty where there is no such number. */
final class RowsFile {
  private static final String HEAD = "target,fitted,residual,leverage,standardized,cook\n";

  private RowsFile() {}

  /** Returns the exit status. */
  static int write(OutFile place, Fit fit, Dataset data, Streams streams) {
    try {
      place.write(out -> write(fit, data, out));
      return 0;
    } catch (IOException | UncheckedIOException e) {
      streams.say(
          "No rows in %s: %s. Give --rows another file, or leave it out."
              .formatted(place.path(), e));
      return Failures.FAILED;
    }
  }

  private static void write(Fit fit, Dataset data, OutputStream out) throws IOException {
    out.write(HEAD.getBytes(StandardCharsets.US_ASCII));
    fit.rows(
        data,
        row -> {
          try {
            out.write(line(row).getBytes(StandardCharsets.US_ASCII));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static String line(FittedRow row) {
    return DoubleStream.of(
            row.target(),
            row.fitted(),
            row.residual(),
            row.leverage(),
            row.standardized(),
            row.cook())
        .mapToObj(value -> Double.isNaN(value) ? "" : Double.toString(value))
        .collect(Collectors.joining(",", "", "\n"));
  }
}
