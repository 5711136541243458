package regress.cli;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** {@code regress man}: what commands say of themselves, as a page of the manual. */
@Command(
    name = "man",
    header = "Prints the manual page of all commands.",
    description = {"", "To read it: regress man | man -l -", ""})
final class ManCommand implements Callable<Integer> {
  private final Streams streams;

  @Spec private CommandSpec command;

  ManCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    CommandSpec root = command.root();
    var page = new StringBuilder();
    page.append(".TH REGRESS 1 \"\" \"regress %s\"\n".formatted(plain(RootCommand.version())));
    page.append(".SH NAME\nregress \\- fits regressions from tables\n.SH SYNOPSIS\n");
    page.append(".B regress\n");
    CompletionCommand.commands(root).forEach(one -> page.append(".br\n" + synopsis(one)));
    page.append(".SH DESCRIPTION\n").append(paragraphs(root.usageMessage().header()));
    page.append(".SH OPTIONS\nOf all commands:\n").append(options(root.options().stream()));
    page.append(".SH COMMANDS\n");
    CompletionCommand.commands(root).forEach(one -> page.append(section(one, root)));
    page.append(".SH EXIT STATUS\n");
    for (Map.Entry<String, String> code : root.usageMessage().exitCodeList().entrySet()) {
      page.append(".TP\n.B %s\n%s\n".formatted(code.getKey(), plain(code.getValue())));
    }
    streams.print(page.toString());
    return 0;
  }

  private static String synopsis(CommandSpec one) {
    String places =
        one.positionalParameters().stream()
            .map(place -> " " + plain(place.paramLabel()))
            .collect(joining());
    String required =
        one.options().stream()
            .filter(OptionSpec::required)
            .map(
                option ->
                    " \" %s \" \"%s\""
                        .formatted(plain(option.longestName()), plain(option.paramLabel())))
            .collect(joining());
    return ".BI \"regress %s\" \"%s\"%s\n.RI [ options ]\n".formatted(one.name(), places, required);
  }

  private static String section(CommandSpec one, CommandSpec root) {
    Stream<OptionSpec> own =
        one.options().stream()
            .filter(option -> !root.optionsMap().containsKey(option.longestName()));
    return ".SS regress "
        + one.name()
        + "\n"
        + paragraphs(
            Stream.of(one.usageMessage().header(), one.usageMessage().description())
                .flatMap(Arrays::stream)
                .toArray(String[]::new))
        + one.positionalParameters().stream().map(ManCommand::argument).collect(joining())
        + options(own);
  }

  private static String options(Stream<OptionSpec> options) {
    return options.map(ManCommand::argument).collect(joining());
  }

  private static String argument(ArgSpec one) {
    String name =
        one instanceof OptionSpec option
            ? plain(String.join(", ", option.names()))
                + (option.arity().max() > 0 ? "=\\fI" + plain(option.paramLabel()) + "\\fB" : "")
            : plain(one.paramLabel());
    return ".TP\n.B \"" + name + "\"\n" + plain(String.join(" ", one.description())) + "\n";
  }

  private static String paragraphs(String... lines) {
    return Arrays.stream(lines)
        .map(line -> line.replace("%n", "").replace("%%", "%").strip())
        .filter(line -> !line.isEmpty())
        .map(line -> plain(line) + "\n")
        .collect(joining(".PP\n"));
  }

  /** Text that troff takes for nothing else. */
  private static String plain(String text) {
    String escaped =
        text.replace("\\", "\\e")
            .replace("-", "\\-")
            .replace("\"", "\\(dq")
            .replace("`", "\\(ga")
            .replace("'", "\\(aq")
            .replace("~", "\\(ti")
            .replace("^", "\\(ha");
    return escaped.startsWith(".") ? "\\&" + escaped : escaped;
  }
}
