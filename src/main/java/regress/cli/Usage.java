package regress.cli;

import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import regress.OptionException;

/** Options that contradict what they are for are wrong usage, as options that cannot be read. */
final class Usage {

  private Usage() {}

  /**
   * The value.
   *
   * @throws ParameterException if making it throws an IllegalArgumentException
   */
  static <T> T check(CommandSpec command, Supplier<T> value) {
    try {
      return value.get();
    } catch (OptionException e) {
      String message = e.messageFor(EngineChoice.name(e.option()));
      throw new ParameterException(command.commandLine(), message, e);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
