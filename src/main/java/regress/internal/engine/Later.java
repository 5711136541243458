package regress.internal.engine;

import java.util.function.Supplier;

/** A value that is made when it is asked for, once, and lets go then of what it was made of. */
public final class Later<T> implements Supplier<T> {
  private Supplier<T> source;
  private T value;

  public Later(Supplier<T> source) {
    this.source = source;
  }

  @Override
  public synchronized T get() {
    if (source != null) {
      value = source.get();
      source = null;
    }
    return value;
  }
}
