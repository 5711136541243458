package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import regress.engine.Device;
import regress.engine.EngineException;
import regress.engine.Loss;
import regress.engine.Precision;
import regress.internal.engine.Problem;
import regress.internal.engine.Sums;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;

/**
 * How plans share a memory that holds only so many of them. Needs TornadoVM's classes, but no
 * device.
 */
class PlansMemoryTest {
  private static final Device DEVICE = new Device("opencl:one", "none", "none", "CPU", 1, 1);

  private final List<Integer> open = new ArrayList<>();
  private int room = Integer.MAX_VALUE;
  private double bytes = Double.POSITIVE_INFINITY;
  private Supplier<RuntimeException> full =
      () -> EngineException.failed("full", new TornadoOutOfMemoryException("no room"));
  private int made;
  private double memory = Double.POSITIVE_INFINITY;
  private final Plans plans = new Plans(Full::new, device -> memory);

  /** Fits as long as no more than {@link #room} plans are open. */
  private final class Full implements Strategy {
    private final int samples;
    private final double needs;

    Full(PlanKey key) {
      this.samples = key.rows();
      this.needs = Math.min(Footprint.of(key).bytes(), key.memory().bytes());
      made++;
      open.add(samples);
    }

    @Override
    public List<Sums> sums(
        List<Problem> problems, Loss loss, List<double[]> parameters, Meter meter) {
      if (open.size() > room || needs > bytes) {
        throw full.get();
      }
      return List.of(new Sums(new double[0], samples));
    }

    @Override
    public void close() {
      open.remove(Integer.valueOf(samples));
    }
  }

  private double fit(int samples) {
    return plans.take(key(samples), plan -> plan.sums(null, null, null, null)).getFirst().values();
  }

  private static PlanKey key(int samples) {
    return new PlanKey(Purpose.SUMS, Precision.FLOAT64, samples, 1, DEVICE);
  }

  @Test
  void aPlanIsMadeOnceAndTheEldestGoFirst() {
    for (int samples = 1; samples <= 16; samples++) {
      fit(samples);
    }
    fit(1);
    fit(17);
    assertThat(open).hasSize(16).contains(1, 17).doesNotContain(2);
  }

  @Test
  void plansTogetherTakeNoMoreThanTheDeviceHas() {
    memory = 2.5 * Footprint.of(key(1_000)).bytes();
    fit(1_000);
    fit(1_001);
    fit(1_000);
    fit(1_002);
    assertThat(open).containsExactlyInAnyOrder(1_000, 1_002);
  }

  @Test
  void whatIsReleasedIsMadeAnew() {
    fit(1);
    plans.close();
    assertThat(open).isEmpty();
    assertThat(fit(1)).isEqualTo(1);
    assertThat(made).isEqualTo(2);
  }

  @Test
  void whoIsInterruptedWaitsForNobodysTurn() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> fit(1))
        .withMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void allOthersAreReleasedWhenMemoryRunsOut() {
    fit(1);
    fit(2);
    room = 2;
    assertThat(fit(3)).isEqualTo(3);
    assertThat(open).containsExactly(3);
  }

  @Test
  void aFitThatFindsNoRoomByItselfGetsAPlanForLessMemoryAndKeepsIt() {
    bytes = Footprint.of(key(100_000)).bytes() / 3;
    fit(1);
    assertThat(fit(100_000)).isEqualTo(100_000);
    assertThat(made).as("1, all twice, half, a quarter").isEqualTo(5);
    assertThat(fit(100_000)).isEqualTo(100_000);
    assertThat(made).isEqualTo(5);
    assertThat(open).containsExactly(100_000);
  }

  @Test
  void aHostThatRunsOutOfMemoryIsServedAlike() {
    bytes = Footprint.of(key(100_000)).bytes() / 3;
    full =
        () -> {
          throw new OutOfMemoryError("no room");
        };
    assertThat(fit(100_000)).isEqualTo(100_000);
    assertThat(made).isEqualTo(3);
  }

  @Test
  void aFitThatFindsNoRoomAtAllFails() {
    fit(1);
    room = 0;
    assertThatExceptionOfType(EngineException.class).isThrownBy(() -> fit(2)).withMessage("full");
    assertThat(open).isEmpty();
  }
}
