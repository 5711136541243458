package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import regress.Fit;
import regress.LongForm;
import regress.Regression;
import regress.data.CsvFormat;
import regress.data.Dataset;
import regress.data.Table;
import regress.data.TableReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Names, fields and options that would drive a terminal or forge a line: whatever the command and
 * the library answer, nothing of that is in it.
 */
final class NastyTextTest {
  private static final List<String> PIECES =
      List.of(
          "\u001b[2J",
          "\u001b]0;x\u0007",
          "\u009b31m",
          "\u0085",
          "\u007f",
          "\b",
          "\0",
          "\t",
          "\r",
          "\n",
          "\r\n",
          "\nregress: ",
          "\u202e",
          "\u2066",
          "\u061c",
          "\u2028",
          "\u2029",
          "\u200b",
          "\ufeff",
          "\u00ad",
          "\udb40\udc01",
          "\ud800",
          "a",
          "é",
          "名",
          "\u200d",
          " ",
          "'",
          "\"",
          ",",
          ";",
          "%s",
          "@",
          "-",
          "=",
          "$",
          "\\",
          "{0}");

  @TempDir private Path folder;

  static IntStream seeds() {
    return IntStream.range(0, LongForm.ASKED ? 1000 : 6);
  }

  /** Some pieces, of which the terminal obeys one at least. */
  private static String nasty(Random random) {
    String text = PIECES.get(random.nextInt(22));
    for (int more = random.nextInt(4); more > 0; more--) {
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      text = random.nextBoolean() ? text + piece : piece + text;
    }
    return text;
  }

  private static String quoted(String field) {
    return "\"" + field.replace("\"", "\"\"") + "\"";
  }

  private static String row(String... fields) {
    return Stream.of(fields).map(NastyTextTest::quoted).reduce((a, b) -> a + "," + b).orElseThrow()
        + "\n";
  }

  /** A file, whose name may be nasty too, for all that a file system takes. */
  private String file(Random random, String... rows) throws IOException {
    String name = nasty(random).replaceAll("[\0/\ud800]", "") + ".csv";
    Path file =
        Files.writeString(folder.resolve("t" + name), String.join("", rows).replace('\ud800', '!'));
    return file.toString();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void reportsAndDocumentsHoldNone(int seed) throws IOException {
    Random random = new Random(seed);
    String x = "x" + nasty(random).replace('\ud800', '!') + ".";
    String y = "y" + nasty(random).replace('\ud800', '!') + ".";
    String group = "g" + nasty(random).replace('\ud800', '!') + ".";
    String label = "v" + nasty(random).replace('\ud800', '!') + ".";
    String file =
        file(
            random,
            row(x, y, group),
            row("1", "2", label),
            row("2", "4", label),
            row("4", "7", label));
    Ran text = run("fit", file, "--target", y, "--engine=jvm");
    assertThat(text.status()).as(text.err()).isZero();
    Ran json = run("fit", file, "--target", y, "--engine=jvm", "--json");
    JsonNode model = JsonMapper.shared().readTree(json.out()).at("/fits/0");
    assertThat(model.at("/target").asString()).isEqualTo(y);
    assertThat(model.at("/columns/0").asString()).isEqualTo(x);
    String[] groups = {"fit", file, "--target", y, "--by", group, "--engine=jvm"};
    assertThat(run(groups).status()).isZero();
    String[] document = Arrays.copyOf(groups, groups.length + 1);
    document[groups.length] = "--json";
    assertThat(JsonMapper.shared().readTree(run(document).out()).at("/fits/0/group").asString())
        .isEqualTo(label);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void refusalsOfTablesHoldNone(int seed) throws IOException {
    Random random = new Random(seed);
    String x = "x" + nasty(random) + ".";
    String bad = nasty(random);
    String good = file(random, row(x, "y", "g"), row("1", "2", "1"), row("2", "4", "1"));
    String words =
        file(random, row(x, "y", "g"), row("1", bad, bad), row("2", "3", "2"), row("3", "4", bad));
    refused("fit", words, "--target", "y", "--engine=jvm");
    refused("fit", words, "--target=y", "--features=" + bad);
    refused("fit", words, "--target=y", "--by=g", "--engine=jvm");
    refused("fit", good, "--target", x + bad);
    refused("fit", good, "--target", bad, "--no-header");
    refused("fit", good, "--target=y", "--by", bad);
    refused("fit", good, "--target=y", "--features=" + x + "," + x);
    refused("explain", good, "--target", bad);
    refused("fit", folder.resolve("none") + bad.replaceAll("[/\ud800]", ""), "--target=y");
    refused("fit", file(random, row(x, x + "."), "1\n"), "--target=y");
    refused("fit", file(random, row(x, x), row("1", "2")), "--target=y");
    refused("fit", file(random, row(x), row("1")), "--target", x.replace('\ud800', '!'));
    refused(
        "fit",
        file(random, row(x, "y"), row("1", "2"), row("1", "3")),
        "--target=y",
        "--engine=jvm",
        "--optimizer=gd");
    run(
        "fit",
        file(random, row(x, "y"), row("1", "2"), row("1", "3")),
        "--target=y",
        "--engine=jvm");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void refusalsOfOptionsHoldNone(int seed) {
    Random random = new Random(seed);
    String bad = nasty(random);
    refused(bad + "z");
    refused("devices", "z" + bad);
    refused("fit", bad);
    for (String option :
        List.of(
            "engine", "mode", "device", "device-memory", "precision", "epochs", "learning-rate")) {
      refused("seed", "--" + option + "=z" + bad);
      refused("seed", "--" + option, "z" + bad);
    }
    refused("seed", "--engine=jvm", "--device", "z" + bad);
    refused("seed", "--z" + bad);
    refused("seed", "--noise=" + bad);
    refused("seed", "--n=" + bad);
    refused("fit", "-", "--target=y", "--tolerance=z" + bad);
    refused("fit", "-", "--target=y", "--separator=zz" + bad);
    refused("explain", "-", "--target=y", "--limit=z" + bad);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void messagesOfTheLibraryHoldNone(int seed) {
    Random random = new Random(seed);
    String bad = nasty(random);
    double[] three = {1, 2, 4};
    Dataset data = Dataset.of(List.of("x" + bad), new double[][] {three}, "y" + bad, three);
    Fit fit = Regression.squared().engine("jvm").fit(data);
    Table table =
        TableReader.read(
            new ByteArrayInputStream("a,b\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8)),
            bad,
            CsvFormat.detected());
    List<ThrowingCallable> calls = new ArrayList<>();
    calls.add(() -> fit.coefficient(bad));
    calls.add(() -> fit.predict(Dataset.of(new double[][] {three}, three)));
    calls.add(() -> table.column(bad));
    calls.add(() -> table.dataset("a", List.of("b", "b" + bad)));
    calls.add(() -> Dataset.of(List.of(bad), new double[][] {three}, bad, three));
    calls.add(() -> Dataset.of(List.of(bad), new double[][] {{1, 2}}, "y", three));
    calls.add(() -> Dataset.of(List.of(bad), new double[][] {{1, 2, Double.NaN}}, "y", three));
    calls.add(() -> Regression.squared().engine(bad).fit(data));
    calls.add(() -> Regression.squared().engine("jvm").device(bad).fit(data));
    calls.add(
        () ->
            TableReader.read(
                Path.of("none" + bad.replaceAll("[\0\ud800]", "")), CsvFormat.detected()));
    for (ThrowingCallable call : calls) {
      Throwable thrown = catchThrowable(call);
      assertThat(thrown).isNotNull();
      assertHarmless(thrown.getMessage());
      assertThat(thrown.getMessage()).doesNotContain("\n");
    }
  }

  @Test
  void aSeparatorIsNamedInPrint() {
    for (char sign : "\r\n".toCharArray()) {
      Ran ran = refused("fit", "-", "--target=y", "--separator=" + sign);
      assertThat(ran.err()).contains("'\\u000" + (sign == '\r' ? 'd' : 'a') + "' cannot separate");
    }
  }

  /** A stack trace may quote what others said, in lines of its own. */
  @Test
  void stackTracesHoldNone() {
    Ran ran = Ran.of("--debug", "fit", "none\u001b[2J\u009b\u202e.csv", "--target=y");
    assertThat(ran.err()).contains("\tat regress.", "NoSuchFileException");
    assertHarmless(ran.err().replace("\n\tat ", " ").replace("\n\t...", " "));
  }

  private static Ran refused(String... line) {
    Ran ran = run(line);
    assertThat(ran.status()).as(String.join(" ", line)).isNotZero();
    assertThat(ran.err().lines()).isNotEmpty();
    return ran;
  }

  /** Every line of what a person reads is ours. */
  private static Ran run(String... line) {
    var aside = new ByteArrayOutputStream();
    Ran ran = withSystemErr(new PrintStream(aside), () -> Ran.of(line));
    assertThat(aside.toString()).as("printed by a library").isEmpty();
    assertHarmless(ran.out());
    assertHarmless(ran.err());
    assertThat(ran.err().lines())
        .allMatch(said -> said.startsWith("regress: ") || said.startsWith("Try '"));
    assertThat(ran.err()).doesNotContain("Run with --debug");
    return ran;
  }

  private static Ran withSystemErr(PrintStream err, Supplier<Ran> work) {
    PrintStream before = System.err;
    System.setErr(err);
    try {
      return work.get();
    } finally {
      System.setErr(before);
    }
  }

  private static void assertHarmless(String text) {
    assertThat(text.codePoints().filter(c -> c != '\n').filter(NastyTextTest::isObeyed).boxed())
        .isEmpty();
  }

  /** Controls, separators of lines, turns of direction and what cannot be seen. */
  private static boolean isObeyed(int c) {
    return c < ' '
        || c >= 0x7f && c <= 0x9f
        || c >= 0x200e && c <= 0x200f
        || c >= 0x2028 && c <= 0x202e
        || c >= 0x2060 && c <= 0x206f
        || c >= 0xe0000 && c <= 0xe007f
        || c >= 0xd800 && c <= 0xdfff
        || c == 0xad
        || c == 0x61c
        || c == 0x200b
        || c == 0xfeff;
  }
}
