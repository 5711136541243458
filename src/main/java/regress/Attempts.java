package regress;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import regress.Fitting.Posed;
import regress.data.DataException;
import regress.data.Dataset;
import regress.engine.Progress;

/**
 * Fits many tables; one that cannot be fitted costs no other its fit.
 *
 * @param begin when the caller began to wait, by {@link System#nanoTime}
 */
record Attempts(Fitting fitting, long begin) {
  Attempts(Regression options) {
    this(new Fitting(options), System.nanoTime());
  }

  /** As {@link Regression#attemptAll}. */
  <T> List<Attempt> of(Collection<T> tables, Function<T, Dataset> columns) {
    List<Attempt> attempts = new ArrayList<>(tables.size());
    // By the number of features, since not all groups have all levels of a category.
    Map<Integer, List<Posed>> alike = new HashMap<>();
    for (T table : tables) {
      try {
        Posed posed = fitting.pose(attempts.size(), columns.apply(table));
        alike.computeIfAbsent(posed.data().featureCount(), p -> new ArrayList<>()).add(posed);
        attempts.add(null);
      } catch (DataException e) {
        attempts.add(Attempt.failed(e));
      }
    }
    for (List<Posed> some : alike.values()) {
      List<Attempt> fitted = fitted(some);
      for (int i = 0; i < fitted.size(); i++) {
        attempts.set(some.get(i).place(), fitted.get(i));
      }
    }
    return Collections.unmodifiableList(attempts);
  }

  private List<Attempt> fitted(List<Posed> posed) {
    try {
      return fitting.all(begin, posed, Progress.NONE).stream().map(Attempt::of).toList();
    } catch (DataException e) {
      if (e.isChoice()) { // It concerns all of them.
        throw e;
      }
      // The engine does not say in which table it found a fault, so each is tried alone.
      return posed.size() == 1
          ? List.of(Attempt.failed(e))
          : posed.stream().map(one -> fitted(List.of(one)).getFirst()).toList();
    }
  }
}
