package regress.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** {@code regress completion}: what shells need to complete our command line. */
@Command(
    name = "completion",
    header = "Prints a script that completes the command line, for bash and zsh.",
    description = {"", "In ~/.bashrc or ~/.zshrc: eval \"$(regress completion)\"", ""})
final class CompletionCommand implements Callable<Integer> {
  private static final List<Class<?>> FILES =
      List.of(Path.class, OutFile.class, PlotFile.class, PageFile.class);

  private final Streams streams;

  @Spec private CommandSpec command;

  CompletionCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    CommandSpec root = command.root();
    List<CommandSpec> all = commands(root);
    try (InputStream script = CompletionCommand.class.getResourceAsStream("completion.sh")) {
      streams.print(
          new String(script.readAllBytes(), StandardCharsets.US_ASCII)
              .replace("{{commands}}", String.join(" ", names(root)))
              .replace(
                  "{{withFiles}}",
                  all.stream()
                      .filter(CompletionCommand::takesFiles)
                      .map(CommandSpec::name)
                      .collect(joining(" | ")))
              .replace(
                  "{{options}}", all.stream().map(CompletionCommand::options).collect(joining()))
              .replace(
                  "{{values}}",
                  all.stream()
                      .flatMap(
                          one ->
                              one.options().stream()
                                  .filter(option -> option.arity().max() > 0)
                                  .map(option -> values(one, option)))
                      .collect(joining())));
    }
    return 0;
  }

  /** Of a command line that has all of them. */
  static List<CommandSpec> commands(CommandSpec root) {
    return root.subcommands().values().stream().map(CommandLine::getCommandSpec).toList();
  }

  private static Collection<String> names(CommandSpec root) {
    return Stream.concat(root.subcommands().keySet().stream(), longNames(root)).toList();
  }

  private static Stream<String> longNames(CommandSpec command) {
    return command.options().stream().map(OptionSpec::longestName);
  }

  private static boolean takesFiles(CommandSpec command) {
    return command.positionalParameters().stream().anyMatch(one -> FILES.contains(one.type()));
  }

  private static String options(CommandSpec command) {
    return "        %s) echo '%s' ;;\n"
        .formatted(command.name(), longNames(command).collect(joining(" ")));
  }

  /** After an option that takes a value, nothing else is offered. */
  private static String values(CommandSpec command, OptionSpec option) {
    Iterable<String> candidates = option.completionCandidates();
    String values =
        FILES.contains(option.type())
            ? "files"
            : candidates == null
                ? ""
                : StreamSupport.stream(candidates.spliterator(), false)
                    .collect(joining(" "))
                    .toLowerCase(Locale.ROOT);
    return "    '%s %s') echo '%s' && return ;;\n"
        .formatted(command.name(), option.longestName(), values);
  }
}
