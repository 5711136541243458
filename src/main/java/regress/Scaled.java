package regress;

import java.lang.ref.SoftReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import regress.data.DataException;
import regress.data.Dataset;
import regress.engine.Problem;

/**
 * A dataset in the variables that a fit works in.
 *
 * <p>Fits of the same dataset share it for as long as somebody has the dataset and memory is not
 * short. Engines keep the data of a {@link Problem} on the device while the same object comes back,
 * so that only the first fit transfers them; and scaling and the stable learning rate take passes
 * over the data, for many features more of them than a fit. Threads that come first together may
 * each make their own, which costs time and nothing else.
 */
final class Scaled {
  // Keyed by identity, for datasets do not define equality. No value refers to its key.
  private static final Map<Dataset, SoftReference<Scaled>> STANDARDIZED = kept();
  private static final Map<Dataset, SoftReference<Scaled>> AS_THEY_ARE = kept();

  private final Scaling scaling;
  private final Problem problem;
  private double stableRate = Double.NaN;

  private Scaled(Dataset data, Scaling scaling) {
    this.scaling = scaling;
    this.problem = new Problem(scaling.columns(data.features()), data.target());
  }

  private static Map<Dataset, SoftReference<Scaled>> kept() {
    return Collections.synchronizedMap(new WeakHashMap<>());
  }

  /**
   * The dataset with features of mean 0 and deviation 1.
   *
   * @throws DataException if a feature is constant
   */
  static Scaled standardized(Dataset data) {
    Scaled before = kept(STANDARDIZED, data);
    return before == null ? keep(STANDARDIZED, data, Scaling.standard(data)) : before;
  }

  /** The dataset as it is. */
  static Scaled asItIs(Dataset data) {
    Scaled before = kept(AS_THEY_ARE, data);
    return before == null ? keep(AS_THEY_ARE, data, Scaling.none(data.featureCount())) : before;
  }

  private static Scaled kept(Map<Dataset, SoftReference<Scaled>> all, Dataset data) {
    SoftReference<Scaled> reference = all.get(data);
    return reference == null ? null : reference.get();
  }

  private static Scaled keep(
      Map<Dataset, SoftReference<Scaled>> all, Dataset data, Scaling scaling) {
    Scaled scaled = new Scaled(data, scaling);
    all.put(data, new SoftReference<>(scaled));
    return scaled;
  }

  Scaling scaling() {
    return scaling;
  }

  /** As engines see it: the same object every time. */
  Problem problem() {
    return problem;
  }

  /** {@link LearningRate#stable}, computed when first asked for. */
  synchronized double stableRate() {
    if (Double.isNaN(stableRate)) {
      stableRate = LearningRate.stable(problem);
    }
    return stableRate;
  }
}
