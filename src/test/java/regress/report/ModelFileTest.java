package regress.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import regress.Fit;
import regress.IntervalOf;
import regress.Model;
import regress.Regression;
import regress.data.DataException;
import regress.data.Dataset;
import regress.data.Samples;
import regress.engine.Errors;
import regress.engine.Optimizer;

/** Models in files. */
public final class ModelFileTest {
  private static final Regression JVM = Regression.squared().engine("jvm");
  private static final Dataset CARS = Samples.mtcars().dataset("mpg", "wt", "hp");

  @TempDir private static Path folder;

  public static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(Path.of("docs/model.schema.json")), InputFormat.JSON);
  }

  private static Stream<Fit> fits() {
    double[] a = {1, 2, 3, 4, 5.5};
    double[] twice = Arrays.stream(a).map(value -> 2 * value).toArray();
    return Stream.of(
        JVM.fit(CARS),
        JVM.errors(Errors.HC3).fit(CARS.degree(2).interactions()),
        JVM.intercept(false).fit(CARS),
        JVM.optimizer(Optimizer.GD).epochs(20).fit(CARS),
        Regression.huber(2).engine("jvm").fit(CARS),
        JVM.fit(Dataset.of(new double[][] {a, twice}, new double[] {3, 1, 4, 1, 5})),
        JVM.fit(Dataset.of(new double[][] {a}, twice)));
  }

  @ParameterizedTest
  @MethodSource("fits")
  void whatIsLoadedIsWhatWasSavedToTheBit(Fit fit) throws IOException {
    Path file = folder.resolve("model.json");
    ModelFile.save(fit, file);
    assertThat(schema().validate(Files.readString(file), InputFormat.JSON)).isEmpty();
    Model saved = fit.model();
    Model loaded = ModelFile.load(file);
    assertThat(loaded.target()).isEqualTo(saved.target());
    assertThat(loaded.terms()).isEqualTo(saved.terms());
    assertThat(loaded.intercept()).isEqualTo(saved.intercept());
    assertThat(loaded.coefficients()).isEqualTo(saved.coefficients());
    assertThat(loaded.uncertainty().isPresent()).isEqualTo(fit.inference().isPresent());
    double[] row = new double[saved.terms().columns().size()];
    Arrays.fill(row, 2.7);
    assertThat(loaded.predict(row)).isEqualTo(fit.predict(row));
    for (IntervalOf of : IntervalOf.values()) {
      assertThat(interval(loaded, of, row)).isEqualTo(interval(saved, of, row));
    }
    assertThat(ModelFile.read(file).text()).isEqualTo(Report.text(fit));
  }

  /** Or why there is none. */
  private static String interval(Model model, IntervalOf of, double[] row) {
    try {
      return model.interval(of, 0.9, row).toString();
    } catch (DataException e) {
      return e.getMessage();
    }
  }

  @Test
  void theExampleIsAModelOfThisVersion() throws IOException {
    Path example = Path.of("docs/cars.model.json");
    assertThat(schema().validate(Files.readString(example), InputFormat.JSON)).isEmpty();
    Model cars = ModelFile.load(example);
    Map<String, Double> row = Map.of("wt", 2.62, "hp", 110.0);
    assertThat(cars.interval(IntervalOf.NEW, 0.95, row))
        .isEqualTo(JVM.fit(CARS).model().interval(IntervalOf.NEW, 0.95, row));
    assertThat(Files.readString(example)).contains(Provenance.sha256(List.of(CARS)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"schema\" : \"regress-model\" | \"schema\" : \"other\" | its schema is not regress-model",
        "\"version\" : 1 | \"version\" : 2 | its version is 2, not 1",
        "\"version\" : 1 | \"version\" : 1, \"colour\" : 3 | colour' is a member that it does not know",
        "\"degree\" : 1 | \"degree\" : 1, \"shade\" : 3 | shade' is a member that it does not know",
        "\"degree\" : 1 | \"degree\" : 2 | 2 coefficients are there or left out, where its columns make 4 features",
        "\"degree\" : 1, | '' | degree",
        "\"degree\" : 1 | \"degree\" : \"1\" | int",
        "\"target\" : \"mpg\" | \"target\" : \"a\", \"target\" : \"b\" | target",
        "\"name\" : \"hp\" | \"name\" : \"cyl\" | coefficient of 'cyl', which is no feature",
        "\"name\" : \"hp\" | \"name\" : \"wt\" | two coefficients of 'wt'",
        "\"columns\" : [ | \"columns\" : [ null, | columns",
        "\"leftOut\" : [ | \"leftOut\" : [ null | leftOut",
        "\"tasks\" : [ | \"tasks\" : [ null, | tasks",
        "\"coefficients\" : [ | \"coefficients\" : [ null, | coefficients",
        "\"factor\" : [ | \"factor\" : [ null, | factor",
        "\"centres\" : [ | \"centres\" : [ null, | centres",
        "\"estimate\" : 37 | \"estimate\" : 1e999, \"u\" : 37| value not in 64-bit",
        "\"estimate\" : 37 | \"estimate\" : 1e99999999999, \"u\" : 37| value exceeds limits",
        "\"residualStandardError\" : 2 | \"residualStandardError\" : -2 | its errors are those of another one",
        "\"errors\" : \"classic\" | \"errors\" : \"hc9\" | hc9",
        "\"centres\" : [ | \"centres\" : [ 1, | The factor of 3 centres has as many rows",
        "\"fits\" : [ | \"fits\" : [ 1, | a fit is no object",
        "\"fits\" : [ | \"by\" : [ ], \"fits\" : [ | is an array of fewer than two values",
        "\"fits\" : [ | \"by\" : [ \"g\", 1 ], \"fits\" : [ | a column of 'by' is no text",
        "\"fits\" : [ | \"by\" : null, \"fits\" : [ | a column of 'by' is no text",
        "\"fits\" : [ | \"by\" : [ null, 1 ], \"fits\" : [ | a column of 'by' is no text",
        "\"fits\" : [ { | \"by\" : \"g\", \"fits\" : [ { \"group\": true, \"error\": null, | a group is neither",
        "\"fits\" : [ { | \"by\" : \"g\", \"fits\" : [ { \"group\": [1, 2], \"error\": null, | a group has 2 values of 1 columns",
        "\"outcome\" : \"converged\" | \"outcome\" : null | outcome",
        "} ] | '' | "
      })
  void whatIsNotUnderstoodIsRefusedByName(String text, String instead, String says)
      throws IOException {
    String whole = Files.readString(Path.of("docs/cars.model.json"));
    int last = whole.lastIndexOf(text);
    assertThat(last).as(text).isPositive();
    Path file = folder.resolve("changed.json");
    Files.writeString(
        file, whole.substring(0, last) + instead + whole.substring(last + text.length()));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ModelFile.load(file))
        .withMessageContaining("changed.json is no model that this regress reads: ")
        .withMessageContaining(says == null ? "" : says)
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ModelFile.load(folder.resolve("none.json")))
        .withMessageMatching("There is no file .*none.json. Check its path.");
  }

  @Test
  void whatEndsInBetweenLeavesTheOldFile() throws IOException {
    Path file = Files.writeString(folder.resolve("old.json"), "old");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      assertThat(file).hasContent("old");
                      throw new IllegalStateException("killed");
                    }));
    assertThat(file).hasContent("old");
    try (var files = Files.list(folder)) {
      assertThat(files.filter(one -> one.toString().endsWith(".part"))).isEmpty();
    }
  }
}
