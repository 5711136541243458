package regress.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.kernel.HostShape;

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
            ? HostDescent64.of(problem, descent, shape, threads)
            : HostDescent32.of(problem, descent, shape, threads);
    HostTeam.descend(host, threads, 30, everyLoss, epoch -> {});
    return host.parameters();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aThreadThatFailsEndsTheFit(int rank) {
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> HostTeam.descend(new Failing(rank), 2, 10, true, epoch -> {}))
        .withMessageContaining("no block");
  }

  @Test
  void anInterruptEndsTheFit() {
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(() -> HostTeam.descend(new Failing(-1), 2, 10, true, epoch -> {}))
          .withMessageContaining("interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** Two blocks, one of which fails. */
  private record Failing(int rank) implements HostDescent {
    @Override
    public void begin() {}

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
    public double[] state() {
      return new double[6];
    }

    @Override
    public double[] parameters() {
      return new double[0];
    }
  }
}
