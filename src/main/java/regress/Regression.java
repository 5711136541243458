package regress;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import regress.data.DataException;
import regress.data.Dataset;
import regress.engine.AffineMap;
import regress.engine.Choice;
import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.Engines;
import regress.engine.Execution;
import regress.engine.Kernels;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Optimizer;
import regress.engine.Precision;
import regress.engine.Problem;
import regress.engine.Progress;
import regress.engine.Work;
import regress.optimizer.GradientDescent;
import regress.optimizer.Newton;

/**
 * How to fit: immutable options, each with a default, and {@link #fit(Dataset)}. Safe to share
 * between threads.
 *
 * <pre>{@code
 * Fit fit = Regression.squared().precision(Precision.FLOAT32).fit(dataset);
 * }</pre>
 *
 * <p>Whichever method gives the last of two options of which one takes the other's effect away, as
 * engine {@code "reference"} does the learning rate's, throws an {@link OptionException}.
 */
public final class Regression {
  private final Loss loss;

  /** The options that were given; all others have their defaults. */
  private final Map<Option, Object> given;

  private Regression(Loss loss, Map<Option, Object> given) {
    this.loss = loss;
    this.given = given;
    for (Option idle : idle(where())) {
      throw new OptionException(idle, idle.idleness(where()).orElseThrow() + ". Leave it out.");
    }
  }

  /** Least squares with every option at its default. */
  public static Regression squared() {
    return new Regression(Loss.SQUARED, new EnumMap<>(Option.class));
  }

  /**
   * Huber's loss with every other option at its default: least squares for rows whose residual is
   * up to delta, while those beyond pull no harder than that.
   *
   * @param delta in the target's units
   * @throws regress.engine.EngineException if delta is not finite and above 0
   */
  public static Regression huber(double delta) {
    return new Regression(Loss.huber(delta), new EnumMap<>(Option.class));
  }

  private Regression with(Option option, Object value) {
    Map<Option, Object> more = new EnumMap<>(given);
    more.put(option, Objects.requireNonNull(value, option::toString));
    return new Regression(loss, more);
  }

  /** These options, but for one that has its default again. */
  public Regression without(Option option) {
    Map<Option, Object> fewer = new EnumMap<>(given);
    fewer.remove(option);
    return new Regression(loss, fewer);
  }

  /** What these options have fit. */
  public Option.Where where() {
    return new Option.Where(engine(), optimizer(), mode());
  }

  /** The options given here that could have no effect there. */
  public List<Option> idle(Option.Where where) {
    return given.keySet().stream()
        .filter(option -> option.idleness(where).isPresent())
        .filter(option -> !isDefault(option))
        .toList();
  }

  /** Who asks for what there is everywhere gets it. */
  private boolean isDefault(Option option) {
    return switch (option) {
      case PRECISION -> precision() == Precision.FLOAT64;
      case MODE -> mode() == Mode.AUTO;
      case OPTIMIZER -> optimizer() == Optimizer.AUTO;
      case STANDARDIZE -> standardize();
      default -> false;
    };
  }

  private static void require(boolean holds, Option option, String what, Object value) {
    if (!holds) {
      throw new OptionException(option, "takes " + what + ", not " + value + ". Choose another.");
    }
  }

  /** What is minimised. */
  public Loss loss() {
    return loss;
  }

  /** Most epochs to run; default 10,000. */
  public int epochs() {
    return (Integer) given.getOrDefault(Option.EPOCHS, 10_000);
  }

  /** These options with another epoch limit, at least 1. */
  public Regression epochs(int most) {
    require(most >= 1, Option.EPOCHS, "a number from 1 on", most);
    return with(Option.EPOCHS, most);
  }

  /** Step length; default empty: the largest that is surely stable. */
  public OptionalDouble learningRate() {
    return number(Option.LEARNING_RATE);
  }

  /** These options with a learning rate of the caller's, finite and above 0. */
  public Regression learningRate(double rate) {
    require(
        rate > 0 && Double.isFinite(rate), Option.LEARNING_RATE, "a finite number above 0", rate);
    return with(Option.LEARNING_RATE, rate);
  }

  /**
   * Relative bound on the change of the loss and on the gradient's norm; default empty: 1e-8 in
   * float64, 1e-5 in float32.
   */
  public OptionalDouble tolerance() {
    return number(Option.TOLERANCE);
  }

  /** These options with another tolerance, finite; 0 runs all epochs. */
  public Regression tolerance(double bound) {
    require(
        bound >= 0 && Double.isFinite(bound), Option.TOLERANCE, "a finite number from 0 on", bound);
    return with(Option.TOLERANCE, bound);
  }

  /** Epochs in a row that must stay within the tolerance; default 3. */
  public int patience() {
    return (Integer) given.getOrDefault(Option.PATIENCE, 3);
  }

  /** These options with another patience, at least 1. */
  public Regression patience(int calmEpochs) {
    require(calmEpochs >= 1, Option.PATIENCE, "a number from 1 on", calmEpochs);
    return with(Option.PATIENCE, calmEpochs);
  }

  /**
   * Whether features are brought to mean 0 and standard deviation 1 while fitting; default true.
   * The coefficients returned are always in the data's own units.
   */
  public boolean standardize() {
    return (Boolean) given.getOrDefault(Option.STANDARDIZE, true);
  }

  /** These options with standardisation on or off. */
  public Regression standardize(boolean yes) {
    return with(Option.STANDARDIZE, yes);
  }

  /** Intercept and p coefficients to start from, in the data's units; default empty: zeros. */
  public List<Double> start() {
    List<?> values = (List<?>) given.getOrDefault(Option.START, List.of());
    return values.stream().map(Double.class::cast).toList();
  }

  /** These options with a starting point: intercept, then p coefficients, in the data's units. */
  public Regression start(double... interceptThenCoefficients) {
    return with(Option.START, DoubleStream.of(interceptThenCoefficients).boxed().toList());
  }

  /** Type of data and coefficients while fitting; default float64. */
  public Precision precision() {
    return (Precision) given.getOrDefault(Option.PRECISION, Precision.FLOAT64);
  }

  /** These options with another precision. */
  public Regression precision(Precision type) {
    return with(Option.PRECISION, type);
  }

  /** {@code "auto"}, {@code "tornado"}, {@code "jvm"} or {@code "reference"}; default auto. */
  public String engine() {
    return (String) given.getOrDefault(Option.ENGINE, Engines.AUTO);
  }

  /** These options with an engine of the caller's choice, which never falls back to another. */
  public Regression engine(String name) {
    return with(Option.ENGINE, name);
  }

  /** How parameters move; default auto, which is gd. */
  public Optimizer optimizer() {
    return (Optimizer) given.getOrDefault(Option.OPTIMIZER, Optimizer.AUTO);
  }

  /** These options with an optimizer of the caller's choice. */
  public Regression optimizer(Optimizer how) {
    return with(Option.OPTIMIZER, how);
  }

  /** Layout of the epochs over task graphs; default auto. */
  public Mode mode() {
    return (Mode) given.getOrDefault(Option.MODE, Mode.AUTO);
  }

  /** These options with another mode. */
  public Regression mode(Mode layout) {
    return with(Option.MODE, layout);
  }

  /** A device's id, or {@code "auto"}; default auto. */
  public String device() {
    return (String) given.getOrDefault(Option.DEVICE, Engines.AUTO);
  }

  /** These options with a device of the caller's choice, of the engine that will run. */
  public Regression device(String id) {
    return with(Option.DEVICE, id);
  }

  /**
   * Most bytes to take of a TornadoVM device's memory; a problem that needs more goes over the
   * device in blocks of rows, with the same result. Default empty: three quarters of the memory, or
   * what TornadoVM's property {@code tornado.device.memory} allows.
   */
  public OptionalLong deviceMemory() {
    Object bytes = given.get(Option.DEVICE_MEMORY);
    return bytes == null ? OptionalLong.empty() : OptionalLong.of((Long) bytes);
  }

  /** These options with at most so many bytes of a TornadoVM device's memory, above 0. */
  public Regression deviceMemory(long bytes) {
    require(bytes > 0, Option.DEVICE_MEMORY, "a number of bytes above 0", bytes);
    return with(Option.DEVICE_MEMORY, bytes);
  }

  /** Which code a TornadoVM device runs; default auto. */
  public Kernels kernels() {
    return (Kernels) given.getOrDefault(Option.KERNELS, Kernels.AUTO);
  }

  /** These options with kernels of the caller's choice, which never give way to others. */
  public Regression kernels(Kernels which) {
    return with(Option.KERNELS, which);
  }

  private OptionalDouble number(Option option) {
    Object value = given.get(option);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of((Double) value);
  }

  /**
   * Fits a dataset.
   *
   * @throws regress.data.DataException if the data cannot be fitted with these options
   * @throws regress.engine.EngineException if the engine, mode or device is not there, or fails, or
   *     Java has too little memory
   */
  public Fit fit(Dataset data) {
    return fit(data, Progress.NONE);
  }

  /**
   * As {@link #fit(Dataset)}, watched where the mode shows epochs to the host. Losses are in the
   * target's units squared.
   */
  public Fit fit(Dataset data, Progress progress) {
    return fitAll(List.of(data), progress).getFirst();
  }

  /**
   * Fits many datasets of the same number of features, each by itself: side by side where the
   * engine can, which for small ones is far faster than one after the other. The results are those
   * of {@link #fit(Dataset)} up to rounding.
   *
   * @return one fit a dataset, in their order
   * @throws regress.data.DataException if one of the datasets cannot be fitted with these options,
   *     or has another number of features than the first
   * @throws regress.engine.EngineException as {@link #fit(Dataset)}
   */
  public List<Fit> fitAll(List<Dataset> datasets) {
    requireSameFeatures(datasets);
    if (datasets.isEmpty()) {
      return List.of();
    }
    return fitAll(datasets, Progress.NONE);
  }

  private List<Fit> fitAll(List<Dataset> datasets, Progress progress) {
    long begin = System.nanoTime();
    Dataset first = datasets.getFirst();
    Choice choice = choice(datasets.size(), first.samples(), first.featureCount());
    ChosenEngine.tell(this, choice);
    return FitMemory.guard(
        datasets,
        () -> {
          List<Problem> problems = datasets.stream().map(this::pose).toList();
          List<Descended> ends =
              optimizer() == Optimizer.NEWTON
                  ? Newton.fit(choice, problems)
                  : GradientDescent.fit(choice, problems, descents(problems, datasets), progress);
          List<Judged> judged =
              IntStream.range(0, ends.size())
                  .mapToObj(i -> judged(datasets.get(i), problems.get(i), ends.get(i)))
                  .toList();
          long waited = System.nanoTime() - begin;
          return judged.stream().map(one -> one.fit(loss, waited)).toList();
        });
  }

  private List<Descent> descents(List<Problem> problems, List<Dataset> datasets) {
    return IntStream.range(0, problems.size())
        .mapToObj(i -> descent(problems.get(i), startFor(datasets.get(i))))
        .toList();
  }

  private static void requireSameFeatures(List<Dataset> datasets) {
    for (Dataset data : datasets) {
      int expected = datasets.getFirst().featureCount();
      if (data.featureCount() != expected) {
        throw DataException.choice(
            "One dataset has a number of features of "
                + expected
                + " and another of "
                + data.featureCount()
                + ". Fit those of one number of features at a time.");
      }
    }
  }

  /**
   * Looks at a dataset as a fit does before it begins. Never required; for callers that had better
   * know before {@link #fitAll}, which one bad dataset stops.
   *
   * @throws regress.data.DataException if the data cannot be fitted with these options
   */
  public void check(Dataset data) {
    if (optimizer() != Optimizer.NEWTON) {
      FitMemory.guard(List.of(data), () -> descent(pose(data), startFor(data)));
    }
  }

  /** A dataset as an engine is to see it. */
  private Problem pose(Dataset data) {
    if (optimizer() == Optimizer.NEWTON || !standardize()) {
      return new Problem(data, AffineMap.none(data.columns()));
    }
    AffineMap map = AffineMap.standardizing(data);
    for (int j = 0; j < data.featureCount(); j++) {
      if (!(map.scales()[j] > Math.ulp(Math.abs(map.centres()[j])))) {
        throw DataException.content(
            "Feature '"
                + data.featureNames().get(j)
                + "' is constant, its coefficient cannot be told from the intercept. Drop it.");
      }
    }
    return new Problem(data, map);
  }

  /**
   * Which engine, mode and device a fit of this dataset will have, and why.
   *
   * @throws regress.engine.EngineException as {@link #fit(Dataset)}
   */
  public Choice choice(Dataset data) {
    return choice(1, data.samples(), data.featureCount());
  }

  private Choice choice(int fits, int samples, int features) {
    long memory = deviceMemory().orElse(Long.MAX_VALUE);
    Execution execution = new Execution(mode(), precision(), device(), memory, kernels());
    int most = optimizer() == Optimizer.NEWTON ? 0 : epochs();
    return Choice.of(engine(), execution, new Work(fits, samples, features, most, loss));
  }

  /**
   * Compiles what fits of this shape with these options will need, so that the first of them need
   * not. Does nothing that a fit would not do, and is never required.
   *
   * @param samples n, rows
   * @param features p, feature columns
   * @throws regress.engine.EngineException as {@link #fit(Dataset)}
   */
  public void warmUp(int samples, int features) {
    Problem nothing = Problem.of(new double[features][samples], new double[samples]);
    Descent single = new Descent(loss, new double[features + 1], 1, 1, 0, 1);
    Choice choice = choice(1, samples, features);
    ChosenEngine.tell(this, choice);
    GradientDescent.fit(choice, List.of(nothing), List.of(single), Progress.NONE);
  }

  private Descent descent(Problem problem, double[] start) {
    double bound = tolerance().orElse(precision() == Precision.FLOAT64 ? 1e-8 : 1e-5);
    double[] from = problem.map().toMapped(start);
    return new Descent(loss, from, learningRate().orElse(0), epochs(), bound, patience());
  }

  private double[] startFor(Dataset data) {
    int parameters = data.featureCount() + 1;
    List<Double> start = start();
    if (start.isEmpty()) {
      return new double[parameters];
    }
    if (start.size() != parameters) {
      throw DataException.choice(
          "The start has "
              + start.size()
              + " values and the model "
              + parameters
              + " parameters. Give the intercept and one coefficient a feature.");
    }
    return start.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private Judged judged(Dataset data, Problem problem, Descended end) {
    double[] parameters = problem.map().toOriginal(end.parameters());
    double[] predicted =
        LinearModel.predict(parameters[0], slopes(parameters), data.features(), data.samples());
    return new Judged(data, parameters, LinearModel.metrics(loss, predicted, data.target()), end);
  }

  private static double[] slopes(double[] parameters) {
    return Arrays.copyOfRange(parameters, 1, parameters.length);
  }

  /** A fit but for what its caller waited, which nobody knows before all are judged. */
  private record Judged(Dataset data, double[] parameters, Metrics metrics, Descended end) {
    private boolean isFinite() {
      return Double.isFinite(metrics.loss())
          && DoubleStream.of(parameters).allMatch(Double::isFinite);
    }

    Fit fit(Loss loss, long waited) {
      return new Fit(
          loss,
          data,
          parameters[0],
          slopes(parameters),
          isFinite() ? Outcome.of(end.status()) : Outcome.DIVERGED,
          end.epochs(),
          end.lossHistory(),
          metrics,
          end.attestation().within(waited));
    }
  }
}
