package regress.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "x*, x x1 xyz, y ax X",
    "*, a ab *, ",
    "temp_?, temp_1 temp_a temp_\uD83D\uDE00, temp_ temp_12",
    "[ab]*, a b1 bx, c 1a",
    "[a-c0]1, a1 b1 c1 01, d1 -1",
    "[!ab], c !, a b cc",
    "[]x], ] x, [",
    "[-a], - a, b",
    "x[1, x[1, x1",
    "*a*b*a, aba xaxbxa abbba, ab aab",
    "??, ab \uD83D\uDE00\uD83D\uDE00, a abc \uD83D\uDE00",
    "a.*, a. a.b, ab",
  })
  void globsAreThoseOfShells(String glob, String matched, String others) {
    for (String name : matched.split(" ")) {
      assertThat(new Glob(glob).matches(name)).as(name).isTrue();
    }
    for (String name : others == null ? new String[0] : others.split(" ")) {
      assertThat(new Glob(glob).matches(name)).as(name).isFalse();
    }
  }

  @Test
  void starsAndQuestionMarksAreAsRegularExpressionsHaveThem() {
    var random = new Random(5);
    for (int i = 0; i < 5_000; i++) {
      String glob = text(random, "ab*?");
      String name = text(random, "ab");
      String same = glob.replace("*", ".*").replace("?", ".");
      assertThat(new Glob(glob).matches(name)).as(glob + " " + name).isEqualTo(name.matches(same));
    }
  }

  private static String text(Random random, String letters) {
    var text = new StringBuilder();
    for (int length = random.nextInt(8); length > 0; length--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  /** A pattern that is tried in all ways would take longer than the world is old. */
  @Test
  void manyStarsTakeNoTime() {
    String name = "a".repeat(10_000);
    assertThat(new Glob("a*".repeat(500) + "b").matches(name)).isFalse();
    assertThat(new Glob("a*".repeat(500)).matches(name)).isTrue();
  }
}
