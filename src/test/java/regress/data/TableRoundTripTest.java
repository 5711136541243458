package regress.data;

import static java.lang.Double.longBitsToDouble;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import regress.Seeded;

/** A table that is written and read back is the same table. */
class TableRoundTripTest {
  private static final String LETTERS = "ab ,;\t\"\n\u00e9";
  private static final double[] HARD = {
    0.0, -0.0, 1, -1, 2e23, Double.MIN_VALUE, Double.MIN_NORMAL, -Double.MAX_VALUE
  };

  /** A table and the way it is written. */
  record Written(
      List<String> names,
      double[][] columns,
      char separator,
      String lineEnd,
      boolean quoted,
      boolean mark) {

    String text() {
      var text = new StringBuilder(mark ? "\ufeff" : "");
      text.append(line(names.stream().map(Written::quote).toList()));
      for (int i = 0; i < columns[0].length; i++) {
        int row = i;
        text.append(line(Arrays.stream(columns).map(c -> field(c[row])).toList()));
      }
      return text.toString();
    }

    private String line(List<String> fields) {
      return String.join(String.valueOf(separator), fields) + lineEnd;
    }

    private String field(double value) {
      return quoted ? quote(Double.toString(value)) : Double.toString(value);
    }

    private static String quote(String text) {
      return '"' + text.replace("\"", "\"\"") + '"';
    }
  }

  /** 2 to 6 columns of 1 to 150 rows, any finite numbers, names that need quoting. */
  private static Written random(Random random) {
    int columns = 2 + random.nextInt(5);
    int rows = 1 + random.nextInt(150);
    return new Written(
        Stream.generate(() -> name(random))
            .filter(name -> !name.isBlank() && name.equals(name.strip()))
            .distinct()
            .limit(columns)
            .toList(),
        Stream.generate(() -> finite(random).limit(rows).toArray())
            .limit(columns)
            .toArray(double[][]::new),
        ",;\t".charAt(random.nextInt(3)),
        random.nextBoolean() ? "\n" : "\r\n",
        random.nextBoolean(),
        random.nextBoolean());
  }

  private static String name(Random random) {
    return random
        .ints(1 + random.nextInt(8), 0, LETTERS.length())
        .mapToObj(i -> LETTERS.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  /** Of all sizes that a double has: its bits are random, but for some that are hard to print. */
  private static DoubleStream finite(Random random) {
    return random
        .longs()
        .mapToDouble(
            bits -> bits % 8 == 0 ? HARD[random.nextInt(HARD.length)] : longBitsToDouble(bits))
        .filter(Double::isFinite);
  }

  @Test
  void readsBackWhatWasWritten() {
    Seeded.runs(
        200,
        1,
        random -> {
          Written written = random(random);
          assertSame(written, read(written, CsvFormat.detected().separatedBy(written.separator())));
          assertSame(written, read(written, CsvFormat.detected()));
        });
  }

  private static Table read(Written written, CsvFormat format) {
    return TableReader.read(
        new ByteArrayInputStream(written.text().getBytes(StandardCharsets.UTF_8)),
        "written.csv",
        format);
  }

  private static void assertSame(Written written, Table table) {
    assertThat(table.columns()).isEqualTo(written.names());
    assertThat(bits(table)).isEqualTo(bits(written));
  }

  private static List<List<Long>> bits(Table table) {
    return table.columns().stream().map(table::column).map(TableRoundTripTest::bits).toList();
  }

  private static List<List<Long>> bits(Written written) {
    return Arrays.stream(written.columns()).map(TableRoundTripTest::bits).toList();
  }

  private static List<Long> bits(double[] column) {
    return IntStream.range(0, column.length)
        .mapToObj(i -> Double.doubleToRawLongBits(column[i]))
        .collect(Collectors.toList());
  }
}
