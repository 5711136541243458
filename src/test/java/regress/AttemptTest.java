package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.data.CsvFormat;
import regress.data.DataException;
import regress.data.Dataset;
import regress.data.Samples;
import regress.data.Table;
import regress.data.TableReader;
import regress.engine.EngineInfo;
import regress.engine.Engines;
import regress.engine.Mode;
import regress.engine.Optimizer;

/** Many tables, some of which cannot be fitted. */
final class AttemptTest {
  private static final int ROUNDS = LongForm.ASKED ? 30 : 4;

  /** What is wrong with a table, and what is said of it. */
  private enum Flaw {
    FEW_ROWS("fewer than the 3 coefficients"),
    MISSING("the value is missing"),
    NOT_A_NUMBER("column 'a': "),
    OUT_OF_RANGE("column 'b': "),
    NO_COLUMN("has no column 'b'"),
    WILD("The fit diverged at epoch"),
    CONSTANT("Feature 'a' has the same value in every row"),
    COLLINEAR("The features are collinear");

    private final String said;

    Flaw(String said) {
      this.said = said;
    }

    /** Only some fits cannot live with what some tables hold. */
    boolean stops(Regression options) {
      boolean isDescent = options.optimizer() == Optimizer.GD;
      return switch (this) {
        case WILD -> isDescent && !options.standardize();
        case CONSTANT -> isDescent && options.standardize() || isReference(options);
        case COLLINEAR -> isReference(options);
        default -> true;
      };
    }

    private static boolean isReference(Regression options) {
      return options.engine().equals(Engines.REFERENCE);
    }
  }

  private static Table table(Random random, Flaw flaw) {
    int rows = flaw == Flaw.FEW_ROWS ? 2 : 5 + random.nextInt(60);
    var text = new StringBuilder(flaw == Flaw.NO_COLUMN ? "a,c,y\n" : "a,b,y\n");
    for (int i = 0; i < rows; i++) {
      double a = flaw == Flaw.CONSTANT ? 3 : random.nextGaussian();
      double b = flaw == Flaw.COLLINEAR ? 2 * a : random.nextGaussian();
      double far = flaw == Flaw.WILD ? 1e4 : 1;
      String last = i < rows - 1 ? null : flaw == Flaw.MISSING ? "" : null;
      String odd = flaw == Flaw.NOT_A_NUMBER && i == rows - 1 ? "inf" : far * a + "";
      String big = flaw == Flaw.OUT_OF_RANGE && i == rows - 1 ? "1e999" : far * b + "";
      String y = last == null ? a - b + random.nextGaussian() + "" : last;
      text.append(odd).append(',').append(big).append(',').append(y).append('\n');
    }
    var bytes = new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
    return TableReader.read(bytes, "t.csv", CsvFormat.detected());
  }

  private static Regression options(String engine, String how) {
    Regression options = Regression.squared().engine(engine);
    return switch (how) {
      case "solved" -> options;
      case "huber" -> Regression.huber(1).engine(engine).optimizer(Optimizer.GD).epochs(50);
      case "wild" ->
          descent(options).standardize(false).learningRate(0.1).mode(Mode.FUSED).epochs(300);
      default -> descent(options).mode(Mode.valueOf(how)).epochs(60);
    };
  }

  private static Regression descent(Regression options) {
    return options.optimizer(Optimizer.GD);
  }

  @ParameterizedTest
  @CsvSource({
    "jvm, solved",
    "jvm, GRAM",
    "jvm, STEPWISE",
    "jvm, huber",
    "jvm, wild",
    "reference, solved",
    "auto, solved",
  })
  void oneThatCannotBeFittedHasItsErrorInItsPlaceAndCostsNoOther(String engine, String how) {
    Regression options = options(engine, how);
    Seeded.runs(
        ROUNDS,
        how.hashCode(),
        random -> {
          List<Flaw> flaws = new ArrayList<>();
          List<Table> tables = new ArrayList<>();
          for (int i = 1 + random.nextInt(12); i > 0; i--) {
            Flaw flaw = random.nextBoolean() ? Flaw.values()[random.nextInt(8)] : null;
            flaws.add(flaw != null && flaw.stops(options) ? flaw : null);
            tables.add(table(random, flaw));
          }
          assertAttempts(options, flaws, tables);
        });
  }

  @LongForm
  @ParameterizedTest
  @ValueSource(strings = {"solved", "GRAM", "FUSED", "UNROLLED", "huber", "wild"})
  void soItIsOnADevice(String how) {
    EngineInfo tornado =
        Machine.engines().stream()
            .filter(engine -> engine.name().equals(Engines.TORNADO))
            .findFirst()
            .orElseThrow();
    assumeTrue(tornado.absence().isEmpty(), () -> tornado.absence().orElseThrow());
    oneThatCannotBeFittedHasItsErrorInItsPlaceAndCostsNoOther(Engines.TORNADO, how);
  }

  private static void assertAttempts(Regression options, List<Flaw> flaws, List<Table> tables) {
    Function<Table, Dataset> columns = table -> table.dataset("y", "a", "b");
    int[] good = IntStream.range(0, flaws.size()).filter(i -> flaws.get(i) == null).toArray();
    List<Attempt> all = options.attemptAll(tables, columns);
    List<Fit> without =
        options.fitAll(Arrays.stream(good).mapToObj(tables::get).map(columns).toList());
    assertThat(all).hasSameSizeAs(tables);
    for (int k = 0; k < good.length; k++) {
      Attempt attempt = all.get(good[k]);
      assertThat(attempt.error()).isEmpty();
      assertThat(numbers(attempt.orElseThrow())).isEqualTo(numbers(without.get(k)));
    }
    for (int i = 0; i < flaws.size(); i++) {
      if (flaws.get(i) != null) {
        assertThat(all.get(i).error().orElseThrow()).hasMessageContaining(flaws.get(i).said);
        assertThat(all.get(i).fit().isPresent()).isEqualTo(flaws.get(i) == Flaw.WILD);
      }
    }
  }

  private static List<Object> numbers(Fit fit) {
    return List.of(
        fit.intercept(),
        Arrays.toString(fit.coefficients()),
        fit.outcome(),
        fit.epochs(),
        fit.metrics(),
        fit.rows());
  }

  @Test
  void whatConcernsAllIsThrown() {
    List<Table> cars = List.of(Samples.mtcars(), Samples.mtcars());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> JVM.start(1).attemptAll(cars, table -> table.dataset("mpg", "wt")))
        .withMessageContaining("The start has 1 values");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                JVM.attemptAll(
                    cars,
                    table -> {
                      throw new IllegalStateException("a fault of the caller's");
                    }));
  }

  private static final Regression JVM = Regression.squared().engine("jvm");

  @Test
  void fitAllThrowsTheFirstError() {
    Dataset cars = Samples.mtcars().dataset("mpg", "wt");
    Dataset flat = Dataset.of(List.of("wt"), new double[][] {{1, 1}}, "mpg", new double[] {1, 2});
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> JVM.optimizer(Optimizer.GD).fitAll(List.of(cars, flat, cars)))
        .withMessageContaining("Feature 'wt' has the same value in every row");
    assertThat(JVM.attemptAll(List.<Dataset>of(), data -> data)).isEmpty();
  }
}
