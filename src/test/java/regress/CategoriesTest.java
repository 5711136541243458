package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.data.Category;
import regress.data.CsvFormat;
import regress.data.DataException;
import regress.data.Dataset;
import regress.data.Samples;
import regress.data.Table;
import regress.data.TableReader;
import regress.data.Terms;
import regress.report.ModelFile;
import regress.report.Report;

/** Columns whose values are names: features that are 1 in rows of a level. */
class CategoriesTest {
  private static final Regression FITTING = Regression.squared().engine("jvm");
  private static final Table CARS = cars();

  @TempDir private static Path folder;

  private static Table cars() {
    try (var in = Samples.class.getResourceAsStream("mtcars.csv")) {
      return TableReader.read(in, "cars.csv", CsvFormat.detected());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Table table(String text) {
    return TableReader.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        "t.csv",
        CsvFormat.detected());
  }

  private static Dataset byCylinders() {
    return CARS.dataset("mpg", List.of("wt"), List.of("cyl"));
  }

  private static void refused(ThrowingCallable call, String... words) {
    assertThatExceptionOfType(DataException.class).isThrownBy(call).withMessageContainingAll(words);
  }

  /** By statsmodels: mpg ~ wt + C(cyl), wt * C(cyl) and wt + C(cyl) - 1, with standard errors. */
  @ParameterizedTest
  @CsvSource({
    "plain, (intercept), 33.9907940091325, 1.8877934245672658",
    "plain, wt, -3.2056132561928674, 0.7538956549564114",
    "plain, cyl=6, -4.255582401971294, 1.3860728475406907",
    "plain, cyl=8, -6.070859680490876, 1.6522878315352445",
    "products, (intercept), 39.57119601303767, 3.1939403546948952",
    "products, cyl=6, -11.162351499841975, 9.35534619536976",
    "products, wt:cyl=8, 3.4545873347925498, 1.6272612262510733",
    "origin, cyl=4, 33.990794009132486, 1.8877934245672667",
    "origin, cyl=6, 29.735211607161183, 2.5409594319497426",
    "origin, wt, -3.2056132561928665, 0.7538956549564121",
  })
  void othersFindTheSame(String kind, String feature, double estimate, double error) {
    Dataset data = byCylinders();
    Fit fit =
        switch (kind) {
          case "plain" -> FITTING.fit(data);
          case "products" -> FITTING.fit(data.interactions());
          default -> FITTING.intercept(false).fit(data.withoutIntercept());
        };
    Coefficient found = fit.inference().orElseThrow().coefficient(feature);
    assertThat(found.estimate()).isCloseTo(estimate, within(1e-11 * Math.abs(estimate)));
    assertThat(found.standardError()).isCloseTo(error, within(1e-11 * error));
  }

  @Test
  void textThatIsNamedMakesCategoriesAndNumbersWhereTheyAreAskedTo() {
    Table t = table("y,k,n,m\n1,b,10,x\n2,a,9,1\n4,a,10,x\n3,c,9.5,NA\n5,B,9,x\n2,b,-0,x\n");
    assertThat(t.textColumns()).containsExactly("k");
    assertThat(t.dataset("y", "k").terms().categories())
        .containsExactly(new Category("k", Optional.of("B"), List.of("a", "b", "c")));
    Dataset both = t.dataset("y", List.of("n"), List.of("k"));
    assertThat(both.featureNames()).containsExactly("n", "k=a", "k=b", "k=c");
    assertThat(both.features()[2]).containsExactly(1, 0, 0, 0, 0, 1);
    assertThat(t.dataset("y", List.of("n"), List.of("n")).terms().categories())
        .containsExactly(new Category("n", Optional.of("0"), List.of("9", "9.5", "10")));
    refused(() -> t.dataset("y", "m"), "'x' is not a number", "--categories");
    assertThat(t.dropMissing().dataset("y", List.of("m"), List.of("m")).terms().bases())
        .containsExactly("m=x");
    refused(() -> t.dataset("y", List.of("m"), List.of("m")), "line 5", "missing (NA)");
    refused(() -> t.dataset("y", List.of("k"), List.of("y")), "Target 'y' is among");
    refused(() -> t.dataset("y", List.of(), List.of("y", "m")), "Target 'y' is among");
    refused(() -> t.dataset("y", List.of("n"), List.of("z")), "no column 'z'");
  }

  @Test
  void aLevelThatIsAloneIsConstantAndTooManyAreRefused() {
    Fit fit = FITTING.fit(table("y,k,x\n1,a,1\n2,a,4\n4,a,2\n3,a,2\n").dataset("y", "k", "x"));
    assertThat(fit.leftOut()).singleElement().extracting(LeftOut::feature).isEqualTo("k=a");
    assertThat(fit.model().columns()).containsExactly("x");
    Path file = folder.resolve("one.json");
    ModelFile.save(fit, file);
    assertThat(ModelFile.load(file).terms()).isEqualTo(fit.terms());
    String rows =
        IntStream.range(0, 10_050)
            .mapToObj(i -> "%s,r%s\n".formatted(i, i))
            .collect(Collectors.joining());
    refused(
        () -> table("y,k\n" + rows).dataset("y", "k"), "'k' has more than 10000 distinct", "1000");
    String fewer = rows.substring(0, rows.indexOf("1234,"));
    refused(() -> table("y,k\n" + fewer).dataset("y", "k"), "'k' has 1234 distinct values", "1000");
    refused(
        () -> table("y,k,x\n1,a,1\n2,b,1\n3,c,2\n").dataset("y", "k", "x"),
        "has 3 rows, fewer than the 4 coefficients",
        "'k' has 3 levels");
  }

  @Test
  void aModelKnowsItsLevels() {
    Dataset data = byCylinders();
    Fit fit = FITTING.fit(data);
    assertThat(Report.text(fit)).contains("compared with `cyl=4`\n");
    Path file = folder.resolve("m.json");
    ModelFile.save(fit, file);
    Model model = ModelFile.load(file);
    assertThat(model.terms()).isEqualTo(data.terms());
    assertThat(model.columns()).containsExactly("wt", "cyl");
    double[] own = fit.predict(data);
    assertThat(model.predict(CARS)).isEqualTo(own);
    assertThat(model.predict(Map.of("wt", 2.62, "cyl", 6))).isEqualTo(own[0]);
    assertThat(model.predict(Map.of("wt", 2.62, "cyl", "6"))).isEqualTo(own[0]);
    assertThat(model.predict(2.62, 1, 0)).isEqualTo(own[0]);
    Table others = table("wt,cyl\n2.62,4\n2.62,5\n");
    refused(() -> model.predict(others), "t.csv, column 'cyl': '5' is no level", "4, 6, 8");
    refused(() -> model.predict(Map.of("wt", 1, "cyl", "x")), "'x' is no level", "--unseen base");
    refused(() -> model.predict(Map.of("wt", "x", "cyl", 4)), "column 'wt': 'x' is not a number");
    refused(() -> model.predict(Map.of("wt", 1)), "no column 'cyl'");
    double[] unseen = model.unseenAsBase().predict(others);
    assertThat(unseen[1]).isEqualTo(unseen[0]);
    assertThat(model.predict(IntervalOf.MEAN, 0.95, CARS).values()).isEqualTo(own);
    assertThat(model.evaluate(CARS).rmse()).isCloseTo(fit.metrics().rmse(), within(1e-12));
    refused(() -> fit.predict(CARS.dataset("mpg", List.of("wt"), List.of("gear"))), "categories");
  }

  @Test
  void namesThatLevelsHaveToo() {
    Table t = table("y,k,k=b\n1,a,1\n2,b,5\n3,a,2\n7,b,1\n");
    refused(() -> t.dataset("y", "k", "k=b"), "'k=b' has the name of another feature");
    var stray = new Category("z", Optional.empty(), List.of("a"));
    refused(() -> new Terms(List.of("k"), 1, false, List.of(stray)), "Category 'z'");
  }

  /** Against columns of zeros and ones, and rows left out, both made by hand. */
  @Test
  void categoriesAreWhatColumnsOfZerosAndOnesAre() {
    Seeded.runs(30, 1, CategoriesTest::checkDummies);
  }

  private static void checkDummies(Random random) {
    int n = 60 + random.nextInt(200);
    int levels = 2 + random.nextInt(4);
    var text = new StringBuilder("y,a,k,b,l\n");
    List<double[]> numbers = new ArrayList<>();
    List<String[]> words = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] row = random.doubles(3, -5, 5).toArray();
      String[] own = {"v" + random.nextInt(levels), random.nextBoolean() ? "p q" : "3"};
      boolean isGap = random.nextInt(10) == 0;
      text.append(
          "%s,%s,%s,%s,%s\n".formatted(row[0], row[1], isGap ? "NA" : own[0], row[2], own[1]));
      if (!isGap) {
        numbers.add(row);
        words.add(own);
      }
    }
    List<String> names = new ArrayList<>(List.of("a"));
    List<double[]> columns = new ArrayList<>(List.of(column(numbers, 1)));
    addDummies("k", 0, words, names, columns);
    names.add("b");
    columns.add(column(numbers, 2));
    addDummies("l", 1, words, names, columns);
    Dataset hand = Dataset.of(names, columns.toArray(double[][]::new), "y", column(numbers, 0));
    Dataset made =
        table(text.toString())
            .dropMissing()
            .dataset("y", List.of("a", "k", "b", "l"), List.of("k", "l"));
    assertThat(made.featureNames()).isEqualTo(names);
    assertThat(made.missing().dropped()).isEqualTo(n - numbers.size());
    assertThat(FITTING.fit(made).coefficients()).isEqualTo(FITTING.fit(hand).coefficients());
    compareTerms(FITTING.fit(made.degree(2).interactions()), hand);
  }

  private static double[] column(List<double[]> rows, int j) {
    return rows.stream().mapToDouble(row -> row[j]).toArray();
  }

  private static void addDummies(
      String column, int j, List<String[]> rows, List<String> names, List<double[]> columns) {
    var levels = new TreeSet<>(rows.stream().map(row -> row[j]).toList());
    levels.pollFirst();
    for (String level : levels) {
      names.add(column + "=" + level);
      columns.add(rows.stream().mapToDouble(row -> row[j].equals(level) ? 1 : 0).toArray());
    }
  }

  /** Products of dummies of one column are 0, and squares of them themselves: all are left out. */
  private static void compareTerms(Fit made, Dataset hand) {
    Fit whole = FITTING.fit(hand.degree(2).interactions());
    List<String> leftOut = whole.leftOut().stream().map(LeftOut::feature).toList();
    List<String> kept = whole.features().stream().filter(name -> !leftOut.contains(name)).toList();
    assertThat(made.features()).containsExactlyElementsOf(kept);
    for (String name : kept) {
      double expected = whole.coefficient(name);
      assertThat(made.coefficient(name))
          .as(name)
          .isCloseTo(expected, within(1e-11 * Math.max(1, Math.abs(expected))));
    }
    assertThat(made.digits().orElseThrow()).isGreaterThanOrEqualTo(12);
    assertThat(Arrays.stream(made.coefficients()).allMatch(Double::isFinite)).isTrue();
  }
}
