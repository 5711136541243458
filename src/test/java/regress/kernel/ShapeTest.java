package regress.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ShapeTest {

  @Property
  void blocksCoverEveryRowOnce(@ForAll @IntRange(min = 1, max = 5_000_000) int rows) {
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
}
