package regress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.data.Dataset;
import regress.data.Samples;
import regress.engine.Errors;
import regress.engine.Kernels;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Optimizer;
import regress.engine.Precision;

/** What {@link Regression} does where it is told nothing. */
class DefaultsTest {

  /** A new option has a default to be pinned here. */
  @Test
  void everyOptionHasItsDocumentedDefault() throws ReflectiveOperationException {
    Map<String, Object> documented = new HashMap<>();
    documented.put("errors", Errors.CLASSIC);
    documented.put("epochs", 10_000);
    documented.put("learningRate", OptionalDouble.empty());
    documented.put("tolerance", OptionalDouble.empty());
    documented.put("patience", 3);
    documented.put("standardize", true);
    documented.put("start", List.of());
    documented.put("precision", Precision.FLOAT64);
    documented.put("engine", "auto");
    documented.put("optimizer", Optimizer.AUTO);
    documented.put("mode", Mode.AUTO);
    documented.put("device", "auto");
    documented.put("deviceMemory", OptionalLong.empty());
    documented.put("kernels", Kernels.AUTO);
    documented.put("intercept", true);
    Map<String, Object> defaults = new HashMap<>();
    for (Option option : Option.values()) {
      String name = option.toString();
      defaults.put(name, Regression.class.getMethod(name).invoke(Regression.squared()));
    }
    assertThat(defaults).isEqualTo(documented);
    assertThat(Regression.squared().loss()).isEqualTo(Loss.SQUARED);
  }

  /** On collinear features, which converge so slowly that a little of tolerance is many epochs. */
  @ParameterizedTest
  @CsvSource({"FLOAT64, 1e-8", "FLOAT32, 1e-5"})
  void theDefaultToleranceDependsOnThePrecision(Precision precision, double tolerance) {
    Dataset cars = Samples.mtcars().dataset("mpg", List.of());
    Regression some = Regression.squared().engine("jvm").precision(precision).epochs(1_000_000);
    int epochs = some.fit(cars).epochs();
    assertThat(some.tolerance(tolerance).fit(cars).epochs()).isEqualTo(epochs);
    assertThat(some.tolerance(0.9 * tolerance).fit(cars).epochs()).isGreaterThan(epochs);
    assertThat(some.tolerance(1.1 * tolerance).fit(cars).epochs()).isLessThan(epochs);
  }
}
