package regress.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import regress.Fit;
import regress.FittedRow;
import regress.data.CsvText;
import regress.data.Dataset;

/** What each row is to a fit, as CSV: a line a row, empty where there is no such number. */
final class RowsFile {
  private static final String HEAD = "row,target,fitted,residual,leverage,standardized,cook\n";

  private RowsFile() {}

  /** Returns the exit status. */
  static int write(OutFile place, Fit fit, Dataset data, Streams streams) {
    return place.write("rows", "--rows", out -> write(fit, data, out), streams);
  }

  private static void write(Fit fit, Dataset data, OutputStream out) throws IOException {
    var buffered = new BufferedOutputStream(out);
    buffered.write(HEAD.getBytes(StandardCharsets.US_ASCII));
    fit.rows(data, row -> write(row, buffered));
    buffered.flush();
  }

  private static void write(FittedRow row, OutputStream out) {
    var line = new CsvText(false).add(Long.toString(row.row())).add(row.target()).add(row.fitted());
    line.add(row.residual()).add(row.leverage()).add(row.standardized()).add(row.cook());
    line.end().writeTo(out);
  }
}
