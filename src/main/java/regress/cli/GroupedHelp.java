package regress.cli;

import java.lang.reflect.Field;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Help that shows options of one kind together, as they are many. */
final class GroupedHelp extends Help {
  /** Options of these classes stand below this title. */
  private record Part(String title, Class<?>... owners) {
    boolean has(OptionSpec option) {
      return option.userObject() instanceof Field field
          && List.of(owners).contains(field.getDeclaringClass());
    }
  }

  private static final List<Part> PARTS =
      List.of(
          new Part("Columns", TableOptions.class, MissingOption.class),
          new Part("The fit", FitOptions.class),
          new Part("What runs it", EngineOptions.class),
          new Part(
              "Errors, and files to write",
              ErrorOptions.class,
              PlotFile.Choice.class,
              PageFile.Choice.class,
              ModelOption.class),
          new Part("How the table is written", TableSource.class));

  GroupedHelp(CommandSpec command, ColorScheme colors) {
    super(command, colors);
  }

  /** A command's own options, then those it shares with others, then those of all. */
  @Override
  public String optionList() {
    if (commandSpec().parent() == null) {
      return super.optionList();
    }
    Predicate<OptionSpec> isOfAll =
        option -> commandSpec().root().optionsMap().containsKey(option.longestName());
    var text = new StringBuilder(list("", isOfAll.or(GroupedHelp::isShared).negate()));
    PARTS.forEach(part -> text.append(list(part.title(), part::has)));
    return text.append(list("All commands", isOfAll)).toString();
  }

  /** What must be there: all that may be is listed below. */
  @Override
  public String synopsis(int headingLength) {
    boolean isLong = commandSpec().options().stream().anyMatch(GroupedHelp::isShared);
    if (!isLong) {
      return super.synopsis(headingLength);
    }
    var words = new StringBuilder(commandSpec().qualifiedName());
    commandSpec().positionalParameters().forEach(one -> words.append(" " + one.paramLabel()));
    commandSpec().options().stream()
        .filter(OptionSpec::required)
        .forEach(one -> words.append(" " + one.longestName() + " " + one.paramLabel()));
    return words + " [options]\n";
  }

  private static boolean isShared(OptionSpec option) {
    return PARTS.stream().anyMatch(part -> part.has(option));
  }

  private String list(String title, Predicate<OptionSpec> which) {
    List<OptionSpec> all = commandSpec().options();
    List<OptionSpec> some = all.stream().filter(which).toList();
    Layout layout = createDefaultLayout(all, commandSpec().positionalParameters(), colorScheme());
    layout.addOptions(some, parameterLabelRenderer());
    String heading = title.isEmpty() ? "" : "\n" + title + ":\n";
    return some.isEmpty() ? "" : heading + layout;
  }
}
