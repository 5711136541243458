package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static regress.cli.Ran.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.Fit;
import regress.FittedRow;
import regress.Model;
import regress.Regression;
import regress.Seeded;
import regress.data.CsvFormat;
import regress.data.DataException;
import regress.data.Dataset;
import regress.data.Missing;
import regress.data.Table;
import regress.data.TableReader;
import regress.report.ModelFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows that have no value of a column that is used. */
class MissingTest {
  private static final String GAPS =
      "y,a,b,note\n1,1,0,x\n2,NA,1,\n4,3,,y\n3,4,1,NA\n,?,7,z\n7,6,2,z\n8,nan,1,z\n9,9,9,\n";

  private static final Missing LEFT = new Missing(4, Map.of("y", 1L, "a", 3L, "b", 1L));

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Table table(String text) {
    return TableReader.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        "t.csv",
        CsvFormat.detected());
  }

  private static JsonNode json(Ran ran) {
    assertThat(ran.status()).as(ran.err()).isZero();
    return JsonMapper.shared().readTree(ran.out());
  }

  @Test
  void theErrorNamesTheOption() throws IOException {
    Ran ran = run("fit --target=y --features=a,b", file("t.csv", GAPS));
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("line 6, column 'y': the value is missing", "(--missing drop)");
  }

  @Test
  void rowsAreDroppedAndCountedByColumn() throws IOException {
    Path t = file("t.csv", GAPS);
    Path model = folder.resolve("m.json");
    Path rows = folder.resolve("rows.csv");
    Ran ran = run("fit --target=y --missing=drop", t, "--model", model, "--rows", rows);
    assertThat(ran.out()).contains("\n4 rows dropped for missing values: y 1, a 3, b 1\n");
    assertThat(Files.readAllLines(rows).stream().map(line -> line.split(",")[0]))
        .containsExactly("row", "1", "4", "6", "8");
    assertThat(run("summary", model).out()).isEqualTo(ran.out());
    JsonNode missing = json(run("fit --target=y --missing=drop --json", t)).at("/fits/0/missing");
    assertThat(missing.toString())
        .isEqualTo("{\"dropped\":4,\"columns\":{\"y\":1,\"a\":3,\"b\":1}}");
    JsonNode one =
        json(run("fit --target=y --features=b --missing=drop --json", t)).at("/fits/0/missing");
    assertThat(one.toString()).isEqualTo("{\"dropped\":2,\"columns\":{\"y\":1,\"b\":1}}");
    Ran descent = run("fit --target=y --missing=drop --optimizer=gd --epochs=9", t);
    assertThat(descent.out()).contains("4, 4 rows dropped for missing values: y 1, a 3, b 1\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "y,a\\n1,1\\n2,abc\\n3,\\n4,4     | 'abc' is not a number",
        "y,a\\n1,\\n2,abc\\n3,inf\\n4,4   | 'abc' is not a number",
        "y,a\\n1,1\\n2,1e999\\n3,\\n4,4   | 1e999 is not a finite number",
        "y,a\\n1,\\n,2\\n3,\\n4,          | has 0 rows left (4 rows dropped for missing values: y 1, a 3)",
        "y,a\\n1,\\n2,2\\n3,NA            | has 1 row left (2 rows dropped for missing values: a 2)",
      })
  void whatIsNoMissingValueIsStillRefused(String text, String message) throws IOException {
    Path t = file("t.csv", text.strip().replace("\\n", "\n") + "\n");
    Ran ran = run("fit --target=y --features=a --missing=drop", t);
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains(message);
  }

  @Test
  void groupsDropTheirOwnRowsAndThoseOfNoGroup() throws IOException {
    Path t = file("g.csv", "g,x,y\na,1,2\n,5,5\na,2,4\na,,9\nNA,z,z\nb,1,1\nb,3,2\nb,4,\n");
    Ran refused = run("fit --target=y --by=g", t);
    assertThat(refused.err()).contains("line 3, column 'g': the value is missing");
    String fit = "fit --target=y --features=x --by=g --missing=drop";
    Path model = folder.resolve("g.json");
    Ran ran = run(fit, t, "--model", model);
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.err()).contains("in no group: 2 rows dropped for missing values: g 2.");
    assertThat(ran.out()).containsPattern("g +rows +dropped ").containsPattern("(?m)^b +2 +1 ");
    assertThat(run("summary", model).out()).isEqualTo(ran.out());
    JsonNode json = json(run(fit + " --json", t));
    assertThat(json.at("/missing/dropped").asInt()).isEqualTo(2);
    assertThat(json.at("/fits/1/rows").asInt()).isEqualTo(2);
    assertThat(json.at("/fits/1/missing/columns/y").asInt()).isEqualTo(1);
    Path all = file("all.csv", "g,x\na,1\n,2\nb,\nb,1\n");
    Ran dropped = run("predict", model, all, "--missing=drop");
    assertThat(dropped.out()).containsPattern("g,x,y\na,1,(2\\.0|1\\.9{9}).*\nb,1,.+\n$");
    assertThat(dropped.err()).contains("2 rows dropped for missing values: g 1, x 1.");
    Path keyless = file("k.csv", "g,x,y\n,1,2\nNA,2,3\n");
    assertThat(run(fit, keyless).err()).contains("has no row with a value of 'g'");
  }

  @Test
  void predictionsAreLeftOutOrEmpty() throws IOException {
    Path model = folder.resolve("m.json");
    run("fit --target=y --features=a,b --missing=drop", file("t.csv", GAPS), "--model", model);
    Path next = file("next.csv", "a,b,id\n1,0,p\n,2,q\n3,NA,r\n6,2,s\n");
    assertThat(run("predict", model, next).err()).contains("line 3, column 'a'", "--missing drop");
    Ran drop = run("predict", model, next, "--missing=drop", "--keep=id");
    assertThat(drop.out()).containsPattern("^id,y\np,.+\ns,.+\n$");
    assertThat(drop.err()).contains("2 rows dropped for missing values: a 1, b 1.");
    Ran empty = run("predict", model, next, "--missing=empty", "--keep=id", "--interval=new");
    assertThat(empty.out()).containsPattern("^id,y,y_low,y_high\np,.+\nq,,,\nr,,,\ns,.+\n$");
    assertThat(empty.err()).contains("2 rows without a prediction for missing values: a 1, b 1.");
    Path text = file("text.csv", "a,b\n1,abc\n");
    assertThat(run("predict", model, text, "--missing=drop").err()).contains("'abc' is not");
  }

  @Test
  void anEvaluationIsOfTheOtherRows() throws IOException {
    Path model = folder.resolve("m.json");
    Path t = file("t.csv", GAPS);
    run("fit --target=y --features=a --missing=drop", t, "--model", model);
    JsonNode json = json(run("evaluate", model, t, "--missing=drop", "--json"));
    assertThat(json.at("/rows").asInt()).isEqualTo(5);
    assertThat(json.at("/missing").toString())
        .isEqualTo("{\"dropped\":3,\"columns\":{\"a\":3,\"y\":1}}");
    assertThat(run("evaluate", model, t, "--missing=drop").out())
        .startsWith("rows  5, 3 rows dropped for missing values: a 3, y 1\n");
    assertThat(run("evaluate", model, t).err()).contains("--missing drop");
    Path none = file("none.csv", "y,a\n1,\n,2\n");
    assertThat(run("evaluate", model, none, "--missing=drop").err()).contains("no row left");
    Model own = ModelFile.load(model);
    assertThat(own.evaluate(table(GAPS).dropMissing()).rmse())
        .isCloseTo(json.at("/rmse").asDouble(), within(1e-12));
  }

  @Test
  void theLibraryDropsRowsOfATableThatIsAskedTo() {
    Table t = table(GAPS);
    Dataset data = t.dropMissing().dataset("y", "a", "b");
    assertThat(data.samples()).isEqualTo(4);
    assertThat(data.missing()).isEqualTo(LEFT);
    Fit fit = Regression.squared().engine("jvm").fit(data);
    assertThat(fit.missing()).isEqualTo(LEFT);
    List<Long> rows = new ArrayList<>();
    fit.rows(data, (FittedRow row) -> rows.add(row.row()));
    assertThat(rows).containsExactly(1L, 4L, 6L, 8L);
    assertThat(fit.model().predict(t.dropMissing())).hasSize(8).contains(Double.NaN);
    assertThatExceptionOfType(DataException.class).isThrownBy(() -> t.dataset("y", "a"));
    assertThatExceptionOfType(DataException.class).isThrownBy(() -> fit.model().predict(t));
    assertThat(t.dropMissing().column("b")[2]).isNaN();
  }

  /** A table with gaps is the table without those rows, which is fitted to the same bits. */
  @Test
  void droppedRowsMightAsWellNeverHaveBeenThere() {
    Seeded.runs(20, 1, MissingTest::checkDropped);
  }

  private static void checkDropped(Random random) {
    var gaps = new StringBuilder("y,a,unused,b\n");
    var whole = new StringBuilder("y,a,b\n");
    for (int i = 0; i < 200; i++) {
      List<String> fields = new ArrayList<>();
      for (int j = 0; j < 3; j++) {
        boolean isGap = random.nextInt(20) == 0;
        fields.add(isGap ? List.of("", "NA", "?").get(j) : "" + random.nextGaussian());
      }
      gaps.append("%s,%s,%s,%s\n".formatted(fields.get(0), fields.get(1), "", fields.get(2)));
      if (fields.stream().noneMatch(field -> field.length() < 3)) {
        whole.append(String.join(",", fields)).append('\n');
      }
    }
    Regression fitting = Regression.squared().engine("jvm");
    Fit own = fitting.fit(table(gaps.toString()).dropMissing().dataset("y", "a", "b"));
    Fit other = fitting.fit(table(whole.toString()).dataset("y", "a", "b"));
    assertThat(own.coefficients()).isEqualTo(other.coefficients());
    assertThat(own.rows()).isEqualTo(other.rows());
    assertThat(own.missing().dropped()).isEqualTo(200 - other.rows());
  }
}
