package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static regress.Fuzzed.one;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import regress.Fuzzed;
import regress.Fuzzed.Bad;
import tools.jackson.databind.json.JsonMapper;

/**
 * Command lines that nobody meant, made of the options that there are: results, or a sentence and
 * the exit status that goes with it. No line begins what takes long: an engine with devices, or
 * measurements.
 */
final class FuzzedCommandsTest {
  private static final List<String> COLUMNS =
      List.of(
          "x", "y", "g", "x,z", "z", "x*", "*", "\"a,b\"", "a,b", "[xz]", "w", "q\"", "g,h", "");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "2",
          "3",
          "0.5",
          "0.95",
          "1e-3",
          "100",
          "1e-300",
          "40",
          "-1",
          "1e308",
          "99999999999");

  private static final List<String> NASTY =
      Fuzzed.nasty("auto", "-", "--", "=", "--json", "@x", "-x");

  /** Options that would print a trace, or read from elsewhere what is chosen here. */
  private static final List<String> NOT = List.of("--debug", "--engine");

  private static final String TABLE =
      "x,z,y,g,h\n1,5,2,a,1\n4,1,3,b,1\n2,2,9,a,2\n7,3,3,b,2\n5,5,1,a,1\n3,8,2,b,1\n9,1,4,a,2\n";

  private static final Fuzzed TABLES =
      Fuzzed.of(List.of(TABLE), Pattern.compile("[a-z0-9]+|[^a-z0-9]"), NASTY);

  @TempDir private Path folder;
  private final Map<String, CommandSpec> commands = new TreeMap<>();
  private final List<String> files = new ArrayList<>();
  private final List<String> models = new ArrayList<>();

  @BeforeEach
  void findCommandsAndWriteFiles() throws IOException {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    var streams = new Streams(nowhere, nowhere, () -> false);
    Main.commandLine(new RootCommand(streams), streams, new String[0])
        .getSubcommands()
        .forEach((name, line) -> commands.put(name, line.getCommandSpec()));
    String table = write("a.csv", TABLE);
    write("b.csv", "\"a,b\";q\";x*;y\n1,5;2;p;1\n3;4;q;2\n5;1;p;3\n2;2;q;4\n9;1;;5\n");
    write("c.csv", "x,y\n1,1\n2,2\n3,3\n");
    write("d.csv", "");
    write("e.csv", "x,y\n1,1e308\n2,-1e308\n3,1e308\n4,NaN\n");
    for (String by : List.of("--by=g,h", "--no-header", "--json")) {
      String target = by.equals("--no-header") ? "--target=c1" : "--target=y";
      Path model = folder.resolve("m" + by.length() + ".json");
      Ran.of("fit", table, target, by, "--engine=jvm", "--model=" + model);
      models.add(model.toString());
    }
    files.addAll(models);
    files.addAll(List.of(folder.toString(), folder.resolve("none").toString(), "-"));
    Files.createDirectory(folder.resolve("out"));
  }

  private String write(String name, String text) throws IOException {
    files.add(Files.writeString(folder.resolve(name), text).toString());
    return files.getLast();
  }

  @Test
  void everyCommandLineIsAnsweredInSentences() throws IOException {
    List<String> before = here();
    InputStream in = System.in;
    try {
      Fuzzed.judge(1, this::judge);
    } finally {
      System.setIn(in);
    }
    assertThat(here()).isEqualTo(before);
  }

  private static List<String> here() throws IOException {
    try (var all = Files.list(Path.of(""))) {
      return all.map(Path::toString).sorted().toList();
    }
  }

  private void judge(Random random) throws Bad, IOException {
    byte[] table = TABLES.next(random);
    Files.write(folder.resolve("t.csv"), table);
    List<String> line = line(random);
    System.setIn(new ByteArrayInputStream(TABLE.getBytes(StandardCharsets.UTF_8)));
    Ran ran;
    try {
      ran = Ran.of(line.toArray(String[]::new));
      if (ran.out().startsWith("{")) {
        JsonMapper.shared().readTree(ran.out());
      }
    } catch (Throwable e) {
      throw new Bad(shown(line, table), e);
    }
    boolean isSaid = ran.status() == 0 || !ran.err().isEmpty();
    boolean isKnown = ran.status() >= 0 && ran.status() <= Failures.USAGE;
    boolean areSentences = ran.err().lines().allMatch(said -> said.startsWith("regress: "));
    if (!isSaid || !isKnown || !areSentences || ran.err().contains("Run with --debug")) {
      String answer = ran.status() + " " + ran.err();
      throw new Bad(shown(line, table), new IllegalStateException(answer));
    }
  }

  private static String shown(List<String> line, byte[] table) {
    byte[] words = String.join(" ", line).getBytes(StandardCharsets.UTF_8);
    return Fuzzed.shown(words) + ", where t.csv is " + Fuzzed.shown(table);
  }

  private List<String> line(Random random) {
    List<String> line = new ArrayList<>();
    String name = one(List.copyOf(commands.keySet()), random);
    CommandSpec command = commands.get(name);
    line.add(random.nextInt(50) == 0 ? one(NASTY, random) + "x" : name);
    String damaged = folder.resolve("t.csv").toString();
    for (var positional : command.positionalParameters()) {
      boolean isModel = positional.paramLabel().contains("MODEL") && random.nextInt(8) > 0;
      line.add(
          isModel ? one(models, random) : random.nextInt(3) > 0 ? damaged : one(files, random));
    }
    if (command.optionsMap().containsKey("--target") && random.nextInt(20) > 0) {
      boolean isMeasured = name.equals("explain");
      line.add("--target=" + (isMeasured ? "none" : one(List.of("y", "y", "y", "x"), random)));
    }
    if (command.optionsMap().containsKey("--engine")) {
      line.add("--engine=" + one(List.of("jvm", "jvm", "jvm", "reference", "none"), random));
    }
    for (int more = random.nextInt(4); more > 0; more--) {
      add(one(command.options(), random), random, line);
    }
    if (random.nextInt(20) == 0) {
      line.add(1 + random.nextInt(line.size()), one(NASTY, random) + ":");
    }
    return line;
  }

  private void add(OptionSpec option, Random random, List<String> line) {
    boolean isMeasured =
        line.getFirst().equals("explain") && option.longestName().equals("--target");
    boolean isPicture = option.longestName().equals("--plot") && random.nextInt(30) > 0;
    if (NOT.contains(option.longestName()) || isMeasured || isPicture) {
      return;
    }
    boolean hasValue = option.arity().max() > 0 != (random.nextInt(30) == 0);
    String name = option.longestName();
    line.add(hasValue || isFile(option) ? name + "=" + value(option, random) : name);
  }

  /** Whose value would be a file in the working folder. */
  private static boolean isFile(OptionSpec option) {
    return option.arity().max() > 0
        && (option.paramLabel().contains("FILE") || option.type().getSimpleName().endsWith("File"));
  }

  private String value(OptionSpec option, Random random) {
    if (isFile(option)) {
      String name = one(List.of("a.json", "b.csv", "c.png", "d.svg", "none/e", "."), random);
      return folder.resolve("out").resolve(name).toString();
    }
    boolean isNumber = option.paramLabel().length() == 1;
    boolean isColumn = option.paramLabel().contains("A,B");
    int likely = isNumber ? 0 : isColumn ? 1 : 2;
    return switch (random.nextInt(3) > 0 ? likely : random.nextInt(4)) {
      case 0 -> one(NUMBERS, random);
      case 1 -> one(COLUMNS, random);
      case 2 -> one(List.of(String.join(" ", option.description()).split("\\W+")), random);
      default -> one(NASTY, random);
    };
  }
}
