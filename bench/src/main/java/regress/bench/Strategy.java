package regress.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import regress.data.Dataset;
import regress.engine.Device;
import regress.engine.Engines;
import regress.engine.Kernels;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Progress;
import regress.internal.engine.AffineMap;
import regress.internal.engine.Choice;
import regress.internal.engine.Descended;
import regress.internal.engine.Descent;
import regress.internal.engine.Engine;
import regress.internal.engine.Execution;
import regress.internal.engine.Installed;
import regress.internal.engine.Problem;
import regress.internal.engine.Work;
import regress.internal.optimizer.GradientDescent;

/**
 * An engine and a mode that descends, written {@code "tornado fused"}, by a device's own kernels or
 * by those that are named, {@code "tornado stepwise plain"}.
 */
record Strategy(Engine engine, Mode mode, Kernels kernels) {

  /** All that are present here. Least squares in closed form is no descent. */
  static List<Strategy> all() {
    List<Strategy> all = new ArrayList<>();
    for (Engine engine : Installed.all()) {
      if (engine.absence().isEmpty()) {
        engine.modes().stream()
            .filter(mode -> mode != Mode.DIRECT)
            .forEach(mode -> all.add(new Strategy(engine, mode, Kernels.AUTO)));
      }
      if (engine.name().equals(Engines.TORNADO) && engine.absence().isEmpty()) {
        all.add(new Strategy(engine, Mode.STEPWISE, Kernels.PLAIN));
      }
    }
    return all;
  }

  static Strategy named(String name) {
    return all().stream()
        .filter(strategy -> strategy.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No strategy " + name + " of " + all()));
  }

  /** Runs all epochs: with a tolerance of 0 a descent never stops early. */
  Descended fit(Case of, Dataset problem) {
    return fitAll(of, List.of(problem)).getFirst();
  }

  /** As {@link #fit}, all fits of a case in one call. */
  List<Descended> fitAll(Case of, List<Dataset> problems) {
    List<Descent> descents = Collections.nCopies(problems.size(), descent(of));
    var execution = new Execution(mode, of.type(), "auto", Long.MAX_VALUE, kernels);
    var work = new Work(problems.size(), of.n(), of.p(), of.epochs(), Loss.SQUARED);
    List<Descended> ends =
        GradientDescent.fit(
            Choice.of(engine, execution, work),
            problems.stream().map(Strategy::asItIs).toList(),
            descents,
            Progress.NONE);
    ends.forEach(end -> requireAllEpochs(of, end));
    return ends;
  }

  private static Problem asItIs(Dataset data) {
    return new Problem(data, AffineMap.none(data.columns()));
  }

  private static Descent descent(Case of) {
    return new Descent(Loss.SQUARED, of.start(), of.rate(), of.epochs(), 0, 1);
  }

  private static void requireAllEpochs(Case of, Descended end) {
    if (end.epochs() != of.epochs()) {
      throw new IllegalStateException(end.epochs() + " epochs ran, not " + of.epochs());
    }
  }

  @Override
  public String toString() {
    return engine.name() + " " + mode + (kernels == Kernels.AUTO ? "" : " " + kernels);
  }

  private static String describe(Device device) {
    return device.name() + " (" + device.backend() + ", " + device.computeUnits() + " units)";
  }

  /** Prints the names, one a line; with an argument the devices that they run on by default. */
  public static void main(String[] args) {
    Stream<?> lines =
        args.length == 0
            ? all().stream()
            : all().stream().map(of -> describe(of.engine.devices().getFirst())).distinct();
    lines.forEach(System.out::println);
  }
}
