package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.data.CsvFormat;
import regress.data.Dataset;
import regress.data.TableReader;
import regress.report.Numbers;
import regress.report.TextTable;
import regress.report.TextTable.Column;

final class PrintingTest {

  @Test
  void columnsAreAsWideAsTheirWidestCellAndLinesEndInNoBlanks() {
    List<Column<List<String>>> columns =
        List.of(
            Column.left("name", List::getFirst),
            Column.right("µs", row -> row.get(1)),
            Column.left("note", List::getLast));
    var rows = List.of(List.of("a", "1.5", ""), List.of("longer", "10", "x"));
    assertThat(TextTable.format(columns, rows))
        .isEqualTo(
            """
            name     µs  note
            a       1.5
            longer   10  x
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "37.2272701164, 37.2273",
    "-0.0317729468, -0.0317729",
    "2.5, 2.50000",
    "999999.5, 1000000",
    "123456789, 123457000",
    "1234567890, 1.23457e+09",
    "0.00000123456, 0.00000123456",
    "1.5e-7, 1.50000e-07",
    "1e308, 1.00000e+308",
    "NaN, NaN",
  })
  void numbersHaveSixSignificantDigits(double value, String text) {
    assertThat(Numbers.significant(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "0.25, 0.250 ns",
    "950, 950 ns",
    "1234, 1.23 µs",
    "999600, 1.00 ms",
    "12345678, 12.3 ms",
    "1650000000, 1.65 s",
    "123456000000, 123 s",
    "12345600000000, 12300 s",
  })
  void timesChooseTheirUnit(double nanos, String text) {
    assertThat(Numbers.time(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.00 KiB",
    "1600, 1.56 KiB",
    "6323552256, 5.89 GiB",
    "9223372036854775807, 8390000 TiB",
  })
  void sizesChooseTheirUnit(long bytes, String text) {
    assertThat(Numbers.bytes(bytes)).isEqualTo(text);
  }

  @Test
  void numbersAreTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Numbers.threeDecimals(2.8424)).isEqualTo("2.842");
      assertThat(Numbers.count(10_000)).isEqualTo("10,000");
      assertThat(Numbers.significant(1.5e12)).isEqualTo("1.50000e+12");
    } finally {
      Locale.setDefault(before);
    }
  }

  /** Arabic has digits of its own, which Java's formats take. */
  @Test
  void messagesHaveTheSameDigitsInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThatThrownBy(() -> Dataset.of(new double[][] {{1}}, new double[] {2}))
          .hasMessageContaining("has 1 row, fewer than the 2 ");
      assertThatThrownBy(() -> TableReader.read(bytes("a,b\n1,2,3\n"), "t", CsvFormat.detected()))
          .hasMessageContaining("t line 2 has 3 fields where line 1 has 2.");
      assertThatThrownBy(
              () -> TableReader.read(bytes("a,b\n1,x\n"), "t", CsvFormat.detected()).column("b"))
          .hasMessageContaining("t line 2, column 'b'");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
