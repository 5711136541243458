package regress.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read; {@link BadTablesTest} holds what is refused. */
class TableReaderTest {
  private static final CsvFormat DETECTED = CsvFormat.detected();

  private static Table read(String text) {
    return read(text, DETECTED);
  }

  private static Table read(String text, CsvFormat format) {
    return TableReader.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "cars.csv", format);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hp,mpg\n1,2\n3,4\n",
        "hp,mpg\n1,2\n3,4",
        "hp,mpg\r\n1,2\r\n3,4\r\n",
        "hp,mpg\r1,2\r3,4\r",
        "\ufeffhp,mpg\n1,2\n3,4\n",
        "\ufeff\"hp\",mpg\n1,2\n3,4\n",
        "hp;mpg\n1;2\n3;4\n",
        "hp\tmpg\n1\t2\n3\t4\n",
        "\n \nhp\tmpg\n1\t2\n3\t4\n",
        "\"hp\",\"mpg\"\n\"1\",2\n3,\"4\"\n",
        " hp , \"mpg\"\n 1 , \"2\" \n3,\t4\n",
        "\n  \nhp,mpg\n1,2\n\n   \n3,4\n\n",
        "hp,mpg\n+1,2.\n3e0,.4E+1\n",
      })
  void readsTheSameTableFromEveryDialect(String text) {
    Table table = read(text);
    assertThat(table.name()).isEqualTo("cars.csv");
    assertThat(table.columns()).containsExactly("hp", "mpg");
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.column("hp")).containsExactly(1, 3);
    assertThat(table.column("mpg")).containsExactly(2, 4);
  }

  @Test
  void tabsAndBlanksAroundFieldsStaySeparators() {
    Table table = read("car\thp\tmpg\n\"a b\"\t \"1\"\t2\n");
    assertThat(table.columns()).containsExactly("car", "hp", "mpg");
    assertThat(table.column("hp")).containsExactly(1);
  }

  @Test
  void quotesHideSeparatorsLineEndsAndQuotes() {
    Table table = read("\"hp; \"\"gross\"\"\nof the engine\",mpg\n1,2\n");
    assertThat(table.columns()).containsExactly("hp; \"gross\"\nof the engine", "mpg");
  }

  @Test
  void semicolonIsFoundAmongDecimalCommas() {
    Table table = read("1,5;2,5\n", DETECTED.withoutHeader());
    assertThat(table.columns()).hasSize(2);
  }

  @Test
  void separatorCanBeGiven() {
    assertThat(read("a|b,c\n1|2\n", DETECTED.separatedBy('|')).columns())
        .containsExactly("a", "b,c");
  }

  @Test
  void columnsWithoutHeaderAreNumbered() {
    Table table = read("1,2\n3,4\n", DETECTED.withoutHeader());
    assertThat(table.columns()).containsExactly("c1", "c2");
    assertThat(table.column("c2")).containsExactly(2, 4);
  }

  @Test
  void columnThatTheHeaderDoesNotNameIsNumbered() {
    assertThat(read(",hp\n1,2\n").columns()).containsExactly("c1", "hp");
  }

  @Test
  void firstLineLongerThanTheLookAheadIsStillRead() {
    String name = "x".repeat(1 << 17);
    assertThat(read("a," + name + "\n1,2\n").column(name)).containsExactly(2);
  }

  @Test
  void bytesAreUtf8() {
    byte[] bytes = "\ufeffLänge,höhe\n1,2\n".getBytes(StandardCharsets.UTF_8);
    Table table = TableReader.read(new ByteArrayInputStream(bytes), "standard input", DETECTED);
    assertThat(table.columns()).containsExactly("Länge", "höhe");
    assertThat(table.name()).isEqualTo("standard input");
  }

  @Test
  void fileIsCalledAsItsPathIsWritten(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("cars.csv"), "hp,mpg\n1,2\n");
    assertThat(TableReader.read(file, DETECTED).name()).isEqualTo(file.toString());
  }

  @Test
  void unnamedFeaturesAreTheOtherNumericColumnsInTheFilesOrder() {
    Table table = read("car,wt,mpg,none,hp\na,1,2,NA,5\nNA,2,3,,6\nb,3,4,,9\n");
    Dataset dataset = table.dataset("mpg", List.of());
    assertThat(table.numberlessColumns()).containsExactly("car", "none");
    assertThat(dataset.featureNames()).containsExactly("wt", "hp");
    assertThat(dataset.features()).isDeepEqualTo(new double[][] {{1, 2, 3}, {5, 6, 9}});
    assertThat(dataset.targetName()).isEqualTo("mpg");
    assertThat(dataset.target()).containsExactly(2, 3, 4);
  }

  @Test
  void namedFeaturesKeepTheOrderOfTheirNames() {
    Dataset dataset = read("a,b,c\n1,2,3\n4,5,6\n7,8,9\n").dataset("b", List.of("c", "a"));
    assertThat(dataset.features()).isDeepEqualTo(new double[][] {{3, 6, 9}, {1, 4, 7}});
  }

  @Test
  void faultsOfColumnsThatNobodyAsksForDoNotMatter() {
    Table table = read("a,b,c\n1,NaN,3\n4,oops,6\n");
    assertThat(table.dataset("c", List.of("a")).featureCount()).isEqualTo(1);
  }

  @Test
  void tableDoesNotChangeThroughWhatItHandsOut() {
    Table table = read("a,b\n1,2\n3,4\n");
    table.column("a")[0] = 99;
    assertThat(table.column("a")).containsExactly(1, 3);
  }

  @ParameterizedTest
  @CsvSource({"-0.0, -0.0", "1e-400, 0", "4.9e-324, 4.9e-324", "0012, 12", "1E3, 1000"})
  void numbersAreReadToTheBit(String field, double value) {
    assertThat(read("a,b\n" + field + ",1\n").column("a")).containsExactly(value);
  }

  @Test
  void manyRowsAreReadWhole() {
    int n = 200_000;
    var text = new StringBuilder("i,half,name\n");
    for (int i = 0; i < n; i++) {
      text.append(i).append(',').append(i / 2.0).append(",n").append(i).append('\n');
    }
    Table table = read(text.toString());
    double[] half = table.column("half");
    assertThat(table.rows()).isEqualTo(n);
    assertThat(half).hasSize(n);
    for (int i = 0; i < n; i++) {
      assertThat(half[i] == i / 2.0).as("row %d", i).isTrue();
    }
    assertThat(table.numberlessColumns()).containsExactly("name");
  }
}
