package regress.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import regress.Seeded;

class ShapeTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 255, 256, 257, 65_535, 65_536, 65_537, 5_000_000})
  void blocksCoverEveryRowOnce(int rows) {
    int[] shape = Shape.of(rows, 1);
    int next = 0;
    for (int block = 0; block < shape[Shape.BLOCKS]; block++) {
      assertThat(Shape.firstRow(block, shape)).isEqualTo(next);
      assertThat(Shape.endRow(block, shape)).isGreaterThan(next);
      next = Shape.endRow(block, shape);
    }
    assertThat(next).isEqualTo(rows);
    assertThat(shape[Shape.BLOCKS]).isBetween(1, 256);
  }

  /** As many small numbers as large ones. */
  @Test
  void blocksCoverAnyNumberOfRowsOnce() {
    Seeded.runs(
        1_000, 1, random -> blocksCoverEveryRowOnce(1 + random.nextInt(2 << random.nextInt(22))));
  }
}
