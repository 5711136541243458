package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.data.DataException;
import regress.data.Dataset;
import regress.data.Samples;
import regress.data.SeedProblem;
import regress.engine.Mode;
import regress.engine.Optimizer;
import regress.engine.Precision;

class RegressionTest {
  private static final Dataset SEED = SeedProblem.published().dataset();

  private static Regression published() {
    return Regression.squared()
        .standardize(false)
        .start(0, 1)
        .learningRate(1e-2)
        .tolerance(0)
        .engine("jvm");
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT64, 10000, 2.842461575873113, 1.118479132313449, 1e-9",
    "FLOAT32, 10000, 2.8423779, 1.1185226, 1e-5",
    "FLOAT32, 200, 2.0871165, 1.4997839, 1e-5"
  })
  void reproducesThePublishedFits(
      Precision precision, int epochs, double a, double b, double bound) {
    for (Mode mode : List.of(Mode.STEPWISE, Mode.FUSED)) {
      for (String engine : List.of("jvm", "auto")) {
        Fit fit =
            published().precision(precision).epochs(epochs).mode(mode).engine(engine).fit(SEED);
        assertThat(fit.coefficient("x")).isCloseTo(a, within(bound));
        assertThat(fit.intercept()).isCloseTo(b, within(bound));
        assertThat(fit.outcome()).isEqualTo(Outcome.EPOCH_LIMIT);
        assertThat(fit.epochs()).isEqualTo(epochs);
      }
    }
  }

  @Test
  void convergesToThePublishedLimit() {
    Fit fit = Regression.squared().fit(SEED);
    assertThat(fit.outcome()).isEqualTo(Outcome.CONVERGED);
    assertThat(fit.coefficient("x")).isCloseTo(2.84246254, within(1e-7));
    assertThat(fit.intercept()).isCloseTo(1.11847863, within(1e-7));
    assertThat(fit.metrics().loss()).isCloseTo(0.19994046640028956, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "auto"})
  void fitsManyAsItFitsEach(String engine) {
    Regression options = Regression.squared().engine(engine);
    List<Dataset> datasets =
        IntStream.of(3, 1, 2)
            .mapToObj(seed -> new SeedProblem(seed, 40 * seed, seed, 1, 0.5).dataset())
            .toList();
    List<Fit> fits = options.fitAll(datasets);
    assertThat(fits).hasSize(3);
    for (int i = 0; i < 3; i++) {
      Fit alone = options.fit(datasets.get(i));
      assertThat(fits.get(i).outcome()).isEqualTo(alone.outcome());
      assertThat(fits.get(i).intercept()).isCloseTo(alone.intercept(), within(1e-9));
      assertThat(fits.get(i).coefficient("x")).isCloseTo(alone.coefficient("x"), within(1e-9));
    }
  }

  @Test
  void fitsNone() {
    assertThat(Regression.squared().fitAll(List.of())).isEmpty();
  }

  @Test
  void fitsManyOfAnyWidth() {
    Dataset one = Samples.mtcars().dataset("mpg", List.of("wt"));
    Dataset two = Samples.mtcars().dataset("mpg", List.of("wt", "hp"));
    List<Fit> fits = Regression.squared().fitAll(List.of(two, one, two));
    assertThat(fits.stream().map(Fit::features))
        .containsExactly(two.featureNames(), one.featureNames(), two.featureNames());
    assertThat(fits.get(1).coefficients()).isEqualTo(Regression.squared().fit(one).coefficients());
  }

  /** The least-squares fit that every textbook on these data prints. */
  @ParameterizedTest
  @CsvSource({
    "jvm, FLOAT64, 1e-5",
    "auto, FLOAT64, 1e-5",
    "reference, FLOAT64, 1e-5",
    "jvm, FLOAT32, 1e-3"
  })
  void fitsTheRoadTests(String engine, Precision precision, double bound) {
    Dataset cars = Samples.mtcars().dataset("mpg", List.of("wt", "hp"));
    Fit fit = Regression.squared().engine(engine).precision(precision).fit(cars);
    assertThat(fit.outcome()).isEqualTo(Outcome.CONVERGED);
    assertThat(fit.intercept()).isCloseTo(37.22727, within(bound));
    assertThat(fit.coefficient("wt")).isCloseTo(-3.87783, within(bound));
    assertThat(fit.coefficient("hp")).isCloseTo(-0.03177, within(bound));
    assertThat(fit.metrics().r2()).isCloseTo(0.8267855, within(1e-6));
  }

  @Test
  void fitsAllTenFeaturesAsLeastSquaresDoes() {
    Dataset cars = Samples.mtcars().dataset("mpg", List.of());
    Fit descent = Regression.squared().epochs(1_000_000).tolerance(1e-11).engine("jvm").fit(cars);
    Fit direct = Regression.squared().engine("reference").fit(cars);
    assertThat(descent.outcome()).isEqualTo(Outcome.CONVERGED);
    assertThat(descent.coefficients()).containsExactly(direct.coefficients(), Offset.offset(1e-6));
  }

  @Test
  void predictsByNameAndByPosition() {
    Dataset cars = Samples.mtcars().dataset("mpg", List.of("wt", "hp"));
    Dataset swapped = Samples.mtcars().dataset("qsec", List.of("hp", "wt"));
    Fit fit = Regression.squared().engine("reference").fit(cars);
    double[] predictions = fit.predict(swapped);
    for (int i = 0; i < cars.samples(); i++) {
      double one = fit.predict(cars.features()[0][i], cars.features()[1][i]);
      assertThat(predictions[i]).isCloseTo(one, within(1e-12));
    }
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> fit.predict(SEED))
        .withMessageContaining("'wt'");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> fit.predict(1))
        .withMessageContaining("1 values");
  }

  @ParameterizedTest
  @CsvSource({"STEPWISE", "FUSED"})
  void aDivergedFitIsNoModel(Mode mode) {
    Fit fit = published().learningRate(10).mode(mode).fit(SEED);
    assertThat(fit.outcome()).isEqualTo(Outcome.DIVERGED);
    assertThat(fit.hasModel()).isFalse();
    assertThat(fit.epochs()).isLessThan(1_000);
    assertThatExceptionOfType(DivergedException.class)
        .isThrownBy(fit::coefficients)
        .withMessageContaining("diverged at epoch")
        .withMessageContaining("learning rate");
    assertThatExceptionOfType(DivergedException.class).isThrownBy(() -> fit.predict(1));
    assertThatExceptionOfType(DivergedException.class).isThrownBy(fit::metrics);
  }

  /**
   * Sums of squares that overflow only after the last epoch's step must not slip through as a
   * model.
   */
  @Test
  void aLastStepIntoTheWildIsDivergenceToo() {
    Fit fit = published().learningRate(1e300).epochs(1).fit(SEED);
    assertThat(fit.outcome()).isEqualTo(Outcome.DIVERGED);
  }

  @Test
  void showsTheLossOfEveryEpochStepwise() {
    Fit fit = published().epochs(50).mode(Mode.STEPWISE).fit(SEED);
    assertThat(fit.lossHistory()).hasSize(50);
    assertThat(fit.lossHistory()[49]).isLessThan(fit.lossHistory()[0]);
  }

  @Test
  void aConstantFeatureIsNamed() {
    Dataset data =
        Dataset.of(
            List.of("a", "same"), new double[][] {{1, 2, 3}, {0.1, 0.1, 0.1}}, "y", new double[3]);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Regression.squared().optimizer(Optimizer.GD).fit(data))
        .withMessageContaining("'same' has the same value in every row");
    assertThat(Regression.squared().fit(data).leftOut())
        .extracting(LeftOut::sentence)
        .containsExactly("Feature 'same' was left out, since same = 0.1 to within rounding.");
  }

  @Test
  void aStartOfTheWrongLengthIsRefused() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Regression.squared().start(1, 2, 3).fit(SEED))
        .withMessageContaining("3 values")
        .withMessageContaining("2 parameters");
  }

  @Test
  void theStartIsInTheDatasUnits() {
    Regression still = published().start(4, -2).learningRate(1e-300).epochs(1);
    for (boolean standardize : new boolean[] {false, true}) {
      Fit fit = still.standardize(standardize).fit(SEED);
      assertThat(fit.intercept()).isCloseTo(4, within(1e-12));
      assertThat(fit.coefficient("x")).isCloseTo(-2, within(1e-12));
    }
  }

  @Test
  void optionsThatMeanNothingAreRefused() {
    Regression regression = Regression.squared();
    assertThatExceptionOfType(OptionException.class).isThrownBy(() -> regression.epochs(0));
    assertThatExceptionOfType(OptionException.class).isThrownBy(() -> regression.learningRate(0));
    assertThatExceptionOfType(OptionException.class)
        .isThrownBy(() -> regression.learningRate(Double.NaN));
    assertThatExceptionOfType(OptionException.class).isThrownBy(() -> regression.tolerance(-1));
    assertThatExceptionOfType(OptionException.class).isThrownBy(() -> regression.patience(0));
  }

  /**
   * The automatic rate must hold for strongly correlated features, whose Hessian has one large
   * eigenvalue.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 20, 80})
  void theAutomaticRateIsStableWithoutStandardising(int features) {
    double[][] columns =
        IntStream.range(0, features)
            .mapToObj(
                j ->
                    IntStream.range(0, 200)
                        .mapToDouble(i -> 100 + Math.sin(i * 0.3) + 0.01 * Math.sin(i * (j + 1)))
                        .toArray())
            .toArray(double[][]::new);
    double[] target = IntStream.range(0, 200).mapToDouble(i -> i).toArray();
    Fit fit =
        Regression.squared()
            .standardize(false)
            .epochs(2_000)
            .mode(Mode.STEPWISE)
            .engine("jvm")
            .fit(Dataset.of(columns, target));
    double[] history = fit.lossHistory();
    for (int epoch = 1; epoch < history.length; epoch++) {
      assertThat(history[epoch]).isLessThanOrEqualTo(history[epoch - 1] * (1 + 1e-12));
    }
  }
}
