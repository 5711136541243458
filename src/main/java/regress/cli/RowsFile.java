package regress.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import regress.Fit;
import regress.FittedRow;
import regress.data.Dataset;

/** What each row is to a fit, as CSV: a line a row, empty where there is no such number. */
final class RowsFile {
  private static final String HEAD = "row,target,fitted,residual,leverage,standardized,cook\n";

  /** Characters that are written at a time. */
  private static final int ENOUGH = 1 << 16;

  private RowsFile() {}

  /** Returns the exit status. */
  static int write(OutFile place, Fit fit, Dataset data, Streams streams) {
    return place.write("rows", "--rows", out -> write(fit, data, out), streams);
  }

  private static void write(Fit fit, Dataset data, OutputStream out) {
    var lines = new StringBuilder(HEAD);
    fit.rows(
        data,
        row -> {
          append(row, lines);
          if (lines.length() > ENOUGH) {
            flush(lines, out);
          }
        });
    flush(lines, out);
  }

  private static void flush(StringBuilder lines, OutputStream out) {
    try {
      out.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
      lines.setLength(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(FittedRow row, StringBuilder lines) {
    lines.append(row.row()).append(',');
    append(row.target(), ',', lines);
    append(row.fitted(), ',', lines);
    append(row.residual(), ',', lines);
    append(row.leverage(), ',', lines);
    append(row.standardized(), ',', lines);
    append(row.cook(), '\n', lines);
  }

  private static void append(double value, char end, StringBuilder lines) {
    if (!Double.isNaN(value)) {
      lines.append(value);
    }
    lines.append(end);
  }
}
