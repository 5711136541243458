package regress;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import regress.data.Dataset;
import regress.data.SeedProblem;

class ScaledTest {
  private static Dataset seed() {
    return SeedProblem.published().dataset();
  }

  @Test
  void aDatasetIsPosedOnceForEachScaling() {
    Dataset data = seed();
    Scaled standardized = Scaled.standardized(data);
    Scaled asItIs = Scaled.asItIs(data);
    assertThat(Scaled.standardized(data).problem()).isSameAs(standardized.problem());
    assertThat(Scaled.asItIs(data).problem()).isSameAs(asItIs.problem());
    assertThat(asItIs.problem().features()[0]).isSameAs(data.features()[0]);
    assertThat(standardized.problem().features()[0]).isNotEqualTo(data.features()[0]);
  }

  @Test
  void datasetsOfTheSameValuesAreNotTheSame() {
    Dataset data = seed();
    assertThat(Scaled.standardized(seed())).isNotSameAs(Scaled.standardized(data));
  }

  @Test
  void theStableRateIsThatOfTheScaledColumns() {
    Dataset data = seed();
    for (Scaled scaled : new Scaled[] {Scaled.standardized(data), Scaled.asItIs(data)}) {
      double rate = LearningRate.stable(scaled.problem());
      assertThat(scaled.stableRate()).isEqualTo(rate);
      assertThat(scaled.stableRate()).isEqualTo(rate);
    }
  }

  @Test
  void keepsNoDatasetThatNobodyHas() {
    WeakReference<Dataset> data = forgotten();
    for (int i = 0; i < 100 && data.get() != null; i++) {
      System.gc();
    }
    assertThat(data.get()).isNull();
  }

  private static WeakReference<Dataset> forgotten() {
    Dataset data = seed();
    Scaled.standardized(data);
    Scaled.asItIs(data);
    return new WeakReference<>(data);
  }
}
