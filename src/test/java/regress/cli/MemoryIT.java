package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.LongForm;

/**
 * The program with too little memory, just enough, and plenty: each run ends by itself, with the
 * right answer or with one clear message.
 */
final class MemoryIT {
  private static final int ROWS = 250_000;

  /** Megabytes with which reading is refused, and with which all is well. */
  private static final int TOO_FEW = 16;

  private static final int ENOUGH = 128;

  private static final Pattern SENTENCES =
      Pattern.compile(
          "regress: (?:.* needs about [\\d,]+ MB|This needs more) .*"
              + " Set JAVA_TOOL_OPTIONS=(-Xmx\\d+[mg]), or start java with \\1\\.\n");

  /** What the program says beside that, and what Java says of options and modules. */
  private static final String OTHERS =
      "regress: Columns without|Picked up|WARNING: Using incubator";

  @TempDir private static Path folder;
  private static Path table;

  /** y = 3 a - 2 b + 1, and a column of words. */
  @BeforeAll
  static void write() throws IOException {
    table = folder.resolve("table.csv");
    try (var out = Files.newBufferedWriter(table)) {
      out.write("a,b,word,y\n");
      for (int i = 0; i < ROWS; i++) {
        int a = i % 977;
        int b = i % 1009;
        out.write(a + "," + b + ",w" + i % 7 + "," + (3 * a - 2 * b + 1) + "\n");
      }
    }
  }

  static IntStream rungs() {
    return LongForm.ASKED ? IntStream.rangeClosed(2, 80) : IntStream.of(4, 28);
  }

  @ParameterizedTest
  @MethodSource("rungs")
  void everyRunEndsByItself(int megabytes) throws Exception {
    assertRightOrClear(
        with(megabytes).run("fit", table.toString(), "--target", "y", "--engine=jvm"));
  }

  /** Its size is known to nobody before its end. */
  @LongForm
  @ParameterizedTest
  @ValueSource(ints = {TOO_FEW, 20, ENOUGH})
  void standardInputToo(int megabytes) throws Exception {
    assertRightOrClear(with(megabytes).run(table, "fit", "-", "--target", "y", "--engine=jvm"));
  }

  @LongForm
  @ParameterizedTest
  @ValueSource(ints = {TOO_FEW, 20})
  void groupsToo(int megabytes) throws Exception {
    Ran ran =
        with(megabytes)
            .run("fit", table.toString(), "--target=y", "--by=word", "--engine=jvm", "--epochs=9");
    if (ran.status() != 0) {
      assertThat(ran.err()).matches(SENTENCES);
    }
  }

  @LongForm
  @Test
  void whatTheMessageAsksForIsEnough() throws Exception {
    String[] fit = {"fit", table.toString(), "--target", "y", "--engine=jvm"};
    Ran refused = with(TOO_FEW).run(fit);
    String rows = refused.err().replaceFirst("(?s).*table.csv, about ([\\d,]+) rows of 4 .*", "$1");
    assertThat(Integer.parseInt(rows.replace(",", ""))).isCloseTo(ROWS, withinPercentage(10));
    assertThat(refused.status()).isEqualTo(1);
    Matcher asked = SENTENCES.matcher(refused.err());
    assertThat(asked.matches()).isTrue();
    assertRight(new Jar(List.of(Jar.java(), asked.group(1), "-jar"), false, Jar.built()).run(fit));
    assertRight(with(ENOUGH).run(fit));
  }

  /** Compiling takes a minute where memory is scarce. */
  static IntStream rungsOnTornado() {
    return LongForm.ASKED ? IntStream.of(12, TOO_FEW, 24, 32, 64, ENOUGH) : IntStream.of(12);
  }

  /** The variable that the message names reaches Java through TornadoVM's launcher. */
  @ParameterizedTest
  @MethodSource("rungsOnTornado")
  @EnabledIfEnvironmentVariable(named = "TORNADOVM_HOME", matches = ".+")
  void tornadoToo(int megabytes) throws Exception {
    String option = "-Xmx" + megabytes + "m";
    List<String> launcher =
        List.of(
            "env",
            "JAVA_TOOL_OPTIONS=" + option,
            Jar.onTornado(Jar.built()).launcher().getFirst(),
            "-jar");
    Ran ran =
        new Jar(launcher, true, Jar.built())
            .run("fit", table.toString(), "--target", "y", "--engine=tornado");
    assertThat(ran.err()).contains("Picked up JAVA_TOOL_OPTIONS: " + option);
    assertRightOrClear(ran);
  }

  static IntStream littleAndEnough() {
    return LongForm.ASKED ? IntStream.of(20, ENOUGH) : IntStream.of(20);
  }

  @ParameterizedTest
  @MethodSource("littleAndEnough")
  void aSignalEndsItHoweverLittleThereIs(int megabytes) throws Exception {
    Path nothing = Files.createTempFile(folder, "signal", ".txt");
    Process process =
        new ProcessBuilder(
                Jar.java(),
                "-Xmx" + megabytes + "m",
                "-jar",
                Jar.built().toString(),
                "fit",
                table.toString(),
                "--target=y",
                "--engine=jvm",
                "--mode=stepwise",
                "--tolerance=0",
                "--epochs=1000000000")
            .redirectErrorStream(true)
            .redirectOutput(nothing.toFile())
            .start();
    TimeUnit.MILLISECONDS.sleep(600);
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private static Jar with(int megabytes) {
    return new Jar(
        List.of(Jar.java(), "-XX:TieredStopAtLevel=1", "-Xmx" + megabytes + "m", "-jar"),
        false,
        Jar.built());
  }

  private static void assertRightOrClear(Ran ran) {
    if (ran.status() == 0) {
      assertRight(ran);
      return;
    }
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err().replaceAll("(?m)^(" + OTHERS + ").*\n", "")).matches(SENTENCES);
    assertThat(ran.out()).isEmpty();
  }

  private static void assertRight(Ran ran) {
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out()).startsWith("y = 3.00000 a - 2.00000 b + 1.00000\n");
  }
}
