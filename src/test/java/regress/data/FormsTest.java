package regress.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.LongForm;
import regress.Seeded;

/** However a table is written down, it is the same table. */
final class FormsTest {
  private static final CsvFormat DETECTED = CsvFormat.detected();

  private static Table read(byte[] bytes, CsvFormat format, int chunk) {
    return TableReader.read(
            new ByteArrayInputStream(bytes),
            "t.csv",
            format,
            List.of(),
            name -> false,
            () -> 0,
            chunk)
        .whole();
  }

  private static Table read(String text, CsvFormat format) {
    return read(text.getBytes(StandardCharsets.UTF_8), format, 1000);
  }

  /** One way to write numbers down, and each of them. */
  private record Form(char point, Optional<Character> thousands, String before, String behind) {
    static Form random(Random random) {
      char point = ".,".charAt(random.nextInt(2));
      List<Optional<Character>> signs =
          List.of(Optional.empty(), Optional.of(point == '.' ? ',' : '.'), Optional.of(' '));
      return new Form(
          point,
          random.nextInt(4) == 0 ? Optional.of('\'') : signs.get(random.nextInt(3)),
          List.of("", "", "$", "€ ").get(random.nextInt(4)),
          List.of("", "", "%", "\u00a0‰").get(random.nextInt(4)));
    }

    CsvFormat of(CsvFormat format) {
      CsvFormat said = format.decimal(point).symbols("%", "‰", "$", "€");
      return thousands.isPresent() ? said.thousands(thousands.get()) : said;
    }

    String written(String plain, Random random) {
      String sign = plain.startsWith("-") ? "-" : "";
      String[] parts = plain.substring(sign.length()).split("\\.", -1);
      String whole = parts[0];
      for (int i = whole.length() - 3; i > 0 && thousands.isPresent(); i -= 3) {
        whole = whole.substring(0, i) + apart(random) + whole.substring(i);
      }
      String digits = parts.length == 1 ? whole : whole + point + parts[1];
      return random.nextBoolean()
          ? sign + symbol() + digits + (before.isEmpty() ? behind : "")
          : symbol() + sign + digits + (before.isEmpty() ? behind : "");
    }

    private String symbol() {
      return before;
    }

    private char apart(Random random) {
      char sign = thousands.orElseThrow();
      return sign == ' '
          ? " \u00a0\u202f\u2009".charAt(random.nextInt(4))
          : sign == '\'' ? "'’".charAt(random.nextInt(2)) : sign;
    }

    double value(String plain) {
      int shift = !before.isEmpty() || behind.isEmpty() ? 0 : behind.equals("%") ? 2 : 3;
      return NumeralTest.expected(plain + "e-" + shift);
    }
  }

  private static String plain(Random random) {
    var digits = new BigInteger(1 + random.nextInt(80), random);
    String number = new BigDecimal(digits, random.nextInt(20)).toPlainString();
    return random.nextBoolean() ? number : "-" + number;
  }

  @Test
  void aTableIsTheSameInEveryForm() {
    Seeded.runs(
        LongForm.ASKED ? 20_000 : 200,
        1,
        random -> {
          Form form = Form.random(random);
          List<String> lines = new ArrayList<>(List.of("größe;text;y"));
          double[] values = new double[1 + random.nextInt(20)];
          for (int i = 0; i < values.length; i++) {
            String plain = plain(random);
            values[i] = form.value(plain);
            lines.add(form.written(plain, random) + ";\"a\n#;\"\"b\";" + (i + 1));
          }
          for (int i = random.nextInt(5); i > 0; i--) {
            String comment = List.of("#", "# it's; \"x", "  # ,").get(random.nextInt(3));
            lines.add(random.nextInt(1 + lines.size()), comment);
          }
          String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
          CsvFormat format = form.of(DETECTED.comments('#'));
          assertRead(String.join(end, lines) + end, format, values, random);
        });
  }

  /** In any encoding, compressed or not, and cut anywhere. */
  private static void assertRead(String text, CsvFormat format, double[] x, Random random)
      throws IOException {
    String name = List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE").get(random.nextInt(4));
    Charset charset = Charset.forName(name);
    boolean marked = random.nextBoolean();
    byte[] bytes = ((marked ? "\ufeff" : "") + text).getBytes(charset);
    CsvFormat said = marked ? format : format.encodedIn(charset);
    byte[] packed = random.nextBoolean() ? bytes : zipped(bytes, random.nextInt(bytes.length));
    Table table = read(packed, said, 1 + random.nextInt(200));
    assertThat(table.columns()).containsExactly("größe", "text", "y");
    assertThat(bits(table.column("größe"))).isEqualTo(bits(x));
    assertThat(table.column("y")).hasSize(x.length).endsWith(x.length);
    assertThat(table.numberlessColumns()).containsExactly("text");
  }

  private static List<Long> bits(double[] values) {
    return Arrays.stream(values).mapToObj(Double::doubleToRawLongBits).toList();
  }

  /** In two members, of which the second is never named a part of the file. */
  private static byte[] zipped(byte[] bytes, int cut) throws IOException {
    var all = new ByteArrayOutputStream();
    for (byte[] part :
        List.of(Arrays.copyOf(bytes, cut), Arrays.copyOfRange(bytes, cut, bytes.length))) {
      try (OutputStream out = new GZIPOutputStream(all)) {
        out.write(part);
      }
    }
    return all.toByteArray();
  }

  /** Of a pipe, nothing is there until it is asked for. */
  @Test
  void aCompressedPipeIsReadToItsEnd() throws IOException {
    byte[] bytes = zipped("x,y\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8), 8);
    var pipe =
        new InputStream() {
          private int next;

          @Override
          public int read() {
            return next == bytes.length ? -1 : bytes[next++] & 0xff;
          }

          @Override
          public int read(byte[] into, int from, int length) {
            int read = length == 0 ? 0 : read();
            into[from] = (byte) read;
            return read < 0 ? -1 : Math.min(1, length);
          }
        };
    assertThat(TableReader.read(pipe, "t.csv", DETECTED).column("y")).containsExactly(2, 4);
  }

  @Test
  void aCompressedTableThatIsCutOffOrDamagedIsNamedSo() throws IOException {
    byte[] text = "x,y\n1,2\n3,4\n".repeat(100).getBytes(StandardCharsets.UTF_8);
    byte[] whole = zipped(text, 0);
    byte[] one = Arrays.copyOfRange(whole, 20, whole.length); // The second member.
    for (int size = 2; size < one.length; size++) {
      assertContent(
          Arrays.copyOf(one, size),
          "t.csv is compressed and ends too early. Get or compress it again.");
    }
    for (int place : new int[] {2, one.length - 8, one.length - 1}) {
      byte[] damaged = one.clone();
      damaged[place] ^= 0x55;
      assertContent(damaged, "t.csv is compressed and damaged. Get or compress it again.");
    }
  }

  private static void assertContent(byte[] bytes, String message) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(bytes, DETECTED, 1000))
        .withMessage(message);
  }

  @Test
  void aWorkbookIsNamedSo() {
    assertContent(
        new byte[] {'P', 'K', 3, 4, 20, 0},
        "t.csv is a workbook or another zip archive. Save the table as CSV.");
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE", "UTF-16BE"})
  void unicodeWithoutAMarkIsGuessed(String name) {
    assertContent(
        "x,y\n1,2\n".getBytes(Charset.forName(name)),
        "t.csv has NULs between its characters, as text in %1$s looks. Say so (--encoding %1$s)."
            .formatted(name));
  }

  @Test
  void anEncodingThatWasSaidAndIsAnotherOneIsNamed() {
    byte[] bytes = "größe,y\n1,2\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(read(bytes, DETECTED.encodedIn(StandardCharsets.ISO_8859_1), 9).columns())
        .containsExactly("größe", "y");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(bytes, DETECTED.encodedIn(StandardCharsets.US_ASCII), 9))
        .withMessage("t.csv is not text in US-ASCII. Give --encoding another name.");
  }

  /** The field, and what it is where points set thousands apart. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.234      | 1234",
        "-1.234.567,5 | -1234567.5",
        "1234567    | 1234567",
        "12,5e3     | 12500",
        "0,5        | 0.5",
        "1.23.4     |",
        "1234.567   |",
        "1.2345     |",
        ".234       |",
        "1..234     |",
        "1.234.     |",
        "1,5,5      |",
        "1,5.555    |",
        "1.234e5.678 |",
        "'5%'       |",
      })
  void thousandsAreApartInThreesOrNotAtAll(String field, Double value) {
    assertField(field, value, DETECTED.thousands('.'));
  }

  private static void assertField(String field, Double value, CsvFormat format) {
    Table table = read("x;y\n1;2\n\"" + field + "\";3\n", format.separatedBy(';'));
    if (value == null) {
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> table.column("x"))
          .withMessageStartingWith("t.csv line 3, column 'x': '" + field + "' is not a number. ");
    } else {
      assertThat(table.column("x")).containsExactly(1, value);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "45%     | 0.45",
        "-4.5 %  | -0.045",
        "1e1%    | 0.1",
        "1E-1%   | 0.001",
        "1e+2%   | 1",
        "7‰      | 0.007",
        "$5      | 5",
        "-$5     | -5",
        "$-5     | -5",
        "5 kg    | 5",
        "-$-5    |",
        "$5%     |",
        "5%%     |",
        "$       |",
        "%       |",
        "e5%     |",
        "1e%     |",
        "1ee1%   |",
        "5€      |",
        "1e999999999999999% |",
      })
  void aSymbolStandsBeforeOrBehindANumber(String field, Double value) {
    assertField(field, value, DETECTED.symbols("%", "‰", "$", "kg"));
  }

  @ParameterizedTest
  @CsvSource({
    "days, 1970-01-02, 1",
    "days, 1969-12-31, -1",
    "days, 2024-02-29, 19782",
    "days, 2024-02-30,",
    "days, 2024-2-3,",
    "days, 1970-01-01T12:00, 0.5",
    "days, 1970-01-01 12:00:00Z, 0.5",
    "days:1970-01-02, 1970-01-01T12:00, -0.5",
    "seconds, 1970-01-01T00:00:00.1, 0.1",
    "seconds, '1970-01-01T00:00:00,1', 0.1",
    "seconds, 1969-12-31T23:59:59.9, -0.1",
    "seconds, 1970-01-01T01:00+01:00, 0",
    "seconds, 1970-01-01T01:00+0130, -1800",
    "seconds, 1969-12-31T23:00-01, 0",
    "seconds, 1970-01-01T24:00,",
    "seconds, 1970-01-01T12,",
    "seconds:1970-01-01T00:00:01, 1970-01-01T00:00:01.25, 0.25",
    "hours, 1970-01-01T00:30, 0.5",
    "weeks, 1970-01-15, 2",
    "minutes:2020-01-01T00:00+01:00, 2020-01-01, 60",
    "days, 17.5, 17.5",
  })
  void aDateIsTheTimeSinceAnOrigin(String dates, String field, Double value) {
    assertField(field, value, DETECTED.dates(Dates.of(dates)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"years", "", "days:", "days:now", "months:1970-01-01"})
  void otherWaysToCountTimeAreRefused(String dates) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Dates.of(dates))
        .withMessageStartingWith("'" + dates + "' is no way to count time. Choose days");
  }

  /** What an option would read, the message of a plain reading says. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,5       | 1.5, give --decimal ','.",
        "1,000     | 1000, give --thousands ',', or to read it as 1, give --decimal ','.",
        "1,234.50  | 1234.5, give --thousands ','.",
        "1.234,50  | 1234.5, give --decimal ',' --thousands '.'.",
        "12 345,6  | 12345.6, give --decimal ',' --thousands ' '.",
        "1’234.5   | 1234.5, give --thousands \"'\".",
        "45%       | 0.45, give --symbols '%'.",
        "-€1.234,5 | -1234.5, give --decimal ',' --thousands '.' --symbols '€'.",
        "2024-01-02 | 19724, give --dates days.",
      })
  void theOptionThatReadsAFieldIsNamed(String field, String advice) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read("x;y\n" + field + ";1\n2;3\n", DETECTED).column("x"))
        .withMessage(
            "t.csv line 2, column 'x': '" + field + "' is not a number. To read it as " + advice);
  }

  @Test
  void oneAdviceReadsAllColumnsThatItCan() {
    assertThat(advice("a;b;c;d;e;z;y\nNA;$1.50;x;2024-01-01;1.5 €;3;1\n4%;$2;5%;;2€;4;2\n"))
        .contains("To read a, b, d, e as numbers, give --symbols '%,$,€' --dates days.");
    assertThat(advice("a;z;y\nx;1;1\n")).isEmpty();
  }

  private static Optional<String> advice(String text) {
    return read(text, DETECTED).features("y", List.of(), List.of(), List.of()).advice();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"# two columns\nx,y\n1,2\n", "x,y\n1,2\n# the end\n", "x,y\n1,2\n# the, end\n"})
  void commentsAreSuggested(String text) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(text, DETECTED).column("x"))
        .withMessageEndingWith(
            "If lines that begin with '#' are comments, say so (--comments '#').");
    assertThat(read(text, DETECTED.comments('#')).column("x")).containsExactly(1);
  }

  @Test
  void theDecimalSignSeparatesNothing() {
    CsvFormat commas = DETECTED.decimal(',').withoutHeader();
    assertThat(read("1,5;2\n", commas).column("c1")).containsExactly(1.5);
    assertThat(read("\"1,5\",2\n", commas).columns()).hasSize(2);
    assertThat(read("1;2\t3\n", DETECTED.decimal(';').withoutHeader()).column("c1"))
        .containsExactly(1.2);
  }

  @Test
  void signsOfTwoMeaningsAreRefused() {
    assertRefused(() -> DETECTED.decimal(',').thousands(','));
    assertRefused(() -> DETECTED.comments(';').separatedBy(';'));
    assertRefused(() -> DETECTED.comments('1'));
    assertRefused(() -> DETECTED.thousands('"'));
    assertRefused(() -> DETECTED.decimal('e'));
    assertRefused(() -> DETECTED.symbols("5€"));
    assertThat(read("x;y\n1.500,5;1\n", DETECTED.thousands('.')).column("x"))
        .containsExactly(1500.5);
  }

  private static void assertRefused(Runnable call) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(call::run)
        .matches(DataException::isChoice)
        .withMessageMatching("'.*' cannot .+\\. (Choose|Leave) .+\\.");
  }
}
