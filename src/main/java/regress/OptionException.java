package regress;

import regress.data.RegressException;

/** An option has a value that it cannot have, or can have no effect where it was given. */
public final class OptionException extends RegressException {
  private static final long serialVersionUID = 1;

  private final Option option;
  private final String complaint;

  /** The complaint says what is wrong and what to do; the option's name can precede it. */
  OptionException(Option option, String complaint) {
    super(option + " " + complaint, true, null);
    this.option = option;
    this.complaint = complaint;
  }

  /** The option. */
  public Option option() {
    return option;
  }

  /** The message to somebody who knows the option by another name than the library's. */
  public String messageFor(String name) {
    return name + " " + complaint;
  }
}
