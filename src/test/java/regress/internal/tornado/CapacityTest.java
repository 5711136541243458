package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import regress.engine.Device;
import regress.engine.Precision;

/** For how many rows a plan is made that a table of so many rows asks for. */
class CapacityTest {
  private static final Device DEVICE = new Device("opencl:one", "none", "none", "CPU", 4, 1);

  private static PlanKey key(Purpose purpose, int rows, Memory memory) {
    return new PlanKey(purpose, Precision.FLOAT64, rows, 2, DEVICE, memory);
  }

  @Test
  void itHasRoomForAnEighthMoreRowsAtMost() {
    long before = 0;
    for (long rows = 1; rows < 70_000; rows++) {
      long capacity = PlanKey.capacity(rows);
      assertThat(capacity).isGreaterThanOrEqualTo(Math.max(rows, before));
      assertThat(capacity).isLessThanOrEqualTo(Math.max(rows + rows / 8, 128));
      assertThat(PlanKey.capacity(capacity)).isEqualTo(capacity);
      before = capacity;
    }
    assertThat(LongStream.rangeClosed(1, 1 << 17).map(PlanKey::capacity).distinct())
        .as("one up to 128, and eight in each of ten octaves")
        .hasSize(1 + 8 * 10);
  }

  @Test
  void itHoldsForAnyNumberOfRows() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      long rows = 1 + (random.nextLong() >>> 1 + random.nextInt(56)) / 2;
      long capacity = PlanKey.capacity(rows);
      assertThat(capacity).isBetween(rows, Math.max(rows + rows / 8, 128));
      assertThat(PlanKey.capacity(rows + 1)).isGreaterThanOrEqualTo(capacity);
    }
    assertThat(key(Purpose.FUSED, Integer.MAX_VALUE, Memory.ANY).roomy().rows())
        .isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void tablesOfOneCapacityShareAPlanWhateverTheMode() {
    for (Purpose purpose :
        new Purpose[] {Purpose.STEPWISE, Purpose.UNROLLED, Purpose.FUSED, Purpose.MOMENTS}) {
      assertThat(
              IntStream.rangeClosed(1793, 1920).mapToObj(n -> key(purpose, n, Memory.ANY).roomy()))
          .containsOnly(key(purpose, 1920, Memory.ANY));
    }
  }

  /** Neither refused nor cut into parts that take turns, which alone would take longer. */
  @Test
  void whereTheRowsFitAndTheirCapacityDoesNotThePlanIsForTheRows() {
    for (Purpose purpose : new Purpose[] {Purpose.FUSED, Purpose.MOMENTS}) {
      double needed = Footprint.of(key(purpose, 70_000, Memory.ANY)).bytes();
      PlanKey tight = key(purpose, 70_000, Memory.ANY.atMost((long) needed + 1));
      assertThat(tight.roomy()).isEqualTo(tight);
      PlanKey wide = tight.with(Memory.ANY.atMost((long) (needed * 1.2)));
      assertThat(wide.roomy().rows()).isEqualTo(73_728);
      PlanKey small = tight.with(Memory.ANY.atMost(1 << 16));
      assertThat(small.roomy().rows()).as("in parts, of one plan").isEqualTo(73_728);
    }
  }
}
