package regress;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import regress.data.Dataset;
import regress.engine.Chosen;
import regress.engine.Engines;
import regress.engine.Errors;
import regress.engine.Kernels;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Optimizer;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.engine.Choice;

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
 *
 * <p>The file is long because every option says here what it does and what its default is.
 */
public final class Regression {
  /** Most features that optimizer auto solves for: a second's work where there are 2,000 rows. */
  public static final int MOST_SOLVED = 1000;

  private final Loss loss;

  /** The options that were given; all others have their defaults. */
  private final Map<Option, Object> given;

  private Regression(Loss loss, Map<Option, Object> given) {
    this.loss = loss;
    this.given = given;
    for (Option idle : idle(where())) {
      throw new OptionException(idle, idle.idleness(where()).orElseThrow() + ". Leave it out.");
    }
    if (!intercept() && !isSolved(1) && !engine().equals(Engines.REFERENCE)) {
      throw new OptionException(
          Option.INTERCEPT,
          "has no effect with optimizer gd, which always fits one and is chosen as "
              + whyDescent(1)
              + ". Leave it out.");
    }
  }

  /** Least squares with every option at its default. */
  public static Regression squared() {
    return of(Loss.SQUARED);
  }

  /**
   * Huber's loss with every other option at its default: least squares for rows whose residual is
   * up to delta, while those beyond pull no harder than that.
   *
   * @param delta in the target's units
   * @throws regress.engine.EngineException if delta is not finite and above 0
   */
  public static Regression huber(double delta) {
    return of(Loss.huber(delta));
  }

  /** Any loss, for example {@link Loss#of one of your own}, with every option at its default. */
  public static Regression of(Loss loss) {
    return new Regression(loss, new EnumMap<>(Option.class));
  }

  private Regression with(Option option, Object value) {
    Map<Option, Object> more = new EnumMap<>(given);
    more.put(option, Objects.requireNonNull(value, option::toString));
    return new Regression(loss, more);
  }

  @SuppressWarnings("unchecked") // Each method that gives an option asks for its type.
  private <T> T value(Option option, T otherwise) {
    return (T) given.getOrDefault(option, otherwise);
  }

  /** These options, but for one that has its default again. */
  public Regression without(Option option) {
    Map<Option, Object> fewer = new EnumMap<>(given);
    fewer.remove(option);
    return new Regression(loss, fewer);
  }

  /**
   * Whether fits of p features are solved: optimizer newton was asked for, or left to us, where the
   * loss is squared, p is at most {@link #MOST_SOLVED} or there is no intercept, and no option was
   * given that is gd's alone.
   */
  public boolean isSolved(int features) {
    boolean isOpen =
        loss.isSquared()
            && !engine().equals(Engines.REFERENCE)
            && (features <= MOST_SOLVED || !intercept());
    for (Option option : given.keySet()) {
      isOpen = isOpen && (!option.isOfDescent() || option.isDefaultOf(this));
    }
    Optimizer asked = where().optimizer();
    return asked == Optimizer.NEWTON || asked == Optimizer.AUTO && isOpen;
  }

  private String whyDescent(int features) {
    if (!loss.isSquared()) {
      return "the loss has no closed form";
    }
    return features > MOST_SOLVED ? "there are many features" : "one of its options is given";
  }

  /** What these options have fit. */
  public Option.Where where() {
    boolean isNewton = optimizer() == Optimizer.AUTO && errors().areRobust();
    return new Option.Where(engine(), isNewton ? Optimizer.NEWTON : optimizer(), mode());
  }

  /** The options given here that could have no effect there. */
  public List<Option> idle(Option.Where where) {
    return given.keySet().stream()
        .filter(option -> option.idleness(where).isPresent())
        .filter(option -> !option.isDefaultOf(this))
        .toList();
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
    return value(Option.EPOCHS, 10_000);
  }

  /** These options with another epoch limit, at least 1. */
  public Regression epochs(int most) {
    require(most >= 1, Option.EPOCHS, "a number from 1 on", most);
    return with(Option.EPOCHS, most);
  }

  /** Step length; default empty: the largest that is surely stable. */
  public OptionalDouble learningRate() {
    return value(Option.LEARNING_RATE, OptionalDouble.empty());
  }

  /** These options with a learning rate of the caller's, finite and above 0. */
  public Regression learningRate(double rate) {
    require(
        rate > 0 && Double.isFinite(rate), Option.LEARNING_RATE, "a finite number above 0", rate);
    return with(Option.LEARNING_RATE, OptionalDouble.of(rate));
  }

  /**
   * Relative bound on the change of the loss and on the gradient's norm; default empty: 1e-8 in
   * float64, 1e-5 in float32.
   */
  public OptionalDouble tolerance() {
    return value(Option.TOLERANCE, OptionalDouble.empty());
  }

  /** These options with another tolerance, finite; 0 runs all epochs. */
  public Regression tolerance(double bound) {
    require(
        bound >= 0 && Double.isFinite(bound), Option.TOLERANCE, "a finite number from 0 on", bound);
    return with(Option.TOLERANCE, OptionalDouble.of(bound));
  }

  /** Epochs in a row that must stay within the tolerance; default 3. */
  public int patience() {
    return value(Option.PATIENCE, 3);
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
    return value(Option.STANDARDIZE, true);
  }

  public Regression standardize(boolean yes) {
    return with(Option.STANDARDIZE, yes);
  }

  /**
   * Whether the model has a constant term; default true. Without one R², adjusted R² and F are of
   * the target's squares, as R and statsmodels have them, and variance inflation and condition
   * number of columns that are not centred. Gradient descent always has one.
   */
  public boolean intercept() {
    return value(Option.INTERCEPT, true);
  }

  public Regression intercept(boolean yes) {
    return with(Option.INTERCEPT, yes);
  }

  /** Intercept and p coefficients to start from, in the data's units; default empty: zeros. */
  public List<Double> start() {
    return value(Option.START, List.of());
  }

  /** These options with a starting point: intercept, then p coefficients, in the data's units. */
  public Regression start(double... interceptThenCoefficients) {
    return with(Option.START, DoubleStream.of(interceptThenCoefficients).boxed().toList());
  }

  /** Type of data and coefficients while fitting; default float64. */
  public Precision precision() {
    return value(Option.PRECISION, Precision.FLOAT64);
  }

  public Regression precision(Precision type) {
    return with(Option.PRECISION, type);
  }

  /** {@code "auto"}, {@code "tornado"}, {@code "jvm"} or {@code "reference"}; default auto. */
  public String engine() {
    return value(Option.ENGINE, Engines.AUTO);
  }

  /** These options with an engine of the caller's choice, which never falls back to another. */
  public Regression engine(String name) {
    return with(Option.ENGINE, name);
  }

  /**
   * How parameters move; default auto: newton for squared loss with up to {@link #MOST_SOLVED}
   * features, unless an option of gd is given, else gd. With newton a fit has digits that are
   * surely right, and standard errors.
   */
  public Optimizer optimizer() {
    return value(Option.OPTIMIZER, Optimizer.AUTO);
  }

  public Regression optimizer(Optimizer how) {
    return with(Option.OPTIMIZER, how);
  }

  /** What standard errors take residuals for; default classic. Others have newton fit. */
  public Errors errors() {
    return value(Option.ERRORS, Errors.CLASSIC);
  }

  public Regression errors(Errors kind) {
    return with(Option.ERRORS, kind);
  }

  /** Layout of the epochs over task graphs; default auto. */
  public Mode mode() {
    return value(Option.MODE, Mode.AUTO);
  }

  public Regression mode(Mode layout) {
    return with(Option.MODE, layout);
  }

  /** A device's id, or {@code "auto"}; default auto. */
  public String device() {
    return value(Option.DEVICE, Engines.AUTO);
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
    return value(Option.DEVICE_MEMORY, OptionalLong.empty());
  }

  /** These options with at most so many bytes of a TornadoVM device's memory, above 0. */
  public Regression deviceMemory(long bytes) {
    require(bytes > 0, Option.DEVICE_MEMORY, "a number of bytes above 0", bytes);
    return with(Option.DEVICE_MEMORY, OptionalLong.of(bytes));
  }

  /** Which code a TornadoVM device runs; default auto. */
  public Kernels kernels() {
    return value(Option.KERNELS, Kernels.AUTO);
  }

  /** These options with kernels of the caller's choice, which never give way to others. */
  public Regression kernels(Kernels which) {
    return with(Option.KERNELS, which);
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
    return new Fitting(this).one(data, progress);
  }

  /**
   * Fits many datasets, each by itself: those of the same number of features side by side where the
   * engine can, which for small ones is far faster than one after the other. The results are those
   * of {@link #fit(Dataset)} up to rounding.
   *
   * @return one fit a dataset, in their order
   * @throws regress.data.DataException if one of the datasets cannot be fitted with these options
   *     (the first of them; {@link #attemptAll} leaves the others their fits)
   * @throws regress.engine.EngineException as {@link #fit(Dataset)}
   */
  public List<Fit> fitAll(List<Dataset> datasets) {
    return attemptAll(datasets, data -> data).stream().map(Attempt::orElseThrow).toList();
  }

  /**
   * Fits many tables as {@link #fitAll} does. One that cannot be fitted has its error in its place:
   * what {@code columns} throws, if it has too few rows, a value that is no finite number, or one
   * out of range; what these options make of it, if it has a constant feature, for example; or that
   * its fit diverged. The others have the fits that they would have without it, to the bit.
   *
   * <pre>{@code
   * Groups cities = TableReader.readGroups(file, CsvFormat.detected(), "city");
   * List<Attempt> fits =
   *     Regression.squared()
   *         .attemptAll(cities.tables().values(), table -> table.dataset("price", "area"));
   * }</pre>
   *
   * @param columns what is fitted of a table
   * @return what came of each table, in their order
   * @throws regress.data.DataException if the start is of another number of features
   * @throws regress.engine.EngineException as {@link #fit(Dataset)}
   */
  public <T> List<Attempt> attemptAll(Collection<T> tables, Function<T, Dataset> columns) {
    return new Attempts(this).of(tables, columns);
  }

  /**
   * Which engine, mode and device a fit will have, and why.
   *
   * @param samples n, rows
   * @param features p, feature columns
   * @throws regress.engine.EngineException as {@link #fit(Dataset)}
   */
  public Chosen choice(long samples, int features) {
    Choice choice = new Fitting(this).choice(1, samples, features);
    String optimizer =
        isSolved(features)
            ? "optimizer newton, as squared loss has a closed form"
            : "optimizer gd, as " + whyDescent(features);
    String why =
        optimizer() == Optimizer.AUTO && !engine().equals(Engines.REFERENCE)
            ? choice.whyBeside(List.of(optimizer))
            : choice.why();
    return new Chosen(
        choice.engine().name(), choice.mode(), choice.device(), why, choice.fallback());
  }
}
