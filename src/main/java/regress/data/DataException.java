package regress.data;

/** Data that cannot be fitted. The message names the place. */
public final class DataException extends RegressException {
  private static final long serialVersionUID = 1;

  private DataException(String message, boolean choice, Throwable cause) {
    super(message, choice, cause);
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
}
