package regress.internal.crew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.data.DataException;

@Timeout(60)
class HostCrewTest {

  @ParameterizedTest
  @CsvSource({"0, 4", "1, 4", "3, 4", "1000, 1", "1000, 4"})
  void everyPartIsDoneOnce(int count, int threads) {
    var done = new AtomicIntegerArray(count);
    HostCrew.forEach(count, threads, done::incrementAndGet);
    for (int i = 0; i < count; i++) {
      assertThat(done.get(i)).isEqualTo(1);
    }
  }

  /** The caller, and then a helper: each does one part and waits for the other's. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFailureOfAnyThreadIsTheCallers(boolean own) {
    Thread caller = Thread.currentThread();
    for (Throwable failure :
        List.of(new OutOfMemoryError("no memory"), DataException.content("Bad data."))) {
      var begun = new AtomicInteger();
      var thrown =
          catchThrowable(
              () ->
                  HostCrew.forEach(
                      1_000_000,
                      2,
                      i -> {
                        begun.incrementAndGet();
                        while (begun.get() < 2) {
                          Thread.onSpinWait();
                        }
                        if (own == (Thread.currentThread() == caller)) {
                          HostCrewTest.<RuntimeException>fail(failure);
                        }
                      }));
      assertThat(thrown).isSameAs(failure);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void fail(Throwable failure) throws T {
    throw (T) failure;
  }

  @Test
  void anInterruptIsKeptForLater() {
    var done = new AtomicInteger();
    Thread.currentThread().interrupt();
    try {
      HostCrew.forEach(1000, 3, i -> done.incrementAndGet());
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(done).hasValue(1000);
  }

  /** The common pool's threads are all taken for as long as the work lasts. */
  @Test
  void whereNobodyHasTimeTheCallerDoesItAll() throws InterruptedException {
    int taken = ForkJoinPool.getCommonPoolParallelism();
    var begun = new CountDownLatch(taken);
    var end = new CountDownLatch(1);
    for (int i = 0; i < taken; i++) {
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                begun.countDown();
                try {
                  end.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }
    begun.await();
    var done = new AtomicInteger();
    HostCrew.forEach(1000, 3, i -> done.incrementAndGet());
    end.countDown();
    assertThat(done).hasValue(1000);
  }
}
