package regress.engine;

import regress.data.Printable;
import regress.data.RegressException;

/** An engine cannot do what was asked of it. */
public final class EngineException extends RegressException {
  private static final long serialVersionUID = 1;

  private EngineException(String message, boolean choice, Throwable cause) {
    super(Printable.joined(message), choice, cause);
  }

  /** The user asked for an engine, mode or device that is not there. */
  public static EngineException notThere(String message) {
    return new EngineException(message, true, null);
  }

  /** The device or its compiler failed; {@code cause} has its own words. */
  public static EngineException failed(String message, Throwable cause) {
    return new EngineException(message, false, cause);
  }

  /** Throws where the calling thread is interrupted, which it stays. */
  public static void requireUninterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw failed("The fit was interrupted. Run it again.", null);
    }
  }
}
