package regress;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import regress.data.Dataset;
import regress.data.HostMemory;
import regress.engine.EngineException;

/** Says how much memory fits need, where Java has too little. */
final class FitMemory {
  private FitMemory() {}

  /**
   * What the work on these datasets returns.
   *
   * @throws EngineException if memory ran out, in whichever thread
   */
  static <T> T guard(List<Dataset> datasets, Supplier<T> work) {
    try {
      return work.get();
    } catch (OutOfMemoryError | EngineException e) {
      if (!HostMemory.isToBlameFor(e)) {
        throw e;
      }
      throw EngineException.failed(tooLittle(datasets), e);
    }
  }

  private static String tooLittle(List<Dataset> datasets) {
    long rows = datasets.stream().mapToLong(Dataset::samples).sum();
    int features = datasets.stream().mapToInt(Dataset::featureCount).max().orElse(0);
    String subject =
        String.format(Locale.ROOT, "A fit of %,d rows and %d features", rows, features);
    return HostMemory.tooLittle(subject, HostMemory.ofFit(rows * (features + 1.0)));
  }
}
