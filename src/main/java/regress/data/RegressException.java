package regress.data;

/**
 * What regress refuses, or cannot do: the parent of all its errors. The message is one line that
 * names the thing, and then says what to do; names of others are {@link Printable} in it.
 */
public abstract class RegressException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean choice;

  /** The cause is the failure underneath, or null. */
  protected RegressException(String message, boolean choice, Throwable cause) {
    super(Printable.line(message), cause);
    this.choice = choice;
  }

  /** Whether another choice of file, column, option, engine or device would have been accepted. */
  public boolean isChoice() {
    return choice;
  }
}
