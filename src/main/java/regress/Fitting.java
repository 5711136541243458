package regress;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import regress.data.DataException;
import regress.data.Dataset;
import regress.data.HostMemory;
import regress.engine.EngineException;
import regress.engine.Engines;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.engine.AffineMap;
import regress.internal.engine.Choice;
import regress.internal.engine.Descended;
import regress.internal.engine.Descent;
import regress.internal.engine.Execution;
import regress.internal.engine.Problem;
import regress.internal.engine.Work;
import regress.internal.optimizer.GradientDescent;
import regress.internal.optimizer.LeastSquares;
import regress.internal.optimizer.Newton;

/** A fit's life: a choice, problems in columns that an optimizer likes, and what came of them. */
record Fitting(Regression options) {
  /** What the log has been told: once a process is enough, however many fits there are. */
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  /** A dataset, and as an engine is to see it. */
  record Posed(Dataset data, Problem problem) {}

  Fit one(Dataset data, Progress progress) {
    long begin = System.nanoTime();
    return all(begin, List.of(pose(data)), progress).getFirst();
  }

  /**
   * At least one dataset, all of one number of features, in one session, for a caller who waits
   * since then.
   */
  List<Fit> all(long begin, List<Posed> posed, Progress progress) {
    List<Dataset> datasets = posed.stream().map(Posed::data).toList();
    Dataset first = datasets.getFirst();
    Choice choice =
        choice(datasets.size(), first.samples(), first.featureCount()).watchedBy(progress);
    tell(choice);
    List<Problem> problems = posed.stream().map(Posed::problem).toList();
    return guarded(datasets, () -> all(begin, choice, datasets, problems, progress));
  }

  private List<Fit> all(
      long begin,
      Choice choice,
      List<Dataset> datasets,
      List<Problem> problems,
      Progress progress) {
    List<Descended> ends;
    List<Optional<LeastSquares>> answers;
    if (isSolved(datasets.getFirst())) {
      List<LeastSquares> solved = Newton.fit(choice, problems, options.errors());
      ends = solved.stream().map(LeastSquares::descended).toList();
      answers = solved.stream().map(Optional::of).toList();
    } else {
      List<Descent> descents = each(problems, i -> descent(datasets.get(i), problems.get(i)));
      ends = GradientDescent.fit(choice, problems, descents, progress);
      answers = Collections.nCopies(ends.size(), Optional.empty());
    }
    List<double[]> parameters =
        each(ends, i -> problems.get(i).map().toOriginal(ends.get(i).parameters()));
    List<Metrics> metrics =
        each(
            ends,
            i ->
                answers
                    .get(i)
                    .map(Metrics::of)
                    .orElseGet(() -> metrics(datasets.get(i), parameters.get(i))));
    List<Fit> fits =
        each(
            ends,
            i ->
                settled(
                    datasets.get(i),
                    fit(
                        datasets.get(i),
                        parameters.get(i),
                        ends.get(i),
                        metrics.get(i),
                        answers.get(i))));
    long waited = System.nanoTime() - begin;
    return each(fits, i -> fits.get(i).within(waited));
  }

  /** Looks how far a descent is that was to converge; one that was not has its epochs' end. */
  private Fit settled(Dataset data, Fit fit) {
    return mayConverge() ? fit.settled(data) : fit;
  }

  private boolean mayConverge() {
    return options.tolerance().orElse(1) > 0;
  }

  private static <T> List<T> each(List<?> list, IntFunction<T> made) {
    return IntStream.range(0, list.size()).mapToObj(made).toList();
  }

  private Metrics metrics(Dataset data, double[] parameters) {
    double[] predicted =
        new LinearPredictor(parameters[0], slopes(parameters), data.terms())
            .values(data.samples(), data.features());
    return Metrics.of(options.loss(), options.intercept(), predicted, data.target());
  }

  private Fit fit(
      Dataset data,
      double[] parameters,
      Descended end,
      Metrics metrics,
      Optional<LeastSquares> answer) {
    boolean isFinite =
        Double.isFinite(metrics.loss()) && DoubleStream.of(parameters).allMatch(Double::isFinite);
    return new Fit(
        options.loss(),
        data.targetName(),
        data.terms(),
        data.samples(),
        options.intercept(),
        parameters[0],
        slopes(parameters),
        isFinite ? Outcome.of(end.status(), mayConverge()) : Outcome.DIVERGED,
        end.epochs(),
        end.lossHistory(),
        metrics,
        end.attestation(),
        answer.map(own -> new Accuracy(data, own)),
        answer.filter(LeastSquares::hasErrors).map(own -> new Inference(data.featureNames(), own)),
        data.missing(),
        Optional.empty());
  }

  private static double[] slopes(double[] parameters) {
    return Arrays.copyOfRange(parameters, 1, parameters.length);
  }

  private boolean isSolved(Dataset data) {
    return options.isSolved(data.featureCount());
  }

  Posed pose(Dataset data) {
    return guarded(List.of(data), () -> posed(data));
  }

  private Posed posed(Dataset data) {
    if (isSolved(data) || !options.standardize()) {
      var none = AffineMap.none(data.columns());
      return new Posed(data, new Problem(data, none, options.intercept()));
    }
    if (!options.intercept()) {
      return new Posed(data, new Problem(data, AffineMap.scaling(data.spread()), false));
    }
    AffineMap map = AffineMap.standardizing(data);
    for (int j = 0; j < data.featureCount(); j++) {
      if (!(map.scales()[j] > Math.ulp(Math.abs(map.centres()[j])))) {
        throw DataException.content(
            "Feature '%s' has the same value in every row, so its effect cannot be separated from the intercept. Drop it."
                .formatted(data.featureNames().get(j)));
      }
    }
    return new Posed(data, new Problem(data, map));
  }

  private Descent descent(Dataset data, Problem problem) {
    boolean isWide = options.precision() == Precision.FLOAT64;
    return new Descent(
        options.loss(),
        problem.map().toMapped(start(data.featureCount() + 1)),
        options.learningRate().orElse(0),
        options.epochs(),
        options.tolerance().orElse(isWide ? 1e-8 : 1e-5),
        options.patience());
  }

  private double[] start(int parameters) {
    List<Double> start = options.start();
    if (start.isEmpty()) {
      return new double[parameters];
    }
    if (start.size() != parameters) {
      throw DataException.choice(
          "The start has %s values and the model %s parameters. Give the intercept and one coefficient a feature."
              .formatted(start.size(), parameters));
    }
    return start.stream().mapToDouble(Double::doubleValue).toArray();
  }

  Choice choice(int fits, long samples, int features) {
    long memory = options.deviceMemory().orElse(Long.MAX_VALUE);
    var wanted =
        new Execution(
            options.mode(), options.precision(), options.device(), memory, options.kernels());
    int epochs = options.isSolved(features) ? 0 : options.epochs();
    var work = new Work(fits, samples, features, epochs, options.loss());
    return Choice.of(options.engine(), wanted, work);
  }

  /** Where auto disappoints, the log says so. */
  private void tell(Choice choice) {
    if (options.engine().equals(Engines.AUTO)) {
      String instead =
          " The jvm engine fits instead; choose it by name to fit without this message.";
      choice.fallback().ifPresent(reason -> tell(reason + instead));
      var where = new Option.Where(choice.engine().name(), options.optimizer(), options.mode());
      options
          .idle(where)
          .forEach(idle -> tell(idle + " " + idle.idleness(where).orElseThrow() + "."));
    }
  }

  private static void tell(String message) {
    if (TOLD.add(message)) {
      System.getLogger("regress").log(Level.INFO, message);
    }
  }

  /** What work returns; where Java has too little memory for it, a message that says how much. */
  private static <T> T guarded(List<Dataset> datasets, Supplier<T> work) {
    try {
      return work.get();
    } catch (OutOfMemoryError | EngineException e) { // In whichever thread.
      if (!HostMemory.isToBlameFor(e)) {
        throw e;
      }
      long rows = datasets.stream().mapToLong(Dataset::samples).sum();
      int features = datasets.stream().mapToInt(Dataset::featureCount).max().orElse(0);
      String subject =
          String.format(Locale.ROOT, "A fit of %,d rows and %s features", rows, features);
      double bytes = HostMemory.ofFit(rows * (features + 1.0));
      throw EngineException.failed(HostMemory.tooLittle(subject, bytes), e);
    }
  }
}
