package regress.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class SeparatorHintTest {
  private static final CsvFormat DETECTED = CsvFormat.detected();

  private static Table read(String text, CsvFormat format) {
    return TableReader.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "t.csv", format);
  }

  private static void assertSays(String message, ThrowingCallable call) {
    assertThatExceptionOfType(DataException.class).isThrownBy(call).withMessage(message);
  }

  /** Any sign, any names, read with any other sign. */
  @Test
  void theSignIsNamedInTheLibrary() {
    var random = new Random(5);
    String signs = "\t|;,^~:#/ ";
    for (int i = 0; i < 500; i++) {
      char sign = signs.charAt(i % signs.length());
      char other = signs.charAt((i + 1 + random.nextInt(signs.length() - 1)) % signs.length());
      String header = "alpha,beta" + ",gamma".repeat(random.nextInt(4));
      String text = (header + "\n1" + ",2".repeat(header.split(",").length - 1) + "\n");
      String name = sign == '\t' ? "tab" : "'" + sign + "'";
      assertSays(
          "t.csv has no column 'beta', only "
              + Printable.line(ColumnNames.list(List.of(header.replace(',', sign))))
              + ". If its separator is "
              + name
              + ", say so (--separator "
              + name
              + ").",
          () -> read(text.replace(',', sign), DETECTED.separatedBy(other)).column("beta"));
    }
  }

  @Test
  void decimalCommasDoNotHideTheSeparator() {
    assertSays(
        "t.csv line 2 has 3 fields where line 1 has 1. If its separator is '|', say so"
            + " (--separator '|').",
        () -> read("x|y\n1,5|2,5\n", DETECTED));
  }

  @Test
  void aCommaInTheHeaderDoesNotHideTheSeparator() {
    String text = "name, first|x|y\nBob|1|2\n";
    assertSays(
        "t.csv line 2 has 1 fields where line 1 has 2. If its separator is '|', say so"
            + " (--separator '|').",
        () -> read(text, DETECTED));
    assertSays(
        "t.csv has no column 'y', only name, first|x|y. If its separator is '|', say so"
            + " (--separator '|').",
        () -> read(text.replace("Bob", "B, ob"), DETECTED).column("y"));
  }

  @Test
  void quotedFieldsOfAnotherSeparatorAreKnown() {
    assertSays(
        "t.csv line 1: text follows a closing quote. If its separator is '|', say so (--separator"
            + " '|').",
        () -> read("\"x\"|\"y\"\n1|2\n", DETECTED));
  }

  @Test
  void blanksInARowAreNoSeparatorThatCanBeGiven() {
    assertSays(
        "t.csv has no column 'y', only x   y. If blanks separate its fields, put one comma in place"
            + " of each run of them.",
        () -> read("x   y\n1   2\n", DETECTED).column("y"));
  }

  @Test
  void namesOfSeveralWordsAreNotTakenApart() {
    assertSays(
        "t.csv has no column 'weight'. Choose among miles per gallon.",
        () -> read("miles per gallon\n1\n2\n", DETECTED).column("weight"));
    assertSays(
        "t.csv has no column 'weight'. Choose among date of birth, name of mother.",
        () -> read("date of birth,name of mother\n1,2\n", DETECTED).column("weight"));
    assertThat(read("date of birth,y\n1,2\n", DETECTED).column("date of birth")).containsExactly(1);
  }

  @Test
  void aLongHeaderIsShortened() {
    String header = String.join("|", Collections.nCopies(40, "column"));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(header + "\n1\n", DETECTED).column("y"))
        .withMessageContaining("only column|column|column|column|column|colum...")
        .matches(e -> e.getMessage().length() < 160);
  }
}
