package regress.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import regress.LongForm;
import regress.Seeded;

/** What chunks without quotes hold is the same if a quote has the library parse them. */
final class PlainRowsTest {
  private static final String[] FIELDS = {
    "1",
    "-2.5",
    "0.12345678901234567",
    "+1",
    ".5",
    "5.",
    "1e5",
    "-0",
    "1E-3",
    "123456789012345678901"
  };

  private static final String[] ODD = {
    "",
    "NA",
    "abc",
    "0x1p3",
    "NaN",
    "1d",
    "1.5,",
    "1,5",
    "1.2.3",
    "1e",
    "1e+",
    "-",
    "+-1",
    ".",
    "1e999",
    "1 2",
    "inf",
    "x y",
    "1;5",
    "1\t5",
    "1|5",
    "5%",
    "1\u000b",
    "\u001c2",
    "\u00003",
    "1'000",
    "45 %",
    "\u00e9",
    "\u2003x",
    "y\u3000 ",
    "\u00a07",
    "\uff11",
    "\u2009"
  };

  private static final String[] BLANKS = {"", "", "", " ", "\t ", "\u000c", "\u001f", "  "};

  private static final char[] SEPARATORS = {',', ';', '\t', '|', ' '};

  private static String one(String[] texts, Random random) {
    return texts[random.nextInt(texts.length)];
  }

  /** Columns g, x, y and one more, in each row of which a mark stands. */
  private static String table(Random random, char separator) {
    String end = one(new String[] {"\n", "\r\n", "\r"}, random);
    boolean odd = random.nextBoolean();
    var text = new StringBuilder(random.nextInt(4) == 0 ? end : "");
    text.append("g,x,y,z".replace(',', separator)).append(end);
    for (int i = random.nextInt(20); i >= 0; i--) {
      if (random.nextInt(6) == 0) {
        text.append(one(BLANKS, random)).append(end);
      }
      text.append('k').append(random.nextInt(3));
      for (int j = random.nextInt(60) == 0 ? random.nextInt(2) * 2 : 1; j < 3; j++) {
        String field = one(odd && random.nextInt(4) == 0 ? ODD : FIELDS, random);
        String blanks = separator == ' ' ? "" : one(BLANKS, random);
        text.append(separator).append(blanks).append(field).append(one(BLANKS, random));
      }
      text.append("MARK").append(i == 0 && random.nextBoolean() ? "" : end);
    }
    return text.toString();
  }

  private static Object outcome(Supplier<Object> reading) {
    try {
      return reading.get();
    } catch (DataException e) {
      return e.getMessage();
    }
  }

  /** Whatever a reader of the table can see of its first columns. */
  private static List<Object> seen(String text, CsvFormat format, int chunk) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Supplier<Groups> whole = () -> read(bytes, format, List.of(), chunk);
    List<Object> seen = new ArrayList<>();
    for (String column : List.of("g", "x", "y")) {
      seen.add(outcome(() -> bits(whole.get().whole().column(column))));
    }
    seen.add(outcome(() -> whole.get().whole().numberlessColumns()));
    seen.add(outcome(() -> read(bytes, format, List.of("g"), chunk).tables().keySet()));
    seen.add(
        outcome(
            () ->
                read(bytes, format, List.of("g"), chunk).tables().values().stream()
                    .map(own -> outcome(() -> bits(own.column("x"))))
                    .toList()));
    seen.add(outcome(() -> words(bytes, format, chunk)));
    seen.add(
        outcome(
            () ->
                TableReader.describe(new ByteArrayInputStream(bytes), "t", format, chunk)
                    .columns()
                    .subList(0, 3)));
    return seen;
  }

  private static Groups read(byte[] bytes, CsvFormat format, List<String> by, int chunk) {
    return TableReader.read(
        new ByteArrayInputStream(bytes), "t", format, by, name -> true, () -> 0, chunk);
  }

  private static List<Long> bits(double[] values) {
    return Arrays.stream(values).mapToObj(Double::doubleToRawLongBits).toList();
  }

  private static List<String> words(byte[] bytes, CsvFormat format, int chunk) {
    List<String> words = new ArrayList<>();
    PieceWork<Piece> work =
        new PieceWork<>() {
          @Override
          public Needed begin(List<String> columns) {
            return new Needed(List.of("y"), List.of("x", "y"));
          }

          @Override
          public Piece work(Piece piece) {
            return piece;
          }

          @Override
          public void take(Piece piece) {
            for (int i = 0; i < piece.rows(); i++) {
              words.add(piece.word(i, 0) + "/" + piece.word(i, 1));
            }
          }
        };
    TableReader.pieces(new ByteArrayInputStream(bytes), "t", format, work, chunk);
    return words;
  }

  private static CsvFormat format(Random random, char separator) {
    CsvFormat format = CsvFormat.detected().separatedBy(separator);
    return switch (random.nextInt(5)) {
      case 1 -> format.decimal(',');
      case 2 -> format.thousands('\'').symbols("%");
      default -> format;
    };
  }

  @Test
  void aTableIsTheSameInEitherWayOfParsingIt() {
    Seeded.runs(
        LongForm.ASKED ? 2_000 : 40,
        1,
        random -> {
          char separator = SEPARATORS[random.nextInt(SEPARATORS.length)];
          CsvFormat format = format(random, separator);
          String text = table(random, separator);
          int chunk = 1 + random.nextInt(1 + random.nextInt(300));
          String last = separator + "m";
          List<Object> plain = seen(text.replace("MARK", last), format, chunk);
          for (String mark : List.of("\"m\"", "\u00e9")) {
            assertThat(seen(text.replace("MARK", separator + mark), format, chunk))
                .as(() -> text)
                .isEqualTo(plain);
          }
        });
  }
}
