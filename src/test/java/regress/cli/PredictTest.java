package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static regress.cli.Ran.run;

import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.IntervalOf;
import regress.LongForm;
import regress.Prediction;
import regress.Regression;
import regress.data.GroupKey;
import regress.data.Samples;
import regress.data.Table;
import regress.report.ModelFile;
import regress.report.ModelFileTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models that are saved by one command and used by another. */
class PredictTest {
  private static final String FIT = "fit %s --target=mpg --features=wt,hp --engine=jvm --model=%s";

  @TempDir private static Path folder;
  private static Path cars;
  private static Path model;
  private static Path byCyl;
  private static Ran fitted;
  private static Ran fittedByCyl;

  @BeforeAll
  static void fit() throws IOException {
    cars = folder.resolve("cars.csv");
    model = folder.resolve("cars.json");
    byCyl = folder.resolve("cyl.json");
    try (var in = Samples.class.getResourceAsStream("mtcars.csv")) {
      Files.copy(in, cars);
    }
    fitted = run(FIT.formatted(cars, model));
    fittedByCyl = run(FIT.formatted(cars, byCyl) + " --by=cyl");
  }

  @Test
  void aSummaryIsTheReportThatWasPrinted() {
    assertThat(fitted.status()).as(fitted.err()).isZero();
    assertThat(run("summary", model)).isEqualTo(new Ran(0, fitted.out(), ""));
    assertThat(run("summary", byCyl)).isEqualTo(new Ran(0, fittedByCyl.out(), ""));
    assertThat(run("summary", cars).err()).contains("cars.csv is no model that this regress reads");
  }

  @Test
  void aModelFileIsTheDocumentOfItsFitAndMore() throws IOException {
    for (Path file : List.of(model, byCyl)) {
      boolean isGrouped = file == byCyl;
      String plain = FIT.formatted(cars, file).replaceFirst(" --model=.*", " --json");
      JsonNode printed =
          JsonMapper.shared().readTree(run(plain + (isGrouped ? " --by=cyl" : "")).out());
      JsonNode saved = JsonMapper.shared().readTree(file.toFile());
      assertThat(saved.propertyNames())
          .containsSubsequence("schema", "version", "provenance")
          .containsAll(printed.propertyNames());
      assertThat(saved.at("/provenance/data").asString()).isEqualTo(cars.toString());
      assertThat(saved.at("/provenance/options/2").asString()).isEqualTo("--target=mpg");
      for (int i = 0; i < saved.get("fits").size(); i++) {
        var own = saved.get("fits").get(i).deepCopy().asObject();
        var other = printed.get("fits").get(i).deepCopy().asObject();
        assertThat(own.remove("uncertainty").get("factor").size()).isEqualTo(3);
        own.remove("attestation"); // Its times differ.
        other.remove("attestation");
        assertThat(own).isEqualTo(other);
      }
    }
  }

  @Test
  void predictionsAreThoseOfTheModelToTheBit() {
    Prediction expected = ModelFile.load(model).predict(IntervalOf.NEW, 0.9, Table.read(cars));
    Ran ran = run("predict", model, cars, "--interval=new", "--level=0.9", "--keep=model,mpg");
    assertThat(ran.status()).as(ran.err()).isZero();
    List<String> lines = ran.out().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("model,mpg,mpg_predicted,mpg_low,mpg_high");
    assertThat(lines).hasSize(33);
    for (int i = 0; i < 32; i++) {
      String[] fields = lines.get(i + 1).split(",");
      assertThat(Double.parseDouble(fields[2])).isEqualTo(expected.values()[i]);
      assertThat(Double.parseDouble(fields[3])).isEqualTo(expected.low()[i]);
      assertThat(Double.parseDouble(fields[4])).isEqualTo(expected.high()[i]);
    }
    assertThat(run("predict", model, cars).out()).startsWith("wt,hp,mpg\n2.62,110,23.572");
  }

  /** Long enough for several threads to work on pieces of it, in this order. */
  @Test
  void piecesComeInTheirOrderWithTheirLines() throws IOException {
    String name = "\"a,\"\"b\"\"\"";
    StringBuilder rows = new StringBuilder("name,wt,hp,mpg\n");
    IntStream.range(0, 20_000)
        .forEach(i -> rows.append(name).append(",").append(i).append(",100,1\n"));
    Path file = Files.writeString(folder.resolve("long.csv"), rows);
    Path out = folder.resolve("out.csv");
    Ran ran = run("predict", model, file, "--keep=name,wt", "--output=" + out);
    assertThat(ran).isEqualTo(new Ran(0, "", ""));
    List<String> lines = Files.readAllLines(out);
    double[] values = ModelFile.load(model).predict(Table.read(file));
    for (int i = 0; i < values.length; i++) {
      assertThat(lines.get(i + 1)).isEqualTo(name + "," + i + "," + values[i]);
    }
    Files.writeString(file, rows + "x,1,,1\n");
    Ran flawed = run("predict", model, file, "--output=" + out);
    assertThat(flawed.status()).isEqualTo(Failures.FAILED);
    assertThat(flawed.err()).contains("long.csv line 20002, column 'hp': the value is missing.");
    assertThat(Files.readAllLines(out)).isEqualTo(lines);
    assertThat(run("evaluate", model, file).err()).contains("line 20002, column 'hp'");
  }

  @Test
  void eachRowIsPredictedByTheModelOfItsGroup() throws IOException {
    Table all = Table.read(cars);
    var groups =
        regress.data.TableReader.readGroups(cars, regress.data.CsvFormat.detected(), "cyl");
    List<String> lines = run("predict", byCyl, cars, "--keep=cyl").out().lines().toList();
    double[] cyl = all.column("cyl");
    for (int i = 0; i < cyl.length; i++) {
      var own = groups.tables().get(List.of((int) cyl[i] + "")).dataset("mpg", "wt", "hp");
      double value =
          Regression.squared()
              .engine("jvm")
              .fit(own)
              .predict(all.column("wt")[i], all.column("hp")[i]);
      assertThat(lines.get(i + 1)).isEqualTo((int) cyl[i] + "," + value);
    }
    Path odd = folder.resolve("odd.csv");
    Files.writeString(odd, "cyl,wt,hp\n4.0,2,90\n5,2,90\n");
    Ran refused = run("predict", byCyl, odd);
    assertThat(refused.status()).isEqualTo(Failures.FAILED);
    assertThat(refused.err())
        .contains("odd.csv line 3: the model file has no group '5' of column 'cyl'.");
    assertThat(run("predict", byCyl, odd, "--unknown=empty", "--interval=mean").out())
        .containsPattern("cyl,wt,hp,mpg,mpg_low,mpg_high\n4\\.0,2,90,2\\d.*\n5,2,90,,,\n");
    Ran evaluated = run("evaluate", byCyl, cars);
    assertThat(evaluated.out()).containsPattern("rows +32\nRMSE +1\\.87917\n");
  }

  /** JSON has numbers that are none of float64, and a file of them was not read back. */
  @ParameterizedTest
  @ValueSource(
      strings = {"1e999999999", "1e99999999999", "-1e-99999999999", "0e9", "007", "1E5", "1e999"})
  void groupsThatLookLikeNumbersAreFoundAgain(String group) throws IOException {
    Path table = folder.resolve("huge.csv");
    Files.writeString(table, "g,x,y\nG,0,1\nG,2,2\n2,0,1\n2,3,3\n".replace("G", group));
    Path file = folder.resolve("huge.json");
    Ran saved = run("fit", table, "--target=y", "--by=g", "--engine=jvm", "--model=" + file);
    assertThat(saved.status()).as(saved.err()).isZero();
    assertThat(run("predict", file, table).out())
        .isEqualTo("g,x,y\nG,0,1.0\nG,2,2.0\n2,0,1.0\n2,3,3.0\n".replace("G", group));
  }

  @Test
  void severalColumnsPickTheModelOfARow() throws IOException {
    Path both = folder.resolve("both.json");
    Ran saved = run(FIT.formatted(cars, both).replace("wt,hp", "wt") + " --by=cyl,am");
    assertThat(run("summary", both).out())
        .isEqualTo(saved.out())
        .startsWith("mpg by cyl, am, 6 groups\n\ncyl  am  rows ")
        .containsPattern("(?m)^4 +0 +3 +converged ")
        .containsPattern("(?m)^8 +1 +2 +converged ");
    assertThat(ModelFileTest.schema().validate(Files.readString(both), InputFormat.JSON)).isEmpty();
    JsonNode json = JsonMapper.shared().readTree(both.toFile());
    assertThat(json.get("by").toString()).isEqualTo("[\"cyl\",\"am\"]");
    assertThat(json.at("/fits/1/group").toString()).isEqualTo("[4,1]");
    Table all = Table.read(cars);
    List<String> lines = run("predict", both, cars, "--keep=am,cyl").out().lines().toList();
    for (int i = 0; i < 32; i++) {
      var key = GroupKey.of(List.of(all.column("cyl")[i] + "", all.column("am")[i] + ""));
      double value =
          ModelFile.read(both).models().get(key).orElseThrow().predict(all.column("wt")[i]);
      assertThat(lines.get(i + 1)).endsWith("," + value);
    }
    Path odd = Files.writeString(folder.resolve("odd.csv"), "am,cyl,wt\n1,4,2\n4,1,2\n");
    assertThat(run("predict", both, odd).err())
        .contains(
            "odd.csv line 3: the model file has no group '1', '4' of columns 'cyl', 'am'. Leave");
    assertThat(run("predict", both, odd, "--unknown=empty").out().lines().toList().get(2))
        .isEqualTo("1,4,2,");
    Files.writeString(both, Files.readString(both).replaceFirst("\\[ 4, 1 \\]", "4"));
    assertThat(run("summary", both).err()).contains("a group has 1 values of 2 columns");
  }

  @Test
  void anEvaluationOfTheSameDataIsTheFitsOwn() {
    assertThat(run("evaluate", model, cars).out())
        .isEqualTo("rows  32\nRMSE  2.46885\nR²    0.826785\nMAE   1.90148\n");
    JsonNode json = JsonMapper.shared().readTree(run("evaluate", model, cars, "--json").out());
    assertThat(json.propertyNames()).containsExactly("rows", "rmse", "r2", "mae", "missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "predict MODEL CARS --level=0.9 | 2 | --level has no effect without --interval.",
        "predict MODEL CARS --output=CARS | 2 | --output would take the place of the table",
        "predict MODEL CARS --output=MODEL | 2 | --output would take the place of the table or the model",
        "predict MODEL CARS --keep=colour | 2 | has no column 'colour'",
        "predict MODEL CARS --interval=all | 2 | --interval takes one of mean, new, not 'all'.",
        "predict MODEL | 2 | predict needs DATA.csv.",
        "predict CARS CARS | 1 | cars.csv is no model that this regress reads",
        "predict none.json CARS | 2 | There is no file none.json.",
        "fit CARS --target=mpg --features=wt --model=CARS | 2 | --model would take the place of the table.",
      })
  void wrongUsageIsOneSentence(String command, int status, String says) {
    Ran ran = run(command.replace("MODEL", model + "").replace("CARS", cars + ""));
    assertThat(ran.err()).contains(says).hasLineCount(1);
    assertThat(ran.status()).isEqualTo(status);
  }

  @Test
  void aTableOfWhichNoGroupHasAModelSavesNone() throws IOException {
    Path flawed = Files.writeString(folder.resolve("f.csv"), "g,x,y\n1,7,1\n1,b,2\n2,c,1\n");
    Path file = folder.resolve("none.json");
    Ran ran = run("fit", flawed, "--target=y", "--features=x", "--by=g", "--model=" + file);
    assertThat(ran.status()).isEqualTo(Failures.FAILED);
    assertThat(ran.err()).contains("none.json: no group has one.");
    assertThat(file).doesNotExist();
  }

  @Test
  @LongForm
  void aLongTableTakesLittleMemory() throws Exception {
    Path file = folder.resolve("big.csv");
    try (var out = Files.newBufferedWriter(file)) {
      out.write("wt,hp\n");
      for (int i = 0; i < 3_000_000; i++) {
        out.write(i % 1000 + ".25," + i % 777 + "\n");
      }
    }
    Path out = folder.resolve("big.out");
    List<String> command =
        List.of(
            Jar.java().toString(),
            "-Xmx48m",
            "-cp",
            System.getProperty("java.class.path"),
            "regress.cli.Main",
            "predict",
            model.toString(),
            file.toString(),
            "--output=" + out);
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).isZero();
    try (var lines = Files.lines(out)) {
      assertThat(lines.count()).isEqualTo(3_000_001);
    }
  }
}
