package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import regress.Option;
import regress.Option.Where;
import regress.engine.Mode;
import regress.engine.Optimizer;
import regress.internal.engine.Engine;
import regress.internal.engine.Installed;

/** The command refuses and takes the same options as the library, by its own names for them. */
final class OptionsTest {
  /** What is minimised, read, generated and shown; the same whatever fits. */
  private static final Set<String> OTHERS =
      Set.of(
          "--loss",
          "--delta",
          "--target",
          "--degree",
          "--interactions",
          "--features",
          "--without",
          "--missing",
          "--categories",
          "--no-header",
          "--separator",
          "--encoding",
          "--comments",
          "--decimal",
          "--thousands",
          "--symbols",
          "--dates",
          "--by",
          "--level",
          "--rows",
          "--verify",
          "--json",
          "--model",
          "--plot",
          "--report",
          "--n",
          "--seed",
          "--slope",
          "--intercept",
          "--noise",
          "--limit",
          "--recalibrate");

  @TempDir private static Path folder;

  private static List<OptionSpec> options(String command) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    var streams = new Streams(nowhere, nowhere, () -> false);
    Object of =
        switch (command) {
          case "fit" -> new FitCommand(streams);
          case "seed" -> new SeedCommand(streams);
          default -> new ExplainCommand(streams);
        };
    return new CommandLine(of).getCommandSpec().options();
  }

  private static Optional<Option> named(OptionSpec spec) {
    return Arrays.stream(Option.values())
        .filter(option -> EngineOptions.name(option).equals(spec.longestName()))
        .findFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fit", "seed", "explain"})
  void anOptionIsOneOfTheLibrarysOrHasNothingToDoWithEngines(String command) {
    for (OptionSpec spec : options(command)) {
      assertThat(named(spec).isPresent() || OTHERS.contains(spec.longestName()))
          .as("%s: give it a row in Option, or name it here", spec.longestName())
          .isTrue();
    }
  }

  private record Cell(String command, Option option, Engine engine, Mode mode) {
    boolean isIdle() {
      return option.idleness(new Where(engine.name(), Optimizer.AUTO, mode)).isPresent();
    }
  }

  /**
   * Each option of a command, with each engine that is always there, in each mode. To explain takes
   * a while: there, only what is refused.
   */
  static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (String command : List.of("fit", "seed", "explain")) {
      List<Option> options =
          options(command).stream().flatMap(spec -> named(spec).stream()).toList();
      for (Engine engine : List.of(Installed.named("jvm"), Installed.named("reference"))) {
        for (Mode mode : engine.modes()) {
          options.forEach(option -> cells.add(new Cell(command, option, engine, mode)));
        }
      }
    }
    cells.removeIf(cell -> cell.option == Option.ENGINE || cell.option == Option.MODE);
    cells.removeIf(cell -> cell.command.equals("explain") && !cell.isIdle());
    return cells;
  }

  @ParameterizedTest
  @MethodSource("cells")
  void whatCannotHaveAnEffectIsWrongUsage(Cell cell) throws IOException {
    String name = EngineOptions.name(cell.option);
    Ran ran = Ran.of(line(cell));
    if (cell.isIdle()) {
      assertThat(ran.status()).isEqualTo(Failures.USAGE);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err())
          .startsWith("regress: " + name + " has no effect ")
          .containsAnyOf("with engine " + cell.engine.name(), "in mode " + cell.mode);
    } else {
      assertThat(ran.status()).as(ran.err()).isNotEqualTo(Failures.USAGE);
      assertThat(ran.err()).doesNotContain("no effect");
    }
  }

  private static String[] line(Cell cell) throws IOException {
    List<String> line = new ArrayList<>(List.of(cell.command));
    if (!cell.command.equals("seed")) {
      line.addAll(List.of(table(), "--target", "y"));
    }
    line.addAll(List.of("--engine", cell.engine.name(), "--mode", cell.mode.toString()));
    line.add(EngineOptions.name(cell.option));
    value(cell.option).ifPresent(line::add);
    return line.toArray(String[]::new);
  }

  private static Optional<String> value(Option option) {
    return switch (option) {
      case ERRORS -> Optional.of("hc3");
      case EPOCHS -> Optional.of("7");
      case LEARNING_RATE, TOLERANCE -> Optional.of("0.001");
      case PRECISION -> Optional.of("float32");
      case DEVICE -> Optional.of("HOST");
      case DEVICE_MEMORY -> Optional.of("1k");
      case KERNELS -> Optional.of("plain");
      case STANDARDIZE, INTERCEPT -> Optional.empty();
      case OPTIMIZER -> Optional.of("gd");
      case ENGINE, MODE, PATIENCE, START -> throw new AssertionError(option);
    };
  }

  private static String table() throws IOException {
    return Files.writeString(folder.resolve("t.csv"), "x,y\n1,2\n2,3\n3,5\n").toString();
  }

  @Test
  void whatACommandSetsByItselfContradictsNothing() {
    assertThat(Ran.of("seed", "--engine=reference").status()).isZero();
    assertThat(Ran.of("seed", "--mode=direct").err()).contains("no mode 'direct'");
  }

  @Test
  void aLearningRateOfOurChoiceIsNoneOfTheUsers() throws IOException {
    Ran ran = Ran.of("fit", table(), "--target=y", "--engine=reference", "--learning-rate=auto");
    assertThat(ran.status()).isZero();
    assertThat(Ran.of("seed", "--engine=reference", "--learning-rate=auto").status()).isZero();
  }

  @Test
  void anOptionThatAFallbackLeavesWithoutEffectIsReported() throws IOException {
    assumeTrue(Installed.fallback().isPresent(), "TornadoVM is here");
    Ran ran = Ran.of("fit", table(), "--target=y", "--device-memory=1m");
    assertThat(ran.status()).isZero();
    assertThat(ran.err())
        .containsOnlyOnce("The jvm engine fits instead.")
        .containsOnlyOnce("--device-memory has no effect with engine jvm");
  }
}
