package regress.data;

/**
 * Data that cannot be fitted. The message names the place, and then says what to do; names from
 * files are {@link Printable} in it.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean choice;

  private DataException(String message, boolean choice, Throwable cause) {
    super(Printable.line(message), cause);
    this.choice = choice;
  }

  /** The content is at fault. */
  public static DataException content(String message) {
    return new DataException(message, false, null);
  }

  /** As {@link #content(String)}, with the failure underneath. */
  public static DataException content(String message, Throwable cause) {
    return new DataException(message, false, cause);
  }

  /** The caller named a file or column that is not there, or not usable that way. */
  public static DataException choice(String message) {
    return new DataException(message, true, null);
  }

  /** As {@link #choice(String)}, with the failure underneath. */
  public static DataException choice(String message, Throwable cause) {
    return new DataException(message, true, cause);
  }

  /** Whether another choice of file or columns would have been accepted. */
  public boolean isChoice() {
    return choice;
  }
}
