package regress;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import regress.data.DataException;
import regress.data.Dataset;
import regress.data.HostMemory;
import regress.engine.Attestation;
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
import regress.internal.kernel.StopRule;
import regress.internal.optimizer.GradientDescent;
import regress.internal.optimizer.LeastSquares;
import regress.internal.optimizer.Newton;

/** A fit's life: a choice, problems in columns that an optimizer likes, and what came of them. */
record Fitting(Regression options) {
  /** What the log has been told: once a process is enough, however many fits there are. */
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private static final double[] NO_LOSSES = {};

  /**
   * A dataset, and as an engine is to see it.
   *
   * @param place among all that the caller has
   */
  record Posed(int place, Dataset data, Problem problem) {}

  Fit one(Dataset data, Progress progress) {
    long begin = System.nanoTime();
    return all(begin, List.of(pose(0, data)), progress).getFirst();
  }

  /**
   * At least one dataset, all of one number of features, in one session, for a caller who waits
   * since then.
   */
  List<Fit> all(long begin, List<Posed> posed, Progress progress) {
    Dataset first = posed.getFirst().data();
    Choice choice = choice(posed.size(), first.samples(), first.featureCount()).watchedBy(progress);
    tell(choice);
    List<Fit> fits =
        guarded(
            posed.stream().map(Posed::data),
            () -> isSolved(first) ? solved(choice, posed) : descended(choice, posed, progress));
    return within(System.nanoTime() - begin, fits);
  }

  /** Plainly: nobody has counted yet what the caller still waits here. */
  private static List<Fit> within(long waited, List<Fit> fits) {
    List<Fit> all = new ArrayList<>(fits.size());
    Attestation session = null;
    Attestation whole = null;
    for (Fit fit : fits) {
      whole = fit.attestation() == session ? whole : fit.attestation().within(waited);
      session = fit.attestation();
      all.add(fit.with(whole));
    }
    return all;
  }

  private List<Fit> solved(Choice choice, List<Posed> posed) {
    Newton.Solved solved =
        Newton.fit(choice, each(posed, i -> posed.get(i).problem()), options.errors());
    Map<List<String>, Attestation> ran = new HashMap<>();
    return each(
        posed,
        i -> {
          LeastSquares answer = solved.answers().get(i);
          Attestation own = ran.computeIfAbsent(answer.ran(), solved.attestation()::and);
          var end = new Descended(answer.parameters(), 0, StopRule.CONVERGED, NO_LOSSES, own);
          return fit(posed.get(i).data(), end.parameters(), end, Metrics.of(answer), answer);
        });
  }

  private List<Fit> descended(Choice choice, List<Posed> posed, Progress progress) {
    List<Problem> problems = posed.stream().map(Posed::problem).toList();
    List<Descent> descents = each(posed, i -> descent(posed.get(i).data(), problems.get(i)));
    List<Descended> ends = GradientDescent.fit(choice, problems, descents, progress);
    return each(posed, i -> settled(posed.get(i), ends.get(i)));
  }

  /** Looks how far a descent is that was to converge; one that was not has its epochs' end. */
  private Fit settled(Posed posed, Descended end) {
    double[] parameters = posed.problem().map().toOriginal(end.parameters());
    Metrics metrics = metrics(posed.data(), parameters);
    Fit fit = fit(posed.data(), parameters, end, metrics, null);
    return mayConverge() ? fit.settled(posed.data()) : fit;
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
      Dataset data, double[] parameters, Descended end, Metrics metrics, LeastSquares answer) {
    boolean isFinite = Double.isFinite(metrics.loss());
    for (double parameter : parameters) {
      isFinite &= Double.isFinite(parameter);
    }
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
        answer == null ? Optional.empty() : Optional.of(new Accuracy(data, answer)),
        answer == null || !answer.hasErrors()
            ? Optional.empty()
            : Optional.of(new Inference(data.featureNames(), answer)),
        data.missing(),
        Optional.empty());
  }

  private static double[] slopes(double[] parameters) {
    return Arrays.copyOfRange(parameters, 1, parameters.length);
  }

  private boolean isSolved(Dataset data) {
    return options.isSolved(data.featureCount());
  }

  Posed pose(int place, Dataset data) {
    boolean isAsItIs = isSolved(data) || !options.standardize();
    return new Posed(
        place,
        data,
        isAsItIs
            ? new Problem(data, AffineMap.none(data.columns()), options.intercept())
            : guarded(Stream.of(data), () -> problem(data)));
  }

  private Problem problem(Dataset data) {
    if (!options.intercept()) {
      return new Problem(data, AffineMap.scaling(data.spread()), false);
    }
    AffineMap map = AffineMap.standardizing(data);
    for (int j = 0; j < data.featureCount(); j++) {
      if (!(map.scales()[j] > Math.ulp(Math.abs(map.centres()[j])))) {
        throw DataException.content(
            "Feature '%s' has the same value in every row, so its effect cannot be separated from the intercept. Drop it."
                .formatted(data.featureNames().get(j)));
      }
    }
    return new Problem(data, map);
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
  private static <T> T guarded(Stream<Dataset> datasets, Supplier<T> work) {
    try {
      return work.get();
    } catch (OutOfMemoryError | EngineException e) { // In whichever thread.
      if (!HostMemory.isToBlameFor(e)) {
        throw e;
      }
      List<Dataset> all = datasets.toList();
      long rows = all.stream().mapToLong(Dataset::samples).sum();
      int features = all.stream().mapToInt(Dataset::featureCount).max().orElse(0);
      String subject =
          String.format(Locale.ROOT, "A fit of %,d rows and %s features", rows, features);
      double bytes = HostMemory.ofFit(rows * (features + 1.0));
      throw EngineException.failed(HostMemory.tooLittle(subject, bytes), e);
    }
  }
}
