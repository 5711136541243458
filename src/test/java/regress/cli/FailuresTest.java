package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.data.DataException;
import regress.engine.EngineException;

final class FailuresTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bogus",
        "--bogus",
        "fit",
        "fit a.csv",
        "fit missing.csv --target y",
        "seed --n x",
        "seed --n 1",
        "seed --noise -1",
        "seed --epochs 0",
        "seed --learning-rate fast",
        "seed --learning-rate 0",
        "seed --precision float16",
        "seed --mode FUSED",
        "seed --mode sideways",
        "seed --engine bogus",
        "seed --engine jvm --mode direct",
        "seed --engine jvm --device nowhere",
        "fit - --target y --tolerance -1",
        "fit - --target y --separator ab",
        "fit - --target y --separator e",
      })
  void wrongUsageIs2(String line) {
    Ran ran = Ran.of(line.split(" "));
    assertThat(ran.status()).as(ran.err()).isEqualTo(Failures.USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("regress: ").doesNotContain("\tat ", "Exception");
  }

  @Test
  void aColumnThatIsNotThereIs2AndBadContentIs1() throws IOException {
    String file = Files.writeString(folder.resolve("t.csv"), "x,y\n1,2\n2,\n3,5\n").toString();
    Ran column = Ran.of("fit", file, "--target", "z");
    assertThat(column.status()).isEqualTo(Failures.USAGE);
    assertThat(column.err()).contains("'z'");
    Ran content = Ran.of("fit", file, "--target", "y");
    assertThat(content.status()).isEqualTo(Failures.FAILED);
    assertThat(content.err()).contains("'y'").doesNotContain("--debug", "\tat ");
    assertThat(content.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"--debug,seed", "seed,--debug"})
  void stackTracesAreForDebugging(String first, String second) {
    Ran ran = Ran.of(first, second, "--engine=jvm", "--learning-rate=5");
    assertThat(ran.status()).isEqualTo(Failures.FAILED);
    assertThat(ran.err()).contains("diverged", "\tat regress.");
  }

  static Stream<Throwable> unexpected() {
    return Stream.of(new IllegalStateException("odd"), new StackOverflowError("odd"));
  }

  @Test
  void theUnexpectedIsOneLineAnd1() {
    unexpected()
        .forEach(
            failure -> {
              var err = new ByteArrayOutputStream();
              assertThat(failures(err).report(failure)).isEqualTo(Failures.FAILED);
              assertThat(err).hasToString("regress: odd. Run with --debug for the stack trace.\n");
            });
  }

  @Test
  void tooLittleMemoryIsOneLineThatSaysWhatToSetAnd1() {
    var err = new ByteArrayOutputStream();
    var failure = new ExceptionInInitializerError(new OutOfMemoryError("Java heap space"));
    assertThat(failures(err).report(failure)).isEqualTo(Failures.FAILED);
    assertThat(err.toString())
        .matches(
            "regress: This needs more memory than .* Set JAVA_TOOL_OPTIONS=-Xmx\\d+g, .*\\.\n");
  }

  @Test
  void aFailureOfADeviceIs1AndAWrongChoiceIs2() {
    var failures = failures(new ByteArrayOutputStream());
    assertThat(failures.report(EngineException.failed("It broke.", new Error()))).isEqualTo(1);
    assertThat(failures.report(EngineException.notThere("No."))).isEqualTo(2);
    assertThat(failures.report(DataException.content("Bad."))).isEqualTo(1);
    assertThat(failures.report(DataException.choice("No."))).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"Broken pipe,true,''", "No space left on device,false,No space left on device"})
  void onlyAReaderThatLeavesMayCloseStandardOutput(String fault, boolean fine, String said) {
    var results = new ResultStream(failing(fault));
    new PrintStream(results, true).println("result");
    var err = new ByteArrayOutputStream();
    assertThat(results.report(new PrintStream(err))).isEqualTo(fine);
    assertThat(err.toString()).contains(said);
    assertThat(err.size() == 0).isEqualTo(fine);
  }

  private static OutputStream failing(String fault) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(fault);
      }
    };
  }

  private static Failures failures(ByteArrayOutputStream err) {
    var streams =
        new Streams(
            new PrintStream(new ByteArrayOutputStream()), new PrintStream(err), () -> false);
    return new Failures(streams, () -> false);
  }
}
