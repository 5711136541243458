package regress.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.LongForm;
import regress.Seeded;
import regress.data.Description.Type;

final class DescriptionTest {
  private static Description of(String text, int chunk) {
    return TableReader.describe(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        "t.csv",
        CsvFormat.detected(),
        chunk);
  }

  private static Description.Column column(String fields, int chunk) {
    return of("x;y\n" + fields.replace("|", ";1\n") + ";1\n", chunk).columns().getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "1|2.5|1.0,                 NUMBER, 0, 2, 1.0, 2.5",
    "NA|-3|nan|,                NUMBER, 3, 1, -3.0, -3.0",
    "2024-02-01|NA|2023-12-31,  DATE,   1, 2, 2023-12-31, 2024-02-01",
    "2024-01-01T23:00-05:00|2024-01-02, DATE, 0, 2, 2024-01-02, 2024-01-01T23:00-05:00",
    "a|b|a|2024-01-01,          TEXT,   0, 3, '', ''",
    "inf|x,                     TEXT,   0, 2, '', ''",
    "NA||?,                     EMPTY,  3, 0, '', ''",
    "7|a|,                      MIXED,  1, 2, 7.0, 7.0",
  })
  void aColumnHasATypeAndARange(
      String fields, Type type, long missing, int distinct, String least, String greatest) {
    for (int chunk : new int[] {5, 1000}) {
      Description.Column column = column(fields, chunk);
      assertThat(column.type()).isEqualTo(type);
      assertThat(column.missing()).isEqualTo(missing);
      assertThat(column.distinct()).isEqualTo(distinct);
      assertThat(shown(column.least())).isEqualTo(least);
      assertThat(shown(column.greatest())).isEqualTo(greatest);
      assertThat(column.odd()).isEqualTo(type == Type.MIXED ? "'a' in line 3" : "");
    }
  }

  private static String shown(Description.Extreme end) {
    return end.number().isPresent() ? String.valueOf(end.number().getAsDouble()) : end.date();
  }

  @Test
  void manyRowsAreCountedAsFewAreWhereverTheyAreCut() {
    Seeded.runs(
        20,
        1,
        random -> {
          List<Double> values = values(random);
          var text = new StringBuilder("x\ty\n");
          values.forEach(value -> text.append(value).append("\t\"a\nb\"\n"));
          Description.Column x = of(text.toString(), 1 + random.nextInt(3000)).columns().getFirst();
          Set<Double> distinct = new HashSet<>(values);
          assertThat(x.isMore()).isEqualTo(distinct.size() > 1000);
          assertThat(x.distinct()).isEqualTo(Math.min(1000, distinct.size()));
          double mean = values.stream().mapToDouble(v -> v / values.size()).sum();
          assertThat(x.mean().orElseThrow()).isCloseTo(mean, within(1e3));
          assertThat(x.greatest().number().orElseThrow())
              .isEqualTo(values.stream().mapToDouble(v -> v).max().orElseThrow());
        });
  }

  private static List<Double> values(Random random) {
    int kinds = 1 + random.nextInt(2000);
    List<Double> values = new ArrayList<>();
    for (int i = random.nextInt(3000); i >= 0; i--) {
      values.add((random.nextInt(kinds) - 700) * 1e12);
    }
    return values;
  }

  /** Of what cancels, and of what is too large to add. */
  @Test
  void aMeanIsThatOfTheNumbers() {
    assertThat(column("1e16|1|-1e16|1", 4).mean()).hasValue(0.5);
    assertThat(column("1.7e308|1.7e308", 1000).mean()).hasValue(1.7e308);
  }

  @Test
  void howItIsWrittenIsTold() {
    Description table = of("\ufeffx;y\n1;45%\n", 9);
    assertThat(table.separator()).isEqualTo(';');
    assertThat(table.encoding()).isEqualTo(StandardCharsets.UTF_8);
    assertThat(table.header()).isTrue();
    assertThat(table.compressed()).isFalse();
    assertThat(table.rows()).isEqualTo(1);
    assertThat(table.advice()).containsExactly("To read y as numbers, give --symbols '%'.");
    assertThat(of("1;2\n3;4\n", 9).advice())
        .containsExactly(
            "Its first line looks like values: if it is no header, say so (--no-header).");
  }

  /**
   * More than FastCSV takes unasked; in the long form, a million fields, until one has too many.
   */
  @Test
  void manyColumnsHaveFewDistinctValuesCounted() {
    int rows = LongForm.ASKED ? 51 : 3;
    int width = 20_000;
    String line = "1,".repeat(width - 1);
    var text = new StringBuilder();
    IntStream.range(0, width).forEach(j -> text.append(j == 0 ? "c" : ",c").append(j));
    for (int i = 0; i < rows; i++) {
      text.append('\n').append(line).append(i);
    }
    List<Description.Column> columns = of(text.toString(), 1 << 16).columns();
    assertThat(columns.getFirst().distinct()).isEqualTo(1);
    assertThat(columns.getLast().isMore()).isEqualTo(rows > 50);
    assertThat(columns.getLast().distinct()).isEqualTo(Math.min(rows, 50));
  }

  @Test
  void whatIsWrongWithATableIsSaidAsElsewhere() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> of("x,y\n1,2\n3\n", 4))
        .withMessage(
            "t.csv line 3 has 1 fields where line 1 has 2. Give every row one field a column.");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> of("x,y\n", 4))
        .withMessage("t.csv has a header and no rows. Add rows of values.");
  }
}
