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
import regress.engine.Choice;
import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.Engine;
import regress.engine.Engines;
import regress.engine.Execution;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Problem;
import regress.engine.Progress;
import regress.engine.Work;

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
    for (Option idle : idle(engine(), mode())) {
      throw new OptionException(idle, idle.idleness(engine(), mode()).orElseThrow());
    }
  }

  /** Least squares with every option at its default. */
  public static Regression squared() {
    return new Regression(Loss.SQUARED, new EnumMap<>(Option.class));
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

  /** The options given here that could have no effect with that engine and mode. */
  public List<Option> idle(String engine, Mode mode) {
    return given.keySet().stream()
        .filter(option -> option.idleness(engine, mode).isPresent())
        // Who asks for float64 gets it everywhere.
        .filter(option -> option != Option.PRECISION || precision() != Precision.FLOAT64)
        .toList();
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
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
    require(most >= 1, "Epochs must be at least 1, not " + most + ".");
    return with(Option.EPOCHS, most);
  }

  /** Step length; default empty: the largest that is surely stable. */
  public OptionalDouble learningRate() {
    return number(Option.LEARNING_RATE);
  }

  /** These options with a learning rate of the caller's, finite and above 0. */
  public Regression learningRate(double rate) {
    require(
        rate > 0 && Double.isFinite(rate),
        "The learning rate must be a finite number above 0, not " + rate + ".");
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
        bound >= 0 && Double.isFinite(bound),
        "The tolerance must be a finite number, 0 or above, not " + bound + ".");
    return with(Option.TOLERANCE, bound);
  }

  /** Epochs in a row that must stay within the tolerance; default 3. */
  public int patience() {
    return (Integer) given.getOrDefault(Option.PATIENCE, 3);
  }

  /** These options with another patience, at least 1. */
  public Regression patience(int calmEpochs) {
    require(calmEpochs >= 1, "Patience must be at least 1, not " + calmEpochs + ".");
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
    require(bytes > 0, "Device memory must be above 0 bytes, not " + bytes + ".");
    return with(Option.DEVICE_MEMORY, bytes);
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
    Engine chosen = ChosenEngine.of(this, choice(data));
    return FitMemory.guard(
        List.of(data),
        () -> {
          Posed posed = pose(data);
          Execution execution = execution(mode());
          Descended end = chosen.fit(posed.scaled.problem(), posed.descent, execution, progress);
          return result(posed, end);
        });
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
    Dataset first = datasets.getFirst();
    Choice choice = choice(datasets.size(), first.samples(), first.featureCount());
    Engine chosen = ChosenEngine.of(this, choice);
    return FitMemory.guard(datasets, () -> fitAll(chosen, datasets));
  }

  private List<Fit> fitAll(Engine chosen, List<Dataset> datasets) {
    List<Posed> posed = datasets.stream().map(this::pose).toList();
    List<Problem> problems = posed.stream().map(each -> each.scaled.problem()).toList();
    List<Descent> descents = posed.stream().map(Posed::descent).toList();
    List<Descended> ends = chosen.fitAll(problems, descents, execution(mode()));
    return IntStream.range(0, ends.size())
        .mapToObj(i -> result(posed.get(i), ends.get(i)))
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
    FitMemory.guard(List.of(data), () -> pose(data));
  }

  /** A dataset as the engine is to see it. */
  private record Posed(Dataset data, Scaled scaled, Descent descent) {}

  private Posed pose(Dataset data) {
    Scaled scaled = standardize() ? Scaled.standardized(data) : Scaled.asItIs(data);
    return new Posed(data, scaled, descent(scaled, scaled.scaling().toScaled(startFor(data))));
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
    return Choice.of(
        engine(), execution(mode()), new Work(fits, samples, features, epochs(), loss));
  }

  private Execution execution(Mode layout) {
    return new Execution(layout, precision(), device(), deviceMemory().orElse(Long.MAX_VALUE));
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
    Problem nothing = new Problem(new double[features][samples], new double[samples]);
    Descent single = new Descent(loss, new double[features + 1], 1, 1, 0, 1);
    Choice choice = choice(1, samples, features);
    Execution execution = execution(choice.mode());
    ChosenEngine.of(this, choice).fit(nothing, single, execution, Progress.NONE);
  }

  private Descent descent(Scaled scaled, double[] from) {
    double rate = learningRate().orElseGet(scaled::stableRate);
    double bound = tolerance().orElse(precision() == Precision.FLOAT64 ? 1e-8 : 1e-5);
    return new Descent(loss, from, rate, epochs(), bound, patience());
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

  private Fit result(Posed posed, Descended end) {
    Dataset data = posed.data;
    double[] parameters = posed.scaled.scaling().toOriginal(end.parameters());
    double intercept = parameters[0];
    double[] coefficients = Arrays.copyOfRange(parameters, 1, parameters.length);
    double[] predicted =
        LinearModel.predict(intercept, coefficients, data.features(), data.samples());
    Metrics metrics = LinearModel.metrics(loss, predicted, data.target());
    boolean finite =
        Double.isFinite(metrics.loss()) && DoubleStream.of(parameters).allMatch(Double::isFinite);
    Outcome outcome = finite ? Outcome.of(end.status()) : Outcome.DIVERGED;
    return new Fit(
        loss,
        data,
        intercept,
        coefficients,
        outcome,
        end.epochs(),
        end.lossHistory(),
        metrics,
        end.attestation());
  }
}
