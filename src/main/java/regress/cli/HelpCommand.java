package regress.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code regress help}: what {@code --help} prints, for those who ask in words. */
@Command(name = "help", header = "Shows the commands, or the options of one.")
final class HelpCommand implements Callable<Integer> {
  private final Streams streams;

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "The command to explain.")
  private String asked;

  HelpCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    CommandLine root = command.parent().commandLine();
    CommandLine explained = asked == null ? root : root.getSubcommands().get(asked);
    if (explained == null) {
      throw new UnmatchedArgumentException(root, List.of(asked));
    }
    explained.usage(streams.out());
    return 0;
  }
}
