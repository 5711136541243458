package regress.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import regress.LongForm;
import regress.Seeded;

/** A table is the same wherever it is cut into chunks. */
final class ChunksTest {
  private static final CsvFormat COMMAS = CsvFormat.detected().separatedBy(',');

  private static final String[] FIELDS = {
    "1", "-2.5", "0.1234567890123456789", "12345678.25", "+1", ".5", "5.", "1e5", "-0", "1E-3"
  };

  private static final String[] ODD = {
    "",
    "NA",
    "abc",
    "5\" pipe",
    "0x1p3",
    "NaN",
    "1d",
    "\uff11",
    "\u00a07",
    "1,5",
    "1e999",
    "inf",
    "two\nlines",
    "\r",
    "a \"b\"",
    "\u00e9\ud83d\ude97",
    "x;y"
  };

  /** The fields of a table, as they are meant, and the line in which each row begins. */
  private record Written(List<List<String>> rows, List<Integer> lines, String text) {}

  /** Three columns, the first of which has few values; the odd ones occur as a column wants. */
  private static Written random(Random random, int most) {
    String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
    boolean quotes = random.nextBoolean();
    var text = new StringBuilder(quotes ? " \"g\" ,x,y" + end : "g,x,y" + end);
    List<List<String>> rows = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    for (int i = random.nextInt(most); i >= 0; i--) {
      if (random.nextInt(5) == 0) {
        text.append(random.nextBoolean() ? "" : " \t").append(end);
      }
      lines.add(1 + lineEnds(text));
      String x = random.nextInt(9) == 0 ? one(ODD, random) : one(FIELDS, random);
      String y = one(random.nextBoolean() ? ODD : FIELDS, random);
      rows.add(List.of("k" + random.nextInt(4), x, y));
      for (int j = 0; j < 3; j++) {
        text.append(j == 0 ? "" : ",").append(written(rows.getLast().get(j), quotes, random));
      }
      text.append(i == 0 && random.nextBoolean() ? "" : end);
    }
    return new Written(rows, lines, text.toString());
  }

  private static String one(String[] fields, Random random) {
    return fields[random.nextInt(fields.length)];
  }

  private static String written(String field, boolean quotes, Random random) {
    String blanks = " \t ".substring(random.nextInt(4));
    boolean must = field.chars().anyMatch(c -> c == ',' || c == '\n' || c == '\r');
    boolean quoted = must || quotes && random.nextBoolean();
    return blanks + (quoted ? '"' + field.replace("\"", "\"\"") + '"' : field) + blanks;
  }

  private static int lineEnds(CharSequence text) {
    return (int) text.toString().replace("\r\n", "\n").chars().filter(c -> c < 14 && c > 9).count();
  }

  /** Columns g and x as words, and x as numbers. */
  private static final class Words implements PieceWork<Piece> {
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Long> values = new ArrayList<>();
    private final boolean looks;

    Words(boolean looks) {
      this.looks = looks;
    }

    @Override
    public Needed begin(List<String> columns) {
      return new Needed(List.of("x"), List.of("x", "g"));
    }

    @Override
    public Piece work(Piece piece) {
      if (looks) {
        piece.numbers().column("x");
      }
      return piece;
    }

    @Override
    public void take(Piece piece) {
      for (int i = 0; i < piece.rows(); i++) {
        rows.add(List.of(piece.word(i, 0), piece.word(i, 1)));
      }
      if (looks) {
        values.addAll(bits(piece.numbers().column("x")));
      }
    }
  }

  private static Object numbers(String text, int chunk) {
    var words = new Words(true);
    try {
      TableReader.pieces(bytes(text), "t.csv", COMMAS, words, chunk);
      return words.values;
    } catch (DataException e) {
      return e.getMessage().replaceAll(".* line (\\d+), .*", "$1");
    }
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Groups read(String text, List<String> by, int chunk) {
    return read(bytes(text), by, chunk);
  }

  private static Groups read(InputStream bytes, List<String> by, int chunk) {
    return TableReader.read(bytes, "t.csv", COMMAS, by, name -> true, () -> 0, chunk);
  }

  /** The values of a column, or the line of the first field that is none and what it is. */
  private static Object content(Table table, String column) {
    try {
      return bits(table.column(column));
    } catch (DataException e) {
      return e.getMessage().replaceAll(".* line (\\d+), .*", "$1");
    }
  }

  private static Object content(Written written, int j, List<Integer> chosen) {
    double[] values = new double[chosen.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = NumeralTest.expected(written.rows().get(chosen.get(i)).get(j).strip());
      if (Double.isNaN(values[i])) {
        return String.valueOf(written.lines().get(chosen.get(i)));
      }
    }
    return bits(values);
  }

  private static List<Long> bits(double[] values) {
    List<Long> bits = new ArrayList<>();
    for (double value : values) {
      bits.add(Double.doubleToRawLongBits(value));
    }
    return bits;
  }

  private static void repeat(int times, Seeded.Check check) {
    Seeded.runs(
        LongForm.ASKED ? 1000 : 10,
        1,
        random -> {
          for (int i = 0; i < times; i++) {
            check.on(random);
          }
        });
  }

  @Test
  void aTableIsTheSameWhereverItIsCut() {
    repeat(
        20,
        random -> {
          Written written = random(random, 30);
          List<Integer> all = new ArrayList<>();
          Map<String, List<Integer>> groups = new LinkedHashMap<>();
          for (int i = 0; i < written.rows().size(); i++) {
            all.add(i);
            groups.computeIfAbsent(written.rows().get(i).get(0), k -> new ArrayList<>()).add(i);
          }
          int chunk = 1 + random.nextInt(1 + random.nextInt(300));
          Table table = read(written.text(), List.of(), chunk).whole();
          assertThat(table.rows()).isEqualTo(all.size());
          assertThat(content(table, "x")).isEqualTo(content(written, 1, all));
          assertThat(content(table, "y")).isEqualTo(content(written, 2, all));
          Groups apart = read(written.text(), List.of("g"), chunk);
          assertThat(apart.tables().keySet().stream().map(List::getFirst))
              .containsExactlyElementsOf(new TreeSet<>(groups.keySet()));
          groups.forEach(
              (key, chosen) ->
                  assertThat(content(apart.tables().get(List.of(key)), "x"))
                      .isEqualTo(content(written, 1, chosen)));
          var words = new Words(false);
          TableReader.pieces(bytes(written.text()), "t.csv", COMMAS, words, chunk);
          assertThat(words.rows)
              .isEqualTo(
                  all.stream()
                      .map(i -> written.rows().get(i))
                      .map(row -> List.of(row.get(0).strip(), row.get(1).strip()))
                      .toList());
          assertThat(numbers(written.text(), chunk)).isEqualTo(content(written, 1, all));
        });
  }

  /** Too few fields, too many, a quote that is never closed, and text after one. */
  @Test
  void whatIsWrongIsSaidWhereverItIsCut() {
    String[] wrong = {"1,2", "1,2,3,\"4\"", "1,2,\"3", "1,\"2\"3,4"};
    String[] said = {
      "has 2 fields where line 1 has 3.",
      "has 4 fields where line 1 has 3.",
      ": a quote is opened",
      ": text follows a closing quote."
    };
    repeat(
        10,
        random -> {
          String before = random(random, 20).text() + "\n";
          String after = random(random, 20).text();
          int which = random.nextInt(wrong.length);
          String text =
              before + wrong[which] + "\n" + (which == 2 ? after.replace("\"", "") : after);
          String place = "t.csv line " + (1 + lineEnds(before));
          DataException thrown =
              catchThrowableOfType(
                  DataException.class, () -> read(text, List.of(), 1 + random.nextInt(200)));
          assertThat(thrown).hasMessageStartingWith(place);
          assertThat(thrown).hasMessageContaining(said[which]);
        });
  }

  /** What is wrong in the table before the disk failed is nearer to its reader. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 1000})
  void whatComesBeforeAFailureOfTheDiskIsLookedAt(int chunk) {
    DataException ragged = failure("a,b\n1,2\n3\n4,5\n", chunk);
    assertThat(ragged).hasMessageStartingWith("t.csv line 3 has 1 fields where line 1 has 2.");
    DataException failed = failure("a,b\n1,2\n3,4\n5", chunk);
    assertThat(failed).hasMessageStartingWith("t.csv cannot be read: the disk is gone.");
  }

  private static DataException failure(String start, int chunk) {
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk is gone");
          }
        };
    var bytes =
        new SequenceInputStream(
            new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8)), broken);
    return catchThrowableOfType(DataException.class, () -> read(bytes, List.of(), chunk));
  }
}
