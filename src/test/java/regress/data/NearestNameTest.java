package regress.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestNameTest {
  private static final List<String> NAMES = List.of("mpg", "hp", "wt", "displacement", "disc");

  @ParameterizedTest
  @CsvSource({
    "mgp, mpg",
    "MPG, mpg",
    "mp, mpg",
    "ph, hp",
    "displ, displacement",
    "DISPLACE, displacement",
    "displacment, displacement",
    "dispalcemnet, displacement",
    "dics, disc"
  })
  void isGuessed(String asked, String meant) {
    assertThat(NearestName.to(asked, NAMES)).hasValue(meant);
  }

  @ParameterizedTest
  @CsvSource({"di", "''", "weight", "gpm", "x"})
  void isNotGuessed(String asked) {
    assertThat(NearestName.to(asked, NAMES)).isEmpty();
  }

  @Test
  void everyEditCountsOnceWhereverItIs() {
    var random = new Random(11);
    for (int i = 0; i < 1_000; i++) {
      int length = 3 + random.nextInt(9);
      var name = new StringBuilder("abcdefghijklmnop".substring(0, length));
      int at = random.nextInt(length - 1);
      switch (i % 4) {
        case 0 -> name.insert(at, 'z');
        case 1 -> name.deleteCharAt(at);
        case 2 -> name.setCharAt(at, 'z');
        default -> name.insert(at, name.charAt(at + 1)).deleteCharAt(at + 2);
      }
      String right = "abcdefghijklmnop".substring(0, length);
      assertThat(NearestName.distance(name.toString(), right)).as(name.toString()).isEqualTo(1);
      assertThat(NearestName.distance(right, name.toString())).isEqualTo(1);
    }
    assertThat(NearestName.distance("ca", "abc")).isEqualTo(3);
  }
}
