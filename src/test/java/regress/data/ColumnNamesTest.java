package regress.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ColumnNamesTest {
  private static final String LETTERS = "ab,\"' \n;|.2";

  @Test
  void aListIsReadBackAsTheNamesItWasMadeOf() {
    var random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      List<String> names = IntStream.rangeClosed(0, i % 4).mapToObj(j -> name(random) + j).toList();
      assertThat(ColumnNames.read(List.of(ColumnNames.list(names)), List.of()))
          .as("%s", names)
          .isEqualTo(names);
      assertThat(ColumnNames.read(names, names)).isEqualTo(names);
    }
  }

  /** Tables strip their names. */
  private static String name(Random random) {
    var name = new StringBuilder();
    for (int length = random.nextInt(6); length > 0; length--) {
      name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return name.toString().stripLeading();
  }

  @Test
  void aColumnWinsOverAList() {
    List<String> lists = List.of("a,b", "c");
    assertThat(ColumnNames.read(lists, List.of("a", "b", "c"))).containsExactly("a", "b", "c");
    assertThat(ColumnNames.read(lists, List.of("a", "b", "a,b"))).containsExactly("a,b", "c");
  }

  @Test
  void nothingIsANameThatNoColumnHas() {
    assertThat(ColumnNames.read(List.of(""), List.of("a"))).containsExactly("");
    assertThat(ColumnNames.read(List.of("a,"), List.of("a"))).containsExactly("a", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a,b", "\"a\"b,c", "a,\"b"})
  void quotesThatDoNotMatchAreRefused(String list) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ColumnNames.read(List.of(list), List.of("a")))
        .withMessageStartingWith("The names " + list + " have a quote too many or too few. ")
        .matches(DataException::isChoice);
  }
}
