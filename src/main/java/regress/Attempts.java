package regress;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    List<Attempt> attempts = new ArrayList<>();
    List<Posed> posed = new ArrayList<>();
    for (T table : tables) {
      try {
        posed.add(fitting.pose(columns.apply(table)));
        attempts.add(null);
      } catch (DataException e) {
        attempts.add(Attempt.failed(e));
      }
    }
    // By the number of features, since not all groups have all levels of a category.
    Map<Integer, Iterator<Attempt>> fitted = new HashMap<>();
    posed.stream()
        .collect(Collectors.groupingBy(one -> one.data().featureCount()))
        .forEach((features, alike) -> fitted.put(features, fitted(alike).iterator()));
    Iterator<Posed> next = posed.iterator();
    attempts.replaceAll(
        failed -> failed == null ? fitted.get(next.next().data().featureCount()).next() : failed);
    return List.copyOf(attempts);
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
