package regress.internal.optimizer;

import java.util.function.Supplier;

/** A value that is made when it is asked for, once, and lets go then of what it was made of. */
final class Later<T> implements Supplier<T> {
  private Supplier<T> source;
  private T value;

  Later(Supplier<T> source) {
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
