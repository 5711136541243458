package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import regress.data.Dataset;
import regress.data.Samples;
import regress.engine.Errors;
import regress.engine.Kernels;
import regress.engine.Mode;
import regress.engine.Optimizer;
import regress.engine.Precision;
import regress.internal.engine.Engine;
import regress.internal.engine.Installed;

/** Where each option has an effect: what the table says, and what then happens. */
class OptionTest {
  private static final Dataset CARS = Samples.mtcars().dataset("mpg", List.of("wt", "hp"));

  /**
   * The modes, by their first letters, and optimizer newton, n, in which an option has an effect.
   */
  private static final String TABLE =
      """
      option         tornado  jvm   reference
      ERRORS         n        n     -
      EPOCHS         sufg     sfg   -
      LEARNING_RATE  sufg     sfg   -
      TOLERANCE      sufg     sfg   -
      PATIENCE       sufg     sfg   -
      STANDARDIZE    sufg     sfg   d
      START          sufg     sfg   -
      PRECISION      sufgn    sfgn  -
      ENGINE         sufgn    sfgn  d
      OPTIMIZER      sufgn    sfgn  -
      MODE           sufg     sfg   d
      DEVICE         sufgn    sfgn  d
      DEVICE_MEMORY  sufgn    -     -
      KERNELS        sufgn    -     -
      INTERCEPT      n        n     d
      """;

  private static final List<String[]> ROWS = TABLE.lines().map(line -> line.split(" +")).toList();

  /** Every cell: option, engine, mode, and whether there is an effect. */
  static Stream<Arguments> cells() {
    return ROWS.stream().skip(1).flatMap(OptionTest::cells);
  }

  private static Stream<Arguments> cells(String[] row) {
    return Stream.of(1, 2, 3)
        .flatMap(
            column ->
                wheres(ROWS.getFirst()[column])
                    .map(
                        where ->
                            Arguments.of(
                                Option.valueOf(row[0]),
                                where,
                                row[column].contains(letter(where)))));
  }

  private static Stream<Option.Where> wheres(String engine) {
    Stream<Option.Where> descents =
        modes(engine).stream().map(mode -> new Option.Where(engine, Optimizer.AUTO, mode));
    return engine.equals("reference")
        ? descents
        : Stream.concat(descents, Stream.of(new Option.Where(engine, Optimizer.NEWTON, Mode.AUTO)));
  }

  private static List<Mode> modes(String engine) {
    return switch (engine) {
      case "tornado" -> List.of(Mode.STEPWISE, Mode.UNROLLED, Mode.FUSED, Mode.GRAM);
      case "jvm" -> List.of(Mode.STEPWISE, Mode.FUSED, Mode.GRAM);
      default -> List.of(Mode.DIRECT);
    };
  }

  private static String letter(Option.Where where) {
    Object what = where.mode() == Mode.AUTO ? where.optimizer() : where.mode();
    return what.toString().substring(0, 1);
  }

  private static Regression there(Option.Where where) {
    return Regression.squared()
        .engine(where.engine())
        .optimizer(where.optimizer())
        .mode(where.mode());
  }

  @Test
  void everyOptionHasARow() {
    assertThat(ROWS.stream().skip(1).map(row -> row[0]))
        .containsExactlyElementsOf(Arrays.stream(Option.values()).map(Option::name).toList());
  }

  @Test
  void everyEngineAndModeHasACell() {
    for (Engine engine : Installed.all()) {
      if (engine.absence().isEmpty()) {
        assertThat(modes(engine.name())).hasSameElementsAs(engine.modes());
      }
    }
  }

  @Test
  void everyMethodThatGivesAnOptionHasOneOfItsName() {
    assertThat(
            Arrays.stream(Regression.class.getMethods())
                .filter(method -> method.getReturnType() == Regression.class)
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .map(method -> method.getName())
                .filter(name -> !name.equals("without")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Option.values()).map(Option::toString).toList());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void anOptionIsRefusedWhereItHasNoEffect(Option option, Option.Where where, boolean effective) {
    Regression there = there(where);
    if (effective) {
      assertThat(give(option, there)).isNotNull();
    } else {
      assertThatExceptionOfType(OptionException.class)
          .isThrownBy(() -> give(option, there))
          .withMessageMatching(
              option + " has no effect (with (engine|optimizer)|in mode) \\w+, wh.*")
          .withMessageEndingWith(". Leave it out.")
          .matches(e -> e.option() == option);
      assertThatExceptionOfType(OptionException.class)
          .isThrownBy(
              () ->
                  give(option, Regression.squared())
                      .engine(where.engine())
                      .optimizer(where.optimizer())
                      .mode(where.mode()))
          .matches(e -> e.option() == option);
    }
  }

  /** On the engines that are always there; what needs a device is tested where devices are. */
  @ParameterizedTest
  @MethodSource("cells")
  void anOptionThatIsTakenChangesWhatComesOut(
      Option option, Option.Where where, boolean effective) {
    boolean isDefault = option == Option.OPTIMIZER && where.mode() != Mode.AUTO; // gd is.
    if (effective && !where.engine().equals("tornado") && !isDefault) {
      Regression there = there(where);
      assertThat(outcome(give(option, there))).isNotEqualTo(outcome(there));
    }
  }

  /** A value that makes a difference to the cars: one that is refused when it comes to names. */
  private static Regression give(Option option, Regression options) {
    return switch (option) {
      case ERRORS -> options.errors(Errors.HC3);
      case EPOCHS -> options.epochs(2);
      case LEARNING_RATE -> options.learningRate(1e-3);
      case TOLERANCE -> options.tolerance(1e-2);
      case PATIENCE -> options.patience(500);
      case STANDARDIZE -> options.standardize(false);
      case START -> options.start(1, 2, 3);
      case PRECISION -> options.precision(Precision.FLOAT32);
      case ENGINE -> options.engine("none");
      case OPTIMIZER ->
          options.optimizer(
              options.mode() == Mode.AUTO && options.optimizer() == Optimizer.AUTO
                  ? Optimizer.NEWTON
                  : Optimizer.GD);
      case MODE -> options.mode(Mode.UNROLLED);
      case DEVICE -> options.device("none");
      case DEVICE_MEMORY -> options.deviceMemory(1_000);
      case KERNELS -> options.kernels(Kernels.PLAIN);
      case INTERCEPT -> options.intercept(false);
    };
  }

  private static String outcome(Regression options) {
    try {
      Fit fit = options.fit(CARS);
      return fit.epochs()
          + Arrays.toString(fit.coefficients())
          + fit.inference().map(Inference::coefficients)
          + fit.attestation().precision();
    } catch (RuntimeException e) {
      return e.toString();
    }
  }

  @Test
  void whatEqualsTheEnginesOwnPrecisionIsNoContradiction() {
    Regression options = Regression.squared().precision(Precision.FLOAT64).engine("reference");
    assertThat(options.fit(CARS).attestation().precision()).isEqualTo(Precision.FLOAT64);
  }

  @Test
  void aGivenDefaultIsGivenAllTheSame() {
    Regression options = Regression.squared().epochs(10_000);
    assertThatExceptionOfType(OptionException.class)
        .isThrownBy(() -> options.engine("reference"))
        .withMessageStartingWith("epochs ");
    assertThat(options.without(Option.EPOCHS).engine("reference").epochs()).isEqualTo(10_000);
  }

  @ParameterizedTest
  @EnumSource
  void anEngineOfOurChoiceMayBecomeOneThatTakesIt(Option option) {
    assertThat(option.idleness(new Option.Where("auto", Optimizer.AUTO, Mode.AUTO))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void namesAreThoseOfMethods(Option option) {
    assertThat(option.toString().toLowerCase(Locale.ROOT))
        .isEqualTo(option.name().replace("_", "").toLowerCase(Locale.ROOT));
  }
}
