package regress;

import static org.assertj.core.api.Assertions.assertThat;
import static regress.Fuzzed.one;
import static regress.Fuzzed.shown;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import regress.Fuzzed.Bad;
import regress.data.CsvFormat;
import regress.data.Dataset;
import regress.data.GroupKey;
import regress.data.Missing;
import regress.data.Piece;
import regress.data.PieceWork;
import regress.data.RegressException;
import regress.data.Samples;
import regress.data.Table;
import regress.data.TableReader;
import regress.data.Terms;
import regress.engine.Errors;
import regress.engine.Optimizer;
import regress.report.FitDocument;
import regress.report.GroupFit;
import regress.report.ModelFile;
import regress.report.Provenance;
import regress.report.Report;
import regress.report.WholeFile;

/** Tables and model files that nobody meant: there is an answer, or an error of ours. */
final class FuzzTest {
  private static final Regression JVM = Regression.squared().engine("jvm");

  private static final Fuzzed TABLES =
      Fuzzed.of(
          List.of(
              "x,y\n1,2\n2,3\n4,5\n7,1\n",
              "a;b;g\r\n1,5;2;p\r\n3;4;q\r\n5;1;p\r\n2;2;q\r\n9;1;p\r\n",
              "\"a,b\"\tx y\ty\n1\t2\t3\n\"4\"\t5\t6\n7\t1\t-9e-3\n",
              "\ufeffname,x,y\n\"Saab \"\"9\"\"\",1,2\n\"two\nlines\",3,4\nFiat,5,5\nMG,3,8\n",
              "1,2,3\n4,5,7\n7,8,8\n1,9,2\n2,2,2\n"),
          Pattern.compile("[^,;\\t\\r\\n\"]+|\"\"|[,;\\t\\r\\n\"]"),
          Fuzzed.nasty("\n\n", "\n,\n", "\"\n\"", "\u001f\u008b\b", "\u00ff\u00fe", "x", "y", "g"));

  /** What is wrong, in one line, and what to do. */
  private static final Pattern SENTENCES = Pattern.compile(".+[.?:] .+[.?!)]");

  @TempDir private Path folder;

  @Test
  void everyTableIsReadOrRefused() {
    Fuzzed.judge(
        3,
        random -> {
          byte[] bytes = random.nextInt(3) == 0 ? made(random) : TABLES.next(random);
          judged(bytes, () -> use(bytes, random));
        });
  }

  /** Cells of all kinds in rows that are mostly of one length. */
  private static byte[] made(Random random) {
    int width = 1 + random.nextInt(5);
    String end = one(List.of("\n", "\r\n", "\r"), random);
    String separator = one(List.of(",", ";", "\t", "|", ",", ","), random);
    var text = new StringBuilder();
    for (int rows = random.nextInt(20); rows >= 0; rows--) {
      int cells = random.nextInt(30) == 0 ? random.nextInt(8) : width;
      for (int j = 0; j < cells; j++) {
        String cell =
            random.nextInt(10) == 0 ? one(TABLES.words(), random) : random.nextInt(9) + "";
        text.append(j == 0 ? "" : separator)
            .append(random.nextInt(9) == 0 ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
      }
      text.append(end);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private interface Use {
    void run() throws IOException;
  }

  /** Whether what is done with an input ends as it should. */
  private static void judged(byte[] input, Use use) throws Bad {
    try {
      attempt(use);
    } catch (Throwable e) {
      throw new Bad(shown(input), e);
    }
  }

  /** An error of ours is an answer. */
  private static void attempt(Use use) throws IOException {
    try {
      use.run();
    } catch (RegressException e) {
      if (!SENTENCES.matcher(e.getMessage()).matches() || e.getMessage().contains("memory")) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }
  }

  private void use(byte[] bytes, Random random) throws IOException {
    CsvFormat format =
        random.nextInt(4) == 0 ? CsvFormat.detected().withoutHeader() : CsvFormat.detected();
    Table table = TableReader.read(new ByteArrayInputStream(bytes), "t", format);
    List<String> columns = table.columns();
    for (String column : columns) {
      try {
        assertThat(table.column(column)).hasSize(table.rows());
      } catch (RegressException e) {
        assertThat(e.getMessage()).startsWith("t line ");
      }
    }
    Rows rows = new Rows();
    TableReader.pieces(new ByteArrayInputStream(bytes), "t", format, rows);
    assertThat(rows.count).isEqualTo(table.rows());
    String target = one(columns, random);
    String by = one(columns, random);
    Table whole = table.dropMissing();
    attempt(() -> fit(table.dataset(target), table, random));
    attempt(() -> fit(table.dataset(target, List.of(), List.of(by)), table, random));
    attempt(() -> fit(whole.dataset(target, by), whole, random));
    attempt(() -> fitGroups(bytes, format, target, by));
    attempt(() -> table.features(target, List.of("*", by), List.of(), List.of("?")));
  }

  private static void fit(Dataset data, Table table, Random random) {
    Regression options = random.nextInt(4) == 0 ? JVM.optimizer(Optimizer.GD).epochs(20) : JVM;
    Fit fit = options.fit(random.nextInt(5) == 0 ? data.degree(2) : data);
    if (fit.hasModel()) {
      Report.text(fit);
      fit.model().predict(table);
    }
  }

  private void fitGroups(byte[] bytes, CsvFormat format, String target, String by)
      throws IOException {
    var groups = TableReader.readGroups(new ByteArrayInputStream(bytes), "t", format, by);
    List<String> features = groups.features(target, List.of(), List.of(), List.of()).all();
    var attempts =
        JVM.attemptAll(groups.tables().values(), group -> group.dataset(target, features))
            .iterator();
    List<GroupFit> fits = new ArrayList<>();
    for (List<String> group : groups.tables().keySet()) {
      Attempt own = attempts.next();
      fits.add(
          new GroupFit(
              group, 1, Optional.empty(), own.fit(), own.error().map(Throwable::getMessage)));
    }
    var document =
        FitDocument.of(groups.by(), groups.missing(), target, Terms.of(features), fits, 0.9);
    document.text();
    if (document.hasModel()) {
      Path file = folder.resolve("groups.json");
      WholeFile.write(file, out -> ModelFile.write(document, Provenance.UNKNOWN, out));
      assertThat(ModelFile.read(file).models().keySet())
          .containsExactlyElementsOf(groups.tables().keySet().stream().map(GroupKey::of).toList());
    }
  }

  private static final Pattern JSON =
      Pattern.compile("\"[^\"]*+\"|-?[0-9][0-9.eE+-]*|true|false|null|[\\[\\]{},:]");

  @Test
  void everyModelFileIsReadOrRefused() throws IOException {
    var files =
        Fuzzed.of(
            models(),
            JSON,
            Fuzzed.nasty(
                "{",
                "}",
                "[",
                "]",
                "[[",
                "]]",
                "[]",
                "{}",
                ":",
                "[".repeat(3000),
                "{\"a\":".repeat(600),
                "1E999999999",
                "-1e-999999999",
                "1e400",
                "1.5",
                "\"1\"",
                "\"\"",
                "\"\\ud800\"",
                "\"rows\":1e18,",
                "\"degree\":2147483647,",
                "\"by\":\"g\",",
                "\"by\":[\"g\",\"h\"],",
                "\"group\":1,\"error\":null,",
                "\"fits\":[],",
                "\"interactions\":true,",
                "\"intercept\":false,",
                "2147483647",
                "99999999999999999999",
                "\"x:y\"",
                "\"x^2\""));
    Path file = folder.resolve("m.json");
    Fuzzed.judge(
        1,
        random -> {
          byte[] bytes = files.next(random);
          Files.write(file, bytes);
          judged(bytes, () -> use(file));
        });
  }

  private List<String> models() throws IOException {
    Path file = folder.resolve("seed.json");
    Dataset data = Samples.mtcars().dataset("mpg", "wt", "hp");
    List<String> seeds = new ArrayList<>();
    for (Fit fit :
        List.of(
            JVM.fit(data),
            JVM.intercept(false).errors(Errors.HC3).fit(data.degree(2).interactions()),
            Regression.huber(2).engine("jvm").fit(data))) {
      ModelFile.save(fit, file);
      seeds.add(Files.readString(file));
    }
    var one =
        new GroupFit(
            List.of("a", "1"), 32, Optional.of(data), Optional.of(JVM.fit(data)), Optional.empty());
    var none =
        new GroupFit(List.of("b", "2"), 1, Optional.empty(), Optional.empty(), Optional.of("why"));
    for (List<String> by : List.of(List.of("g", "h"), List.of("g"))) {
      List<GroupFit> groups =
          Stream.of(one, none)
              .map(
                  of ->
                      new GroupFit(
                          of.values().subList(0, by.size()), 3, of.data(), of.fit(), of.error()))
              .toList();
      var out = new ByteArrayOutputStream();
      ModelFile.write(
          FitDocument.of(by, new Missing(1, Map.of("g", 1L)), "mpg", data.terms(), groups, 0.9),
          Provenance.UNKNOWN,
          out);
      seeds.add(out.toString(StandardCharsets.UTF_8));
    }
    return seeds;
  }

  private static void use(Path file) throws IOException {
    ModelFile read = ModelFile.read(file);
    read.text();
    for (Optional<Model> model : read.models().values()) {
      if (model.isPresent()) {
        double[] row = new double[model.get().terms().columns().size()];
        attempt(() -> model.get().predict(row));
        attempt(() -> model.get().interval(IntervalOf.NEW, 0.9, row));
      }
    }
  }

  private static final class Rows implements PieceWork<Integer> {
    private long count;

    @Override
    public Needed begin(List<String> columns) {
      return new Needed(List.of(), columns);
    }

    @Override
    public Integer work(Piece piece) {
      return piece.rows();
    }

    @Override
    public void take(Integer rows) {
      count += rows;
    }
  }
}
