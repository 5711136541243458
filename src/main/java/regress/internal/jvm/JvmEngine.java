package regress.internal.jvm;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import regress.engine.Attestation;
import regress.engine.Device;
import regress.engine.Engines;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.crew.HostCrew;
import regress.internal.engine.AffineMap;
import regress.internal.engine.ColumnMoments;
import regress.internal.engine.Descent;
import regress.internal.engine.End;
import regress.internal.engine.Engine;
import regress.internal.engine.Losses;
import regress.internal.engine.Placement;
import regress.internal.engine.Problem;
import regress.internal.engine.Session;
import regress.internal.engine.Sums;
import regress.internal.kernel.HostShape;
import regress.internal.kernel.Shape;
import regress.internal.kernel.StopRule;

/** The kernels as plain Java, over all processors: the engine that is always there. */
public final class JvmEngine implements Engine {
  @Override
  public String name() {
    return "jvm";
  }

  @Override
  public List<Device> devices() {
    Runtime runtime = Runtime.getRuntime();
    return List.of(
        new Device(
            "host",
            "JVM",
            System.getProperty("java.vm.name") + " " + Runtime.version().feature(),
            "CPU",
            runtime.availableProcessors(),
            runtime.maxMemory()));
  }

  @Override
  public List<Mode> modes() {
    return List.of(Mode.FUSED, Mode.STEPWISE, Mode.GRAM);
  }

  @Override
  public Session open(List<Problem> problems, Placement where) {
    return new JvmSession(problems, where);
  }

  /**
   * Passes by plain Java, parts of the rows over all processors where that is worthwhile. Problems
   * that are too small to share are taken several at a time, each by a thread of its own.
   */
  private static final class JvmSession implements Session {
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
              .filter(i -> !HostCrew.isWorthwhile(problems.get(i).rows().values()))
              .toArray();
      int threads = Runtime.getRuntime().availableProcessors();
      HostCrew.forEach(small.length, threads, k -> work.accept(small[k]));
      IntStream.range(0, hosts.length)
          .filter(i -> HostCrew.isWorthwhile(problems.get(i).rows().values()))
          .forEach(work);
    }

    private int threads(int problem) {
      int blocks = shape(problem)[Shape.BLOCKS];
      return HostCrew.threads(blocks, problems.get(problem).rows().values());
    }

    private int[] shape(int problem) {
      return HostShape.of(problems.get(problem).samples(), problems.get(problem).featureCount());
    }

    private HostDescent host(int problem, Loss loss) {
      boolean isWide = where.precision() == Precision.FLOAT64;
      Object code = isWide ? Losses.float64(loss) : Losses.float32(loss);
      if (hosts[problem] == null || !hosts[problem].loss().equals(code)) {
        Problem of = problems.get(problem);
        int[] shape = shape(problem);
        int threads = threads(problem);
        hosts[problem] =
            isWide
                ? HostDescent64.of(of, Losses.float64(loss), shape, threads)
                : HostDescent32.of(of, Losses.float32(loss), shape, threads);
      }
      return hosts[problem];
    }

    @Override
    public List<Sums> sums(Loss loss, List<double[]> parameters) {
      kernels = List.of("hostLoss");
      Sums[] sums = new Sums[hosts.length];
      forEach(
          i -> {
            HostDescent host = host(i, loss);
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
      forEach(
          i -> {
            Problem problem = problems.get(i);
            AffineMap frame = AffineMap.framing(problem.rows().spread());
            moments[i] = ColumnMoments.of(problem.in(frame), where.precision());
          });
      return Arrays.asList(moments);
    }

    @Override
    public List<Optional<End>> descend(Mode mode, List<Descent> descents, Progress progress) {
      kernels = List.of("hostLoss", "step");
      End[] ends = new End[hosts.length];
      forEach(
          i -> {
            ends[i] = end(i, mode == Mode.STEPWISE, descents.get(i), progress);
            if (hosts.length > 1) {
              hosts[i] = null; // Many copies at once are a lot of memory.
            }
          });
      return Arrays.stream(ends).map(Optional::of).toList();
    }

    /**
     * Stepwise computes every loss and shows it. Fused, nobody sees the losses between the first
     * and the last, and without a tolerance nothing depends on those of squared loss: on a
     * quadratic they cannot be infinite where those two are not. Where the gradient is, one of them
     * may have been so before: another run with all of them finds the epoch.
     */
    private End end(int problem, boolean stepwise, Descent descent, Progress progress) {
      DoubleStream.Builder history = DoubleStream.builder();
      HostDescent host = host(problem, descent.loss());
      IntConsumer shown =
          epoch -> {
            double loss = host.state()[StopRule.LOSS];
            history.add(loss);
            progress.epoch(epoch, loss);
          };
      IntConsumer each = stepwise ? shown : epoch -> {};
      boolean everyLoss = stepwise || descent.tolerance() > 0 || !descent.loss().isSquared();
      host.begin(descent);
      HostTeam.descend(host, threads(problem), descent.epochs(), everyLoss, each, HostTeam.DAEMONS);
      if (!everyLoss && host.state()[StopRule.STATUS] == StopRule.DIVERGED) {
        host.begin(descent);
        HostTeam.descend(host, threads(problem), descent.epochs(), true, each, HostTeam.DAEMONS);
      }
      return new End(host.parameters(), host.state().clone(), history.build().toArray());
    }

    @Override
    public Attestation attestation(Mode mode, int epochs) {
      long nanos = System.nanoTime() - begin;
      return new Attestation(
          Engines.JVM, mode, where.precision(), where.device(), kernels, epochs, nanos);
    }
  }
}
