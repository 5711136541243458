package regress.cli;

import regress.data.RegressException;

/** Options that do not go together. */
final class UsageException extends RegressException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message, true, null);
  }
}
