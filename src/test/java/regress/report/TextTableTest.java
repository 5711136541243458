package regress.report;

import static org.assertj.core.api.Assertions.assertThat;
import static regress.report.TextTable.Column.left;
import static regress.report.TextTable.Column.right;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tables whose columns stand below each other in a terminal, whatever script their cells are in.
 */
class TextTableTest {
  private record Row(String name, String value) {}

  @Test
  void columnsAreAlignedInAnyScript() {
    List<Row> rows =
        List.of(
            new Row("weight", "1.5"),
            new Row("重量", "22"),
            new Row("ве\u0301с", "3"),
            new Row("한글 이름", "4.25"),
            new Row("ﾊﾝｶｸ", "5"),
            new Row("🚗", "6"));
    String table =
        TextTable.format(List.of(left("", Row::name), right("estimate", Row::value)), rows);
    List<String> lines = table.lines().toList();
    assertThat(lines).hasSize(7);
    int width = "한글 이름".length() + 4 + 2 + "estimate".length();
    assertThat(lines).allSatisfy(line -> assertThat(TextTable.width(line)).isEqualTo(width));
  }
}
