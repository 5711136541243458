package regress;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import regress.data.DataException;
import regress.data.Dataset;
import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.Engine;
import regress.engine.Engines;
import regress.engine.Execution;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Problem;
import regress.engine.Progress;

/**
 * How to fit: immutable options, each with a default, and {@link #fit(Dataset)}. Safe to share
 * between threads.
 *
 * <pre>{@code
 * Fit fit = Regression.squared().epochs(10_000).learningRate(1e-2).fit(dataset);
 * }</pre>
 *
 * @param loss what is minimised
 * @param epochs most epochs to run; default 10,000
 * @param learningRate step length; default empty: the largest that is surely stable
 * @param tolerance relative bound on the change of the loss and on the gradient's norm, 0 to run
 *     all epochs; default empty: 1e-8 in float64, 1e-5 in float32
 * @param patience epochs in a row that must stay within the tolerance; default 3
 * @param standardize whether features are brought to mean 0 and standard deviation 1 while fitting;
 *     default true. The coefficients returned are always in the data's own units
 * @param start intercept and p coefficients to start from, in the data's units; default empty:
 *     zeros
 * @param precision type of data and coefficients on the device; default float64
 * @param engine {@code "auto"}, {@code "tornado"}, {@code "jvm"} or {@code "reference"}; default
 *     auto
 * @param mode layout of the epochs over task graphs; default auto
 * @param device a device's id, or {@code "auto"}; default auto
 * @param deviceMemory most bytes to take of a TornadoVM device's memory, above 0; a problem that
 *     needs more goes over the device in blocks of rows, with the same result. Default empty: three
 *     quarters of the memory, or what TornadoVM's property {@code tornado.device.memory} allows
 */
public record Regression(
    Loss loss,
    int epochs,
    OptionalDouble learningRate,
    OptionalDouble tolerance,
    int patience,
    boolean standardize,
    List<Double> start,
    Precision precision,
    String engine,
    Mode mode,
    String device,
    OptionalLong deviceMemory) {

  public Regression {
    require(epochs >= 1, "Epochs must be at least 1, not " + epochs + ".");
    learningRate.ifPresent(
        rate ->
            require(
                rate > 0 && Double.isFinite(rate),
                "The learning rate must be a finite number above 0, not " + rate + "."));
    tolerance.ifPresent(
        bound ->
            require(
                bound >= 0 && Double.isFinite(bound),
                "The tolerance must be a finite number, 0 or above, not " + bound + "."));
    require(patience >= 1, "Patience must be at least 1, not " + patience + ".");
    start = List.copyOf(start);
    deviceMemory.ifPresent(
        bytes -> require(bytes > 0, "Device memory must be above 0 bytes, not " + bytes + "."));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Least squares with every option at its default. */
  public static Regression squared() {
    return new Regression(
        Loss.SQUARED,
        10_000,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        3,
        true,
        List.of(),
        Precision.FLOAT64,
        Engines.AUTO,
        Mode.AUTO,
        Engines.AUTO,
        OptionalLong.empty());
  }

  /** The components, while one of them is being replaced. */
  private static final class Draft {
    private int epochs;
    private OptionalDouble learningRate;
    private OptionalDouble tolerance;
    private int patience;
    private boolean standardize;
    private List<Double> start;
    private Precision precision;
    private String engine;
    private Mode mode;
    private String device;
    private OptionalLong deviceMemory;
  }

  private Regression with(Consumer<Draft> change) {
    Draft draft = new Draft();
    draft.epochs = epochs;
    draft.learningRate = learningRate;
    draft.tolerance = tolerance;
    draft.patience = patience;
    draft.standardize = standardize;
    draft.start = start;
    draft.precision = precision;
    draft.engine = engine;
    draft.mode = mode;
    draft.device = device;
    draft.deviceMemory = deviceMemory;
    change.accept(draft);
    return new Regression(
        loss,
        draft.epochs,
        draft.learningRate,
        draft.tolerance,
        draft.patience,
        draft.standardize,
        draft.start,
        draft.precision,
        draft.engine,
        draft.mode,
        draft.device,
        draft.deviceMemory);
  }

  /** These options with another epoch limit. */
  public Regression epochs(int most) {
    return with(draft -> draft.epochs = most);
  }

  /** These options with a learning rate of the caller's. */
  public Regression learningRate(double rate) {
    return with(draft -> draft.learningRate = OptionalDouble.of(rate));
  }

  /** These options with another tolerance; 0 runs all epochs. */
  public Regression tolerance(double bound) {
    return with(draft -> draft.tolerance = OptionalDouble.of(bound));
  }

  /** These options with another patience. */
  public Regression patience(int calmEpochs) {
    return with(draft -> draft.patience = calmEpochs);
  }

  /** These options with standardisation on or off. */
  public Regression standardize(boolean yes) {
    return with(draft -> draft.standardize = yes);
  }

  /** These options with a starting point: intercept, then p coefficients, in the data's units. */
  public Regression start(double... interceptThenCoefficients) {
    return with(draft -> draft.start = DoubleStream.of(interceptThenCoefficients).boxed().toList());
  }

  /** These options with another precision. */
  public Regression precision(Precision type) {
    return with(draft -> draft.precision = type);
  }

  /** These options with an engine of the caller's choice, which never falls back to another. */
  public Regression engine(String name) {
    return with(draft -> draft.engine = name);
  }

  /** These options with another mode. */
  public Regression mode(Mode layout) {
    return with(draft -> draft.mode = layout);
  }

  /** These options with a device of the caller's choice. */
  public Regression device(String id) {
    return with(draft -> draft.device = id);
  }

  /** These options with at most so many bytes of a TornadoVM device's memory. */
  public Regression deviceMemory(long bytes) {
    return with(draft -> draft.deviceMemory = OptionalLong.of(bytes));
  }

  /**
   * Fits a dataset.
   *
   * @throws regress.data.DataException if the data cannot be fitted with these options
   * @throws regress.engine.EngineException if the engine, mode or device is not there, or fails
   */
  public Fit fit(Dataset data) {
    return fit(data, Progress.NONE);
  }

  /**
   * As {@link #fit(Dataset)}, watched where the mode shows epochs to the host. Losses are in the
   * target's units squared.
   */
  public Fit fit(Dataset data, Progress progress) {
    Engine chosen = Engines.choose(engine);
    Posed posed = pose(data);
    Descended end = chosen.fit(posed.scaled.problem(), posed.descent, execution(), progress);
    return result(posed, end);
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
    Engine chosen = Engines.choose(engine);
    requireSameFeatures(datasets);
    List<Posed> posed = datasets.stream().map(this::pose).toList();
    List<Problem> problems = posed.stream().map(each -> each.scaled.problem()).toList();
    List<Descent> descents = posed.stream().map(Posed::descent).toList();
    List<Descended> ends = chosen.fitAll(problems, descents, execution());
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
    pose(data);
  }

  /** A dataset as the engine is to see it. */
  private record Posed(Dataset data, Scaled scaled, Descent descent) {}

  private Posed pose(Dataset data) {
    Scaled scaled = standardize ? Scaled.standardized(data) : Scaled.asItIs(data);
    return new Posed(data, scaled, descent(scaled, scaled.scaling().toScaled(startFor(data))));
  }

  private Execution execution() {
    return new Execution(mode, precision, device, deviceMemory.orElse(Long.MAX_VALUE));
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
    Descent single = new Descent(new double[features + 1], 1, 1, 0, 1);
    Engines.choose(engine).fit(nothing, single, execution(), Progress.NONE);
  }

  private Descent descent(Scaled scaled, double[] from) {
    double rate = learningRate.orElseGet(scaled::stableRate);
    double bound = tolerance.orElse(precision == Precision.FLOAT64 ? 1e-8 : 1e-5);
    return new Descent(from, rate, epochs, bound, patience);
  }

  private double[] startFor(Dataset data) {
    int parameters = data.featureCount() + 1;
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
    Metrics metrics = LinearModel.metrics(predicted, data.target());
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
