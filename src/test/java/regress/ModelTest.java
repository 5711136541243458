package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import regress.data.CsvFormat;
import regress.data.DataException;
import regress.data.Dataset;
import regress.data.Samples;
import regress.data.Table;
import regress.data.TableReader;
import regress.data.Terms;
import regress.engine.Errors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models without their data, beside what statsmodels predicts. */
class ModelTest {
  private static final Regression JVM = Regression.squared().engine("jvm");
  private static final Model CARS = JVM.fit(Samples.mtcars().dataset("mpg", "wt", "hp")).model();

  private static Stream<JsonNode> expected() throws IOException {
    try (InputStream in = InferenceTest.resource("statsmodels/predictions.json")) {
      return StreamSupport.stream(JsonMapper.shared().readTree(in).spliterator(), false);
    }
  }

  private static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  /** Ten digits of values, and of how far bounds are from them. */
  @ParameterizedTest
  @MethodSource("expected")
  void statsmodelsPredictsTheSame(JsonNode expected) throws IOException {
    String set = expected.get("set").asString();
    Errors errors = Errors.valueOf(expected.get("errors").asString().toUpperCase(Locale.ROOT));
    Dataset data = InferenceTest.dataset(set);
    Model model = JVM.intercept(!set.endsWith("-none")).errors(errors).fit(data).model();
    double[][] rows =
        StreamSupport.stream(expected.get("rows").spliterator(), false)
            .map(ModelTest::numbers)
            .toArray(double[][]::new);
    double[][] columns = new double[rows[0].length][];
    Arrays.setAll(
        columns, j -> IntStream.range(0, rows.length).mapToDouble(i -> rows[i][j]).toArray());
    double[] values = numbers(expected.get("values"));
    for (IntervalOf of : IntervalOf.values()) {
      Prediction all = model.predict(of, 0.9, data.terms().columns(), columns);
      double[] high = numbers(expected.get(of.name().toLowerCase(Locale.ROOT) + "High"));
      double[] low = numbers(expected.get(of.name().toLowerCase(Locale.ROOT) + "Low"));
      for (int i = 0; i < rows.length; i++) {
        double far = high[i] - values[i];
        assertThat(all.values()[i]).isCloseTo(values[i], within(1e-10 * Math.abs(values[i])));
        assertThat(all.high()[i] - all.values()[i])
            .isCloseTo(far, within(1e-10 * far + 1e-14 * Math.abs(high[i])));
        assertThat(all.low()[i]).isCloseTo(low[i], within(1e-10 * Math.abs(low[i])));
        Coefficient.Interval one = model.interval(of, 0.9, rows[i]);
        assertThat(one.low()).isEqualTo(all.low()[i]);
        assertThat(one.high()).isEqualTo(all.high()[i]);
      }
    }
  }

  /** Where coefficients' errors would cancel: a column whose spread is the last digits of it. */
  @Test
  void intervalsDoNotCancelFarFromZero() {
    double[] x = IntStream.range(0, 50).mapToDouble(i -> i % 10).toArray();
    double[] far = Arrays.stream(x).map(value -> value + 0x1p40).toArray();
    double[] y = IntStream.range(0, 50).mapToDouble(i -> 3 * x[i] + Math.sin(i)).toArray();
    Model near = JVM.fit(Dataset.of(new double[][] {x}, y)).model();
    Model shifted = JVM.fit(Dataset.of(new double[][] {far}, y)).model();
    for (double at : new double[] {-20, 0, 4.5, 9, 1000}) {
      double width = width(near, at);
      assertThat(width(shifted, at + 0x1p40)).isCloseTo(width, within(1e-3 * width));
      double exact = near.uncertainty().orElseThrow().factor()[1][1];
      assertThat(shifted.uncertainty().orElseThrow().factor()[1][1])
          .isCloseTo(exact, within(1e-12 * exact));
    }
  }

  private static double width(Model model, double x) {
    Coefficient.Interval interval = model.interval(IntervalOf.MEAN, 0.95, x);
    return interval.high() - interval.low();
  }

  private static Table table(String csv) {
    var bytes = new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8));
    return TableReader.read(bytes, "new.csv", CsvFormat.detected());
  }

  @Test
  void columnsAreFoundByTheirNames() {
    double[] all = CARS.predict(table("name,hp,wt\nRX4,110,2.62\nDatsun,93,2.32\n"));
    assertThat(all[0]).isCloseTo(23.57232940330923, within(1e-9));
    assertThat(CARS.predict(Map.of("hp", 93.0, "wt", 2.32, "cyl", Double.NaN))).isEqualTo(all[1]);
    assertThat(CARS.predict(2.62, 110)).isEqualTo(all[0]);
    double[][] columns = {{110, 93}, {2.62, 2.32}};
    assertThat(CARS.predict(List.of("hp", "wt"), columns)).containsExactly(all);
    assertThat(CARS.interval(IntervalOf.NEW, 0.95, Map.of("hp", 110.0, "wt", 2.62)))
        .isEqualTo(CARS.interval(IntervalOf.NEW, 0.95, 2.62, 110));
  }

  @Test
  void whatIsWrongWithDataIsSaid() {
    assertRefused(
        () -> CARS.predict(table("wt\n1\n")), "new.csv has no column 'hp'", "Choose among wt");
    assertRefused(
        () -> CARS.predict(table("wt,hp\n1,2\n1,\n")), "new.csv line 3, column 'hp'", "missing");
    assertRefused(() -> CARS.predict(table("wt,hp\nlight,2\n")), "'light' is not a number");
    assertRefused(
        () -> CARS.predict(Map.of("wt", 1.0)), "no column 'hp', which the model needs", "wt");
    assertRefused(() -> CARS.predict(1), "The row has 1 values and the model 2 columns");
    assertRefused(() -> CARS.predict(1, Double.NaN), "contains NaN at row 1, column 'hp'");
    assertRefused(
        () -> CARS.predict(List.of("wt", "hp"), new double[][] {{1, 2}, {1}}),
        "Column 'hp' has 1 values and another 2");
    assertRefused(
        () -> CARS.interval(IntervalOf.NEW, 1, 2.62, 110), "A level lies between 0 and 1");
  }

  private static void assertRefused(ThrowingCallable call, String... says) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.getMessage()).contains(says));
  }

  /** A column that others say has no coefficient, and is needed where a term is made of it. */
  @Test
  void aColumnThatWasLeftOutIsNotNeeded() {
    double[] a = {1, 2, 3, 4, 5, 6, 7};
    double[] twice = Arrays.stream(a).map(value -> 2 * value).toArray();
    Dataset data =
        Dataset.of(
            List.of("a", "twice"),
            new double[][] {a, twice},
            "y",
            new double[] {3, 1, 4, 1, 5, 9, 2});
    Fit fit = JVM.fit(data);
    Model model = fit.model();
    assertThat(model.columns()).containsExactly("a");
    assertThat(model.coefficients()).containsOnlyKeys("a");
    assertThat(model.predict(Map.of("a", 3.0))).isEqualTo(fit.predict(3, 6));
    assertThat(model.interval(IntervalOf.MEAN, 0.9, Map.of("a", 3.0)))
        .isEqualTo(model.interval(IntervalOf.MEAN, 0.9, 3, 6));
    Model terms =
        new Model(
            "y",
            new Terms(List.of("a", "twice"), 2, false),
            OptionalDouble.empty(),
            Map.of("twice^2", 2.0),
            Optional.empty(),
            Optional.empty());
    Model constant =
        new Model(
            "y",
            Terms.of(List.of("a")),
            OptionalDouble.of(7),
            Map.of(),
            Optional.empty(),
            Optional.empty());
    assertThat(constant.predict(Map.of())).isEqualTo(7);
    assertThat(terms.columns()).containsExactly("twice");
    assertThat(terms.predict(Map.of("twice", 3.0))).isEqualTo(18);
  }

  @ParameterizedTest
  @CsvSource({
    "'x,y\n1,3\n2,5\n3,7\n', newton, The model has no intervals: exact fit.",
    "'x,y\n1,3\n2,5\n', newton, The model has no intervals: ",
    "'x,y\n1,3\n2,6\n3,7\n', gd, The model has no intervals: only optimizer newton finds errors."
  })
  void aModelWithoutErrorsSaysWhy(String csv, String optimizer, String why) {
    Regression options =
        JVM.optimizer(regress.engine.Optimizer.valueOf(optimizer.toUpperCase(Locale.ROOT)));
    Model model = options.fit(table(csv).dataset("y")).model();
    assertThat(model.predict(2)).isBetween(4.9, 6.0);
    assertRefused(() -> model.interval(IntervalOf.MEAN, 0.95, 2), why);
  }

  @Test
  void threadsShareIt() {
    double[] alone = IntStream.range(0, 1000).mapToDouble(i -> CARS.predict(i, 2)).toArray();
    double[] together =
        IntStream.range(0, 1000).parallel().mapToDouble(i -> CARS.predict(i, 2)).toArray();
    assertThat(together).containsExactly(alone);
  }
}
