package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Tables in other forms: what is said of them, and that it helps. */
final class FormOptionsTest {
  private static final Path CASES = Path.of("src", "test", "resources", "regress", "cases");

  @TempDir private Path folder;

  private static Ran run(String command, String file, String... options) {
    return Ran.of(
        Stream.of(Stream.of(command), Stream.of(CASES.resolve(file).toString()), Stream.of(options))
            .flatMap(words -> words)
            .toArray(String[]::new));
  }

  /** What a plain fit says, the options that it names, and the coefficients then. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "comment-lines.csv | (--comments '#') | --comments=# | -0.0666667 2.05000",
        "decimal-comma.csv | give --decimal ','. | --decimal=, | -0.495000 1.99000",
        "latin1.csv | --encoding windows-1252 | --encoding=windows-1252 | -0.133333 2.10000",
        "thousands.csv | give --thousands ',' | --thousands=, | 0.0102804 0.00200561",
        "units.csv | To read share, price as numbers, give --symbols '%,$'. | --symbols=%,$"
            + " | 22.4000 -0.200000",
        "dates.csv | To read date as numbers, give --dates days. | --dates=days:2024-01-01"
            + " | 1.02000 1.00286",
      })
  void aPlainFitNamesTheOptionThatHelps(
      String file, String said, String option, String coefficients) {
    Ran plain = run("fit", file, "--target=y", "--engine=jvm");
    assertThat(plain.status()).isEqualTo(1);
    assertThat(plain.err()).contains(said);
    Ran ran = run("fit", file, "--target=y", "--engine=jvm", option);
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(Arrays.asList(ran.out().split("\\s+"))).contains(coefficients.split(" "));
  }

  @Test
  void aMarkDecides() {
    assertThat(run("fit", "utf16.csv", "--target=y", "--encoding=latin1").out())
        .startsWith("y = 2.10000 x - 0.133333\n");
  }

  @Test
  void columnsThatAreLeftOutAreToldHowToBeRead() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "x,a,y\n1,5%,1\n5,6%,2\n2,1%,3\n");
    String[] fit = {"fit", file.toString(), "--target=y", "--engine=jvm"};
    assertThat(Ran.of(fit).err())
        .isEqualTo(
            "regress: Columns without numbers are left out: a. Name them to make categories"
                + " (--categories). To read a as numbers, give --symbols '%'.\n");
    String[] groups = {"fit", file.toString(), "--target=y", "--engine=jvm", "--by=x"};
    assertThat(Ran.of(groups).err()).contains("To read a as numbers, give --symbols '%'.");
  }

  /** A model knows nothing of the form of its table: every command that reads one is told. */
  @Test
  void predictAndEvaluateReadTheSameForms() throws IOException {
    Path model = folder.resolve("m.json");
    List<String> form = List.of("--decimal=,", "--encoding=utf-16le", "--comments=%");
    Path file = folder.resolve("t.csv");
    Files.writeString(file, "x;y\n1,5;2,5\n% no\n2,5;4,4\n3,5;6,6\n", StandardCharsets.UTF_16LE);
    assertThat(with(form, "fit", file, "--target=y", "--model=" + model).status()).isZero();
    assertThat(with(form, "predict", model, file).out())
        .startsWith("x,y\n\"1,5\",2.45\n\"2,5\",4.5\n\"3,5\",6.5");
    assertThat(with(form, "evaluate", model, file).out()).startsWith("rows  3\n");
    assertThat(with(List.of(), "evaluate", model, file).err())
        .endsWith("Say so (--encoding UTF-16LE).\n");
  }

  private static Ran with(List<String> form, Object... words) {
    return Ran.of(
        Stream.concat(Stream.of(words), form.stream())
            .map(Object::toString)
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--encoding=latin-1 | --encoding takes the name of an encoding, such as latin1, not 'latin-1'.",
        "--encoding=win-1252 | --encoding takes the name of an encoding, such as windows-1252, not 'win-1252'.",
        "--encoding=? | --encoding takes the name of an encoding, such as windows-1252, not '?'.",
        "--dates=year | --dates takes days or seconds, or such as days:2020-01-01, not 'year'.",
        "--thousands=7 | '7' cannot set thousands apart. Choose a comma, a blank, a tab or another sign.",
        "--symbols=%,5 | '5' cannot be a symbol beside numbers. Choose others, such as % or €.",
      })
  void whatIsNoFormIsRefused(String option, String said) {
    Ran ran = run("describe", "units.csv", option);
    assertThat(ran.status()).isEqualTo(Failures.USAGE);
    assertThat(ran.err()).isEqualTo("regress: " + said + "\n");
  }

  @Test
  void aTableIsDescribed() {
    assertThat(run("describe", "units.csv", "--symbols=$").out())
        .isEqualTo(
            """
            %s: 4 rows, 3 columns; a header, separator ',', UTF-8

            column  type    missing  distinct  least  greatest   mean
            share   text          0         4
            price   number        0         4    1.2       4.4  2.775
            y       number        0         4      2       9.2  5.325

            To read share as numbers, give --symbols '%%'.
            """
                .formatted(CASES.resolve("units.csv")));
  }

  @Test
  void aDescriptionIsADocumentToo() {
    String json = run("describe", "dates.csv", "--json").out();
    var document = JsonMapper.shared().readTree(json);
    assertThat(document.at("/encoding").asString()).isEqualTo("UTF-8");
    assertThat(document.at("/columns/0").toString())
        .isEqualTo(
            """
            {"name":"date","type":"date","missing":0,"distinct":4,"moreDistinct":false,\
            "least":"2024-01-01","greatest":"2024-01-05","mean":null,"odd":null}""");
    assertThat(document.at("/columns/1/greatest").asDouble()).isEqualTo(5);
  }
}
