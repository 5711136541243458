package regress.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import regress.kernel.HostShape;
import regress.kernel.Shape;
import regress.kernel.StopRule;

/**
 * Passes by plain Java, parts of the rows over all processors where that is worthwhile. Problems
 * that are too small to share are taken several at a time, each by a thread of its own.
 */
final class JvmSession implements Session {
  private final List<Problem> problems;
  private final Placement where;
  private final long begin = System.nanoTime();
  private final HostDescent[] hosts;
  private List<String> kernels = List.of();

  JvmSession(List<Problem> problems, Placement where) {
    this.problems = problems;
    this.where = where;
    this.hosts = new HostDescent[problems.size()];
  }

  /** Does work for every problem. */
  private void forEach(IntConsumer work) {
    int[] small =
        IntStream.range(0, hosts.length)
            .filter(i -> !HostCrew.isWorthwhile(problems.get(i).rows()))
            .toArray();
    int threads = Runtime.getRuntime().availableProcessors();
    HostCrew.forEach(small.length, threads, k -> work.accept(small[k]));
    IntStream.range(0, hosts.length)
        .filter(i -> HostCrew.isWorthwhile(problems.get(i).rows()))
        .forEach(work);
  }

  private int threads(int problem) {
    int blocks = shape(problem)[Shape.BLOCKS];
    return HostCrew.threads(blocks, problems.get(problem).rows());
  }

  private int[] shape(int problem) {
    return HostShape.of(problems.get(problem).samples(), problems.get(problem).featureCount());
  }

  private HostDescent host(int problem, Loss.Kind loss) {
    if (hosts[problem] == null || hosts[problem].loss() != loss.of(where.precision())) {
      Problem of = problems.get(problem);
      int[] shape = shape(problem);
      int threads = threads(problem);
      hosts[problem] =
          where.precision() == Precision.FLOAT64
              ? HostDescent64.of(of, loss.float64(), shape, threads)
              : HostDescent32.of(of, loss.float32(), shape, threads);
    }
    return hosts[problem];
  }

  @Override
  public List<Sums> sums(Loss loss, List<double[]> parameters) {
    kernels = List.of("hostLoss");
    Sums[] sums = new Sums[hosts.length];
    forEach(
        i -> {
          HostDescent host = host(i, loss.kind());
          host.begin(new Descent(loss, parameters.get(i), 0, 1, 0, 1));
          HostTeam.pass(host, threads(i));
          sums[i] = host.sums();
        });
    return Arrays.asList(sums);
  }

  @Override
  public List<ColumnMoments> moments() {
    kernels = List.of("hostMoments");
    ColumnMoments[] moments = new ColumnMoments[hosts.length];
    forEach(i -> moments[i] = ColumnMoments.of(problems.get(i).rows(), where.precision()));
    return Arrays.asList(moments);
  }

  /**
   * Stepwise and fused keep their {@link HostTeam} through the whole descent. Stepwise computes
   * every loss and shows it; fused, only those that its end depends on.
   */
  @Override
  public List<Optional<End>> descend(Mode mode, List<Descent> descents, Progress progress) {
    kernels = List.of("hostLoss", "step");
    End[] ends = new End[hosts.length];
    forEach(
        i -> {
          boolean stepwise = mode == Mode.STEPWISE;
          Descent descent = descents.get(i);
          ends[i] = stepwise ? stepwise(i, descent, progress) : fused(i, descent);
          if (hosts.length > 1) {
            hosts[i] = null; // Many copies at once are a lot of memory.
          }
        });
    return Arrays.stream(ends).map(Optional::of).toList();
  }

  private End stepwise(int problem, Descent descent, Progress progress) {
    DoubleStream.Builder history = DoubleStream.builder();
    HostDescent host = host(problem, descent.loss().kind());
    host.begin(descent);
    HostTeam.descend(
        host,
        threads(problem),
        descent.epochs(),
        true,
        epoch -> {
          double loss = host.state()[StopRule.LOSS];
          history.add(loss);
          progress.epoch(epoch, loss);
        });
    return new End(host.parameters(), host.state().clone(), history.build().toArray());
  }

  /**
   * Nobody sees the losses between the first and the last, and without a tolerance nothing depends
   * on those of squared loss: on a quadratic they cannot be infinite where those two are not. Where
   * the gradient is, one of them may have been so before: another run with all of them finds the
   * epoch.
   */
  private End fused(int problem, Descent descent) {
    boolean everyLoss = descent.tolerance() > 0 || !descent.loss().isSquared();
    HostDescent host = host(problem, descent.loss().kind());
    host.begin(descent);
    HostTeam.descend(host, threads(problem), descent.epochs(), everyLoss, epoch -> {});
    if (!everyLoss && host.state()[StopRule.STATUS] == StopRule.DIVERGED) {
      host.begin(descent);
      HostTeam.descend(host, threads(problem), descent.epochs(), true, epoch -> {});
    }
    return new End(host.parameters(), host.state().clone(), new double[0]);
  }

  @Override
  public Attestation attestation(Mode mode, int epochs) {
    long nanos = System.nanoTime() - begin;
    return new Attestation(
        Engines.JVM, mode, where.precision(), where.device(), kernels, epochs, nanos);
  }
}
