package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeededTest {

  @Test
  void everySeedMakesItsOwnData() {
    List<Long> drawn = new ArrayList<>();
    Seeded.runs(3, 7, random -> drawn.add(random.nextLong()));
    assertThat(drawn)
        .containsExactly(
            new Random(7).nextLong(), new Random(8).nextLong(), new Random(9).nextLong());
  }

  @Test
  void theSeedThatFailsIsNamed() {
    long wrong = new Random(8).nextLong();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () -> Seeded.runs(3, 7, random -> assertThat(random.nextLong()).isNotEqualTo(wrong)))
        .withMessageStartingWith("With seed 8: ")
        .havingCause()
        .isInstanceOf(AssertionError.class);
  }
}
