package regress.data;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bad input: whose fault it is, and the whole message. */
class BadTablesTest {
  private static final CsvFormat DETECTED = CsvFormat.detected();

  private static Table read(String text) {
    return TableReader.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "cars.csv", DETECTED);
  }

  private static void assertContent(ThrowingCallable call, String message) {
    assertRefused(call, false, message);
  }

  private static void assertChoice(ThrowingCallable call, String message) {
    assertRefused(call, true, message);
  }

  private static void assertRefused(ThrowingCallable call, boolean choice, String message) {
    DataException thrown = catchThrowableOfType(DataException.class, call);
    assertThat(thrown).hasMessage(message);
    assertThat(thrown.isChoice()).as("is a choice").isEqualTo(choice);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "  \r\n", "\ufeff"})
  void emptyFile(String text) {
    assertContent(() -> read(text), "cars.csv is empty. Give it a header line and rows of values.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hp,mpg", "hp,mpg\n", "hp,mpg\r\n\r\n"})
  void headerOnly(String text) {
    assertContent(() -> read(text), "cars.csv has a header and no rows. Add rows of values.");
  }

  /** At once, and while records are read: after what a buffer holds. */
  @ParameterizedTest
  @ValueSource(ints = {0, 4_000_000})
  void noMemoryToReadOnIsNoFaultOfTheTable(int characters) {
    var reader =
        new ByteArrayInputStream(
            ("x,y\n" + "1,2\n".repeat(characters / 4)).getBytes(StandardCharsets.UTF_8)) {
          private int left = characters;

          @Override
          public int read(byte[] into, int from, int length) {
            if (left <= 0) {
              throw new OutOfMemoryError("Java heap space");
            }
            int read = super.read(into, from, Math.min(length, left));
            left -= read;
            return read;
          }
        };
    DataException thrown =
        catchThrowableOfType(
            DataException.class, () -> TableReader.read(reader, "cars.csv", DETECTED));
    assertThat(thrown).hasMessageContaining(" MB. Set JAVA_TOOL_OPTIONS=-Xmx");
    assertThat(thrown.getMessage().startsWith("cars.csv, so far ")).isEqualTo(characters > 0);
  }

  @ParameterizedTest
  @CsvSource({"'1', 1", "'1,2,3', 3", "'1,2,', 3"})
  void raggedRow(String row, int fields) {
    assertContent(
        () -> read("hp,mpg\n1,2\n\n" + row + "\n"),
        "cars.csv line 4 has "
            + fields
            + " fields where line 1 has 2. Give every row one field a column.");
  }

  /** The second row's field, and what is said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "abc  | 'abc' is not a number. Correct it, leave the column out of target and features, or make categories of its values (--categories).",
        "0x10 | '0x10' is not a number. Correct it, leave the column out of target and features, or make categories of its values (--categories).",
        "1d   | '1d' is not a number. Correct it, leave the column out of target and features, or make categories of its values (--categories).",
        "2f   | '2f' is not a number. Correct it, leave the column out of target and features, or make categories of its values (--categories).",
        "1 2  | '1 2' is not a number. Correct it, leave the column out of target and features, or make categories of its values (--categories).",
        "1e   | '1e' is not a number. Correct it, leave the column out of target and features, or make categories of its values (--categories).",
        ".    | '.' is not a number. Correct it, leave the column out of target and features, or make categories of its values (--categories).",
        "-    | '-' is not a number. Correct it, leave the column out of target and features, or make categories of its values (--categories).",
        "1.2.3 | '1.2.3' is not a number. Correct it, leave the column out of target and features, or make categories of its values (--categories).",
        "\u0661 | '\u0661' is not a number. Correct it, leave the column out of target and features, or make categories of its values (--categories).",
        "\"1,5\" | '1,5' is not a number. To read it as 1.5, give --decimal ','.",
        "``   | the value is missing. Drop such rows (--missing drop), or impute the value.",
        "`  ` | the value is missing. Drop such rows (--missing drop), or impute the value.",
        "\"\" | the value is missing. Drop such rows (--missing drop), or impute the value.",
        "NA   | the value is missing (NA). Drop such rows (--missing drop), or impute the value.",
        "N/A  | the value is missing (N/A). Drop such rows (--missing drop), or impute the value.",
        "n/a  | the value is missing (n/a). Drop such rows (--missing drop), or impute the value.",
        "null | the value is missing (null). Drop such rows (--missing drop), or impute the value.",
        "NULL | the value is missing (NULL). Drop such rows (--missing drop), or impute the value.",
        "?    | the value is missing (?). Drop such rows (--missing drop), or impute the value.",
        "NaN  | NaN is not a number that can be fitted. Drop such rows (--missing drop), or impute the value.",
        "-nan | NaN is not a number that can be fitted. Drop such rows (--missing drop), or impute the value.",
        "Infinity | Infinity is not a finite number. Drop or impute the row.",
        "-inf | -inf is not a finite number. Drop or impute the row.",
        "1e999 | 1e999 is not a finite number. Drop or impute the row.",
      })
  void fieldThatIsNoNumber(String field, String sentences) {
    Table table = read("mpg,hp\n1,2\n3," + field + "\n5,NaN\n");
    String message = "cars.csv line 3, column 'hp': " + sentences;
    assertContent(() -> table.column("hp"), message);
    assertContent(() -> table.dataset("mpg", List.of("hp")), message);
    assertContent(() -> table.dataset("hp", List.of("mpg")), message);
    assertContent(() -> table.dataset("mpg", List.of()), message);
  }

  @Test
  void textColumnThatIsTheTarget() {
    Table table = read("car,mpg\nFiat,1\nSaab,2\n");
    assertContent(
        () -> table.dataset("car", List.of("mpg")),
        "cars.csv line 2, column 'car': 'Fiat' is not a number. Correct it, leave the column"
            + " out of target and features, or make categories of its values (--categories).");
  }

  @Test
  void longTextIsShownInPart() {
    Table table = read("car,mpg\n" + "x".repeat(500) + ",1\n");
    assertContent(
        () -> table.column("car"),
        "cars.csv line 2, column 'car': '"
            + "x".repeat(40)
            + "...' is not a number. Correct it, leave the column out of target and features, or make categories of its values (--categories).");
  }

  /** Text and then a number: somebody may mean the column, so it is not left out silently. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "1,5"})
  void columnThatIsPartlyNumbersIsNotLeftOut(String number) {
    Table table = read("hp;mpg\nstrong;1\n" + number + ";2\n");
    assertThat(table.numberlessColumns()).isEmpty();
    assertContent(
        () -> table.dataset("mpg", List.of()),
        "cars.csv line 2, column 'hp': 'strong' is not a number. Correct it, leave the column"
            + " out of target and features, or make categories of its values (--categories).");
  }

  @Test
  void linesAreThoseOfTheFileWhenFieldsSpanSeveral() {
    Table table = read("car,hp\n\"two\nlines\",1\n\nx,NaN\n");
    assertContent(
        () -> table.column("hp"),
        "cars.csv line 5, column 'hp': NaN is not a number that can be fitted. Drop such rows"
            + " (--missing drop), or impute the value.");
  }

  @Test
  void firstLineCountsWithoutHeader() {
    Table table =
        TableReader.read(
            new ByteArrayInputStream("NaN,1\n".getBytes(StandardCharsets.UTF_8)),
            "cars.csv",
            DETECTED.withoutHeader());
    assertContent(
        () -> table.column("c1"),
        "cars.csv line 1, column 'c1': NaN is not a number that can be fitted. Drop such rows"
            + " (--missing drop), or impute the value.");
  }

  @ParameterizedTest
  @CsvSource({
    "hpp, Did you mean 'hp'?",
    "HP, Did you mean 'hp'?",
    "displacment, Did you mean 'displacement'?",
    "'wt ', Did you mean 'wt'?",
    "weight, 'Choose among mpg, hp, wt, displacement.'",
    "'', 'Choose among mpg, hp, wt, displacement.'",
  })
  void unknownColumn(String asked, String advice) {
    Table table = read("mpg,hp,wt,displacement\n1,2,3,4\n");
    String message = "cars.csv has no column '" + asked + "'. " + advice;
    assertChoice(() -> table.column(asked), message);
    assertChoice(() -> table.dataset(asked, List.of()), message);
    assertChoice(() -> table.dataset("mpg", List.of("hp", asked)), message);
  }

  @Test
  void nearestOfSeveralNamesIsSuggested() {
    Table table = read("velocity_a,velocity_ab,velocity_b\n1,2,3\n");
    assertChoice(
        () -> table.column("velocity_abc"),
        "cars.csv has no column 'velocity_abc'. Did you mean 'velocity_ab'?");
  }

  @Test
  void namesOfOneLetterAreNotGuessed() {
    assertChoice(
        () -> read("x,y\n1,2\n").column("z"), "cars.csv has no column 'z'. Choose among x, y.");
  }

  @Test
  void twentyNamesAreShownOfMany() {
    String names = IntStream.rangeClosed(1, 20).mapToObj(j -> "n" + j).collect(joining(", "));
    Table table = read(names + ",n21\n" + "1,".repeat(20) + "1\n");
    assertChoice(
        () -> table.column("other"),
        "cars.csv has no column 'other'. Choose among " + names + ", ....");
  }

  @Test
  void valuesTakenForAHeader() {
    assertChoice(
        () -> read("1.5,22\n3,4\n").column("c1"),
        "cars.csv has no column 'c1'. Choose among 1.5, 22. Its first line looks like values: if it"
            + " is no header, say so (--no-header).");
  }

  @Test
  void targetAmongTheFeatures() {
    assertChoice(
        () -> read("hp,mpg\n1,2\n").dataset("mpg", List.of("hp", "mpg")),
        "Target 'mpg' is among the features. Leave it out of them.");
  }

  @Test
  void featureChosenTwice() {
    assertChoice(
        () -> read("hp,mpg\n1,2\n").dataset("mpg", List.of("hp", "hp")),
        "Feature 'hp' appears twice. Name each column once.");
  }

  @Test
  void headerThatNamesTwoColumnsAlike() {
    assertContent(
        () -> read("\nhp,mpg, \"hp\"\n1,2,3\n"),
        "cars.csv line 2, columns 1 and 3 are both named 'hp'. Rename one.");
  }

  @ParameterizedTest
  @CsvSource({"'1,2,3\n', 1 row", "'1,2,3\n4,5,6\n', 2 rows"})
  void fewerRowsThanCoefficients(String rows, String count) {
    assertContent(
        () -> read("a,b,c\n" + rows).dataset("c", List.of()),
        "cars.csv has "
            + count
            + ", fewer than the 3 coefficients (intercept included). Add rows or drop features.");
  }

  @Test
  void asManyRowsAsCoefficientsAreEnough() {
    Table table = read("a,b,c\n1,2,3\n4,5,6\n7,8,9\n");
    assertThat(table.dataset("c", List.of()).samples()).isEqualTo(3);
  }

  @Test
  void nothingToExplainTheTargetWith() {
    assertContent(
        () -> read("car,mpg\nFiat,1\nSaab,2\n").dataset("mpg", List.of()),
        "cars.csv has no numeric column beside the target 'mpg'. Add one.");
  }

  @Test
  void separatorThatIsNotFound() {
    assertContent(
        () -> read("a|b\n1|2\n3|4\n").dataset("a|b", List.of()),
        "cars.csv has no numeric column beside the target 'a|b'. If its separator is '|', say"
            + " so (--separator '|').");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hp,mpg\n1,2\n3,\"4\n5,6\n", "hp,mpg\n1,2\n3,\""})
  void quoteThatIsNeverClosed(String text) {
    assertContent(
        () -> read(text),
        "cars.csv line 3: a quote is opened and never closed. Close each quote, and double a quote"
            + " that belongs to the text.");
  }

  @Test
  void quoteThatIsNeverClosedInALargeFile() {
    assertContent(
        () -> read("hp,mpg\n1,\"2\n" + "3,4\n".repeat(5_000_000)),
        "cars.csv line 2: a quote is opened and never closed. Close each quote, and double a quote"
            + " that belongs to the text.");
  }

  @Test
  void quoteThatIsClosedTooEarly() {
    assertContent(
        () -> read("car,mpg\n\"The \"Bug\"\",2\n"),
        "cars.csv line 2: text follows a closing quote. Close each quote, and double a quote that"
            + " belongs to the text.");
  }

  @Test
  void missingFile() {
    Path file = Path.of("no", "such.csv");
    assertChoice(
        () -> TableReader.read(file, DETECTED), "There is no file " + file + ". Check its path.");
  }

  @Test
  void folder(@TempDir Path folder) {
    assertChoice(() -> TableReader.read(folder, DETECTED), folder + " is a folder. Name a file.");
  }

  @Test
  void forbiddenFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("secret.csv"), "a,b\n1,2\n");
    Assumptions.assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(file), "the superuser reads everything");
    assertChoice(
        () -> TableReader.read(file, DETECTED), file + " may not be read. Check its permissions.");
  }

  @Test
  void diskThatFails() {
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk is gone");
          }
        };
    assertChoice(
        () -> TableReader.read(broken, "standard input", DETECTED),
        "standard input cannot be read: the disk is gone. Check the file and its disk.");
  }

  @Test
  void diskThatFailsAfterTheHeader() {
    var broken =
        new InputStream() {
          private final InputStream start =
              new ByteArrayInputStream(new byte[] {'a', ',', 'b', 10});

          @Override
          public int read() throws IOException {
            int next = start.read();
            if (next < 0) {
              throw new IOException("the disk is gone");
            }
            return next;
          }
        };
    assertChoice(
        () -> TableReader.read(broken, "cars.csv", DETECTED),
        "cars.csv cannot be read: the disk is gone. Check the file and its disk.");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100_000})
  void bytesThatAreNotUtf8(int rowsBefore) {
    byte[] bytes =
        ("a,b\n" + "1,2\n".repeat(rowsBefore) + "Citro\u00ebn,2\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertContent(
        () -> TableReader.read(new ByteArrayInputStream(bytes), "cars.csv", DETECTED),
        "cars.csv is not text in UTF-8. Say what it is in: --encoding windows-1252, if it comes from"
            + " a Western European Windows.");
  }

  @ParameterizedTest
  @ValueSource(chars = {'"', '\n', '\r', '.', '-', '+', 'e', '7'})
  void separatorThatCannotBe(char sign) {
    assertChoice(
        () -> DETECTED.separatedBy(sign),
        "'"
            + Printable.line(String.valueOf(sign))
            + "' cannot separate fields. Choose a comma, a semicolon, a tab or another sign.");
  }
}
