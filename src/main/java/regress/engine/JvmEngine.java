package regress.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import regress.kernel.HostShape;
import regress.kernel.Shape;
import regress.kernel.StopRule;

/**
 * The kernels as plain Java, over all processors: the engine that is always there.
 *
 * <p>Stepwise and fused keep their {@link HostTeam} through the whole descent. Stepwise computes
 * every loss and shows it to the host; fused, only those that its end depends on. Gram hands out
 * the blocks once, and runs the epochs on one thread. A problem too small to share runs on the
 * calling thread.
 */
public final class JvmEngine implements Engine {
  private static final List<String> KERNELS = List.of("hostLoss", "step");

  private static final List<String> GRAM_KERNELS = List.of("hostMoments", "gramDescent");

  @Override
  public String name() {
    return "jvm";
  }

  @Override
  public Optional<String> absence() {
    return Optional.empty();
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
  public Descended fit(Problem problem, Descent descent, Execution execution, Progress progress) {
    Choice choice = Choice.of(this, execution, Work.of(problem, descent));
    Mode mode = choice.mode();
    Device device = choice.device();
    long begin = System.nanoTime();
    if (mode == Mode.GRAM) {
      FramedMoments moments = ProblemMoments.of(problem, execution.precision());
      HostEpochs end = HostEpochs.run(moments, descent, execution.precision());
      return end.descended(
          attestation(
              mode, execution, device, GRAM_KERNELS, end.epochs(), System.nanoTime() - begin));
    }
    int[] shape = HostShape.of(problem.samples(), problem.featureCount());
    int threads = Sharing.threads(shape[Shape.BLOCKS], problem);
    HostDescent host =
        execution.precision() == Precision.FLOAT64
            ? HostDescent64.of(problem, descent, shape, threads)
            : HostDescent32.of(problem, descent, shape, threads);
    LossHistory history = new LossHistory();
    if (mode == Mode.STEPWISE) {
      stepwise(host, descent, threads, history, progress);
    } else {
      fused(host, descent, threads);
    }
    int epochs = (int) host.state()[StopRule.EPOCH];
    return new Descended(
        host.parameters(),
        epochs,
        (int) host.state()[StopRule.STATUS],
        history.toArray(),
        attestation(mode, execution, device, KERNELS, epochs, System.nanoTime() - begin));
  }

  /**
   * Fits that are too small to share run several at a time, each on a thread of its own; the others
   * one after the other, each on all threads.
   */
  @Override
  public List<Descended> fitAll(
      List<Problem> problems, List<Descent> descents, Execution execution) {
    Descended[] ends = new Descended[problems.size()];
    int[] small =
        IntStream.range(0, ends.length)
            .filter(i -> !Sharing.isWorthwhile(problems.get(i)))
            .toArray();
    HostCrew.forEach(
        small.length,
        Runtime.getRuntime().availableProcessors(),
        k -> {
          int i = small[k];
          ends[i] = fit(problems.get(i), descents.get(i), execution, Progress.NONE);
        });
    for (int i = 0; i < ends.length; i++) {
      if (ends[i] == null) {
        ends[i] = fit(problems.get(i), descents.get(i), execution, Progress.NONE);
      }
    }
    return List.of(ends);
  }

  private Attestation attestation(
      Mode mode, Execution execution, Device device, List<String> kernels, int epochs, long nanos) {
    return new Attestation(
        name(), mode, execution.precision(), device, kernels, epochs, 0, 0, 0, 0, nanos);
  }

  private static void stepwise(
      HostDescent host, Descent descent, int threads, LossHistory history, Progress progress) {
    HostTeam.descend(
        host,
        threads,
        descent.epochs(),
        true,
        epoch -> {
          double loss = host.state()[StopRule.LOSS];
          history.add(loss);
          progress.epoch(epoch, loss);
        });
  }

  /**
   * Nobody sees the losses between the first and the last, and without a tolerance nothing depends
   * on those of squared loss: on a quadratic they cannot be infinite where those two are not. Where
   * the gradient is, one of them may have been so before: another run with all of them finds the
   * epoch.
   */
  private static void fused(HostDescent host, Descent descent, int threads) {
    boolean everyLoss = descent.tolerance() > 0 || !descent.loss().isSquared();
    HostTeam.descend(host, threads, descent.epochs(), everyLoss, epoch -> {});
    if (!everyLoss && host.state()[StopRule.STATUS] == StopRule.DIVERGED) {
      host.begin();
      HostTeam.descend(host, threads, descent.epochs(), true, epoch -> {});
    }
  }
}
