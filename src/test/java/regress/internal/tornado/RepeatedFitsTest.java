package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import regress.Fit;
import regress.Regression;
import regress.data.Dataset;
import regress.data.SeedProblem;
import regress.engine.Mode;

/** The library's fits of one dataset transfer it once, whatever else changes between them. */
@Tag("device")
class RepeatedFitsTest {
  private static final int ROWS = 5_003;
  private static final long DATA_BYTES = ROWS * 2L * Double.BYTES;

  @BeforeEach
  void tornadoIsHere() {
    TornadoEngine engine = new TornadoEngine();
    assumeTrue(engine.absence().isEmpty(), () -> engine.absence().orElseThrow());
  }

  private static Dataset data(long seed) {
    return new SeedProblem(seed, ROWS, 3, 1, 0.5).dataset();
  }

  private static Regression on(Mode mode) {
    return Regression.squared().engine("tornado").mode(mode).epochs(2_000);
  }

  private static long bytes(Fit fit) {
    return fit.attestation().bytesToDevice();
  }

  @ParameterizedTest
  @EnumSource(names = {"FUSED", "GRAM"})
  void theDataStayOnTheDevice(Mode mode) {
    Dataset data = data(1);
    Fit first = on(mode).fit(data);
    Fit second = on(mode).epochs(1_000).learningRate(0.3).fit(data);
    assertThat(bytes(first)).isGreaterThanOrEqualTo(DATA_BYTES);
    assertThat(bytes(second)).isLessThan(DATA_BYTES / 4);
    assertThat(second.coefficient("x")).isCloseTo(first.coefficient("x"), within(1e-6));
  }

  @ParameterizedTest
  @EnumSource(names = {"FUSED", "GRAM"})
  void anotherScalingOrDatasetIsNotMistakenForTheOneBefore(Mode mode) {
    Dataset data = data(2);
    Dataset other = data(3);
    for (boolean standardize : new boolean[] {true, false, true}) {
      assertFits(on(mode).standardize(standardize), data);
      assertFits(on(mode).standardize(standardize), other);
    }
  }

  private static void assertFits(Regression options, Dataset data) {
    Fit fit = options.fit(data);
    Fit expected = options.engine("jvm").mode(Mode.AUTO).fit(data);
    assertThat(bytes(fit)).isGreaterThanOrEqualTo(DATA_BYTES);
    assertThat(fit.epochs()).isEqualTo(expected.epochs());
    assertThat(fit.intercept()).isCloseTo(expected.intercept(), within(1e-9));
    assertThat(fit.coefficient("x")).isCloseTo(expected.coefficient("x"), within(1e-9));
  }
}
