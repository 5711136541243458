package regress.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.engine.EngineException;
import regress.engine.Precision;
import regress.internal.engine.Descent;
import regress.internal.engine.Problem;
import regress.internal.engine.Problems;
import regress.internal.engine.Sums;
import regress.internal.kernel.HostShape;
import regress.internal.kernel.SquaredLoss32;
import regress.internal.kernel.SquaredLoss64;

@Timeout(60)
class HostTeamTest {

  @ParameterizedTest
  @EnumSource(Precision.class)
  void theNumberOfThreadsChangesNoBit(Precision precision) {
    Problem problem = Problems.linear(20_001, 3, 1);
    double[] alone = parameters(problem, precision, 1, true);
    for (int threads = 2; threads <= 4; threads++) {
      assertThat(parameters(problem, precision, threads, false)).isEqualTo(alone);
    }
  }

  private static double[] parameters(
      Problem problem, Precision precision, int threads, boolean everyLoss) {
    Descent descent = Problems.descent(problem, 30, 0);
    int[] shape = HostShape.of(problem.samples(), problem.featureCount());
    HostDescent host =
        precision == Precision.FLOAT64
            ? HostDescent64.of(problem, SquaredLoss64.LOSS, shape, threads)
            : HostDescent32.of(problem, SquaredLoss32.LOSS, shape, threads);
    host.begin(descent);
    HostTeam.descend(host, threads, 30, everyLoss, epoch -> {}, HostTeam.DAEMONS);
    return host.parameters();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aThreadThatFailsEndsTheFit(int rank) {
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(
            () -> HostTeam.descend(new Failing(rank), 2, 10, true, epoch -> {}, HostTeam.DAEMONS))
        .withMessageContaining("no block");
  }

  /** Whatever it dies of, and whether or not there is memory to say so. */
  @ParameterizedTest
  @ValueSource(classes = {OutOfMemoryError.class, StackOverflowError.class, LinkageError.class})
  void aThreadThatDiesEndsTheFitWithItsOwnError(Class<? extends Error> type) throws Exception {
    Error death = type.getConstructor(String.class).newInstance("no thread");
    var dying = new Dying(new Failing(-1), death);
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> HostTeam.descend(dying, 2, 10, true, epoch -> {}, HostTeam.DAEMONS))
        .withMessageContaining("no thread")
        .withCause(death);
  }

  @Test
  void theThreadsThatTheSystemCanStartDoTheWork() {
    Problem problem = Problems.linear(20_001, 3, 1);
    Descent descent = Problems.descent(problem, 30, 0);
    int[] shape = HostShape.of(problem.samples(), problem.featureCount());
    double[] alone = parameters(problem, Precision.FLOAT64, 1, true);
    for (int most = 0; most < 3; most++) {
      HostDescent host = HostDescent64.of(problem, SquaredLoss64.LOSS, shape, 4);
      host.begin(descent);
      HostTeam.descend(host, 4, 30, false, epoch -> {}, atMost(most));
      assertThat(host.parameters()).isEqualTo(alone);
    }
  }

  /** Makes threads the first few of which start. */
  private static ThreadFactory atMost(int most) {
    var started = new AtomicInteger();
    return work ->
        new Thread(work) {
          @Override
          public void start() {
            if (started.getAndIncrement() >= most) {
              throw new OutOfMemoryError("unable to create native thread");
            }
            setDaemon(true);
            super.start();
          }
        };
  }

  @Test
  void anInterruptEndsTheFit() {
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(
              () -> HostTeam.descend(new Failing(-1), 2, 10, true, epoch -> {}, HostTeam.DAEMONS))
          .withMessageContaining("interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** Another descent, whose blocks cannot even be counted by a thread that is not the caller. */
  private record Dying(HostDescent other, Error death, Thread caller) implements HostDescent {
    Dying(HostDescent other, Error death) {
      this(other, death, Thread.currentThread());
    }

    @Override
    public void begin(Descent descent) {}

    @Override
    public int blocks() {
      if (Thread.currentThread() != caller) {
        throw death;
      }
      return other.blocks();
    }

    @Override
    public void block(int block, int own, boolean loss) {}

    @Override
    public void step() {}

    @Override
    public Sums sums() {
      return null;
    }

    @Override
    public Object loss() {
      return null;
    }

    @Override
    public double[] state() {
      return other.state();
    }

    @Override
    public double[] parameters() {
      return other.parameters();
    }
  }

  /** Two blocks, one of which fails. */
  private record Failing(int rank) implements HostDescent {
    @Override
    public void begin(Descent descent) {}

    @Override
    public int blocks() {
      return 2;
    }

    @Override
    public void block(int block, int own, boolean loss) {
      if (own == rank) {
        throw new IllegalStateException("no block");
      }
    }

    @Override
    public void step() {}

    @Override
    public Sums sums() {
      return null;
    }

    @Override
    public Object loss() {
      return null;
    }

    @Override
    public double[] state() {
      return new double[6];
    }

    @Override
    public double[] parameters() {
      return new double[0];
    }
  }
}
