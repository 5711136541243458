package regress.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A table that is written and read back is the same table. */
class TableRoundTripTest {
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

    @Override
    public String toString() {
      return text();
    }
  }

  @Provide
  Arbitrary<Written> tables() {
    Arbitrary<int[]> shapes =
        Combinators.combine(
                Arbitraries.integers().between(2, 6), Arbitraries.integers().between(1, 150))
            .as((columns, rows) -> new int[] {columns, rows});
    return shapes.flatMap(shape -> tables(shape[0], shape[1]));
  }

  private static Arbitrary<Written> tables(int columns, int rows) {
    Arbitrary<List<String>> names =
        Arbitraries.strings()
            .withChars("ab ,;\t\"\n\u00e9")
            .ofMinLength(1)
            .ofMaxLength(8)
            .filter(name -> !name.isBlank() && name.equals(name.strip()))
            .list()
            .ofSize(columns)
            .uniqueElements();
    Arbitrary<double[]> column =
        Arbitraries.longs()
            .map(Double::longBitsToDouble)
            .filter(Double::isFinite)
            .array(double[].class)
            .ofSize(rows);
    return Combinators.combine(
            names,
            column.array(double[][].class).ofSize(columns),
            Arbitraries.of(',', ';', '\t'),
            Arbitraries.of("\n", "\r\n"),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as(Written::new);
  }

  @Property(tries = 200)
  void readsBackWhatWasWritten(@ForAll("tables") Written written) {
    assertSame(written, read(written, CsvFormat.detected().separatedBy(written.separator())));
    assertSame(written, read(written, CsvFormat.detected()));
  }

  private static Table read(Written written, CsvFormat format) {
    return TableReader.read(new StringReader(written.text()), "written.csv", format);
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
