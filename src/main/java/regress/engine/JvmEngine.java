package regress.engine;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import regress.kernel.StopRule;

/**
 * The kernels as plain Java, over all processors: the engine that is always there.
 *
 * <p>Stepwise hands out the blocks of every epoch anew and shows the host each loss. Gram hands out
 * the blocks once, and runs the epochs on one thread. Fused keeps its threads through the whole
 * descent; they meet at a barrier twice an epoch. A problem too small to share runs on the calling
 * thread.
 */
public final class JvmEngine implements Engine {
  private static final List<String> KERNELS = List.of("blockLoss", "blockGradient", "step");

  private static final List<String> GRAM_KERNELS = List.of("blockMoments", "train");

  /** Values read an epoch below which a second thread costs more than it brings. */
  private static final long WORTH_SHARING = 1 << 16;

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
    Mode mode = Selection.mode(this, execution.mode());
    Device device = Selection.device(this, execution.device());
    long begin = System.nanoTime();
    if (mode == Mode.GRAM) {
      HostGram gram = HostGram.run(problem, descent, execution.precision());
      if (!Cancellation.spoils(descent, gram.state(), gram.spread(), execution.precision())) {
        return gram(gram, execution.precision(), device, System.nanoTime() - begin);
      }
      mode = Mode.FUSED;
    }
    HostDescent host =
        execution.precision() == Precision.FLOAT64
            ? HostDescent64.of(problem, descent)
            : HostDescent32.of(problem, descent);
    int threads = threads(problem, host.blocks());
    LossHistory history = new LossHistory();
    if (mode == Mode.STEPWISE) {
      stepwise(host, descent, threads > 1, history, progress);
    } else if (threads > 1) {
      shared(host, descent, threads);
    } else {
      host.train();
    }
    int epochs = (int) host.state()[StopRule.EPOCH];
    Attestation attestation =
        new Attestation(
            name(),
            mode,
            execution.precision(),
            device,
            mode == Mode.FUSED && threads == 1 ? List.of("train") : KERNELS,
            epochs,
            0,
            0,
            0,
            0,
            System.nanoTime() - begin);
    return new Descended(
        host.parameters(),
        epochs,
        (int) host.state()[StopRule.STATUS],
        history.toArray(),
        attestation);
  }

  private Descended gram(HostGram gram, Precision precision, Device device, long nanos) {
    int epochs = (int) gram.state()[StopRule.EPOCH];
    Attestation attestation =
        new Attestation(
            name(), Mode.GRAM, precision, device, GRAM_KERNELS, epochs, 0, 0, 0, 0, nanos);
    return new Descended(
        gram.parameters(), epochs, (int) gram.state()[StopRule.STATUS], new double[0], attestation);
  }

  private static int threads(Problem problem, int blocks) {
    long values = (long) problem.samples() * (problem.featureCount() + 1);
    long worthwhile = Math.min(values / WORTH_SHARING + 1, blocks);
    return (int) Math.min(worthwhile, Runtime.getRuntime().availableProcessors());
  }

  private static void stepwise(
      HostDescent host, Descent descent, boolean shared, LossHistory history, Progress progress) {
    for (int epoch = 1; epoch <= descent.epochs() && isRunning(host); epoch++) {
      IntStream blocks = IntStream.range(0, host.blocks());
      (shared ? blocks.parallel() : blocks).forEach(host::block);
      host.step();
      double loss = host.state()[StopRule.LOSS];
      history.add(loss);
      progress.epoch(epoch, loss);
    }
  }

  private static boolean isRunning(HostDescent host) {
    return host.state()[StopRule.STATUS] == StopRule.RUNNING;
  }

  /** Each thread takes every threads-th block; the barrier's own action is the step. */
  private static void shared(HostDescent host, Descent descent, int threads) {
    CyclicBarrier barrier = new CyclicBarrier(threads, host::step);
    IntStream.range(1, threads)
        .mapToObj(
            rank ->
                Thread.ofPlatform()
                    .daemon()
                    .start(() -> epochs(host, descent, barrier, rank, threads)))
        .toList();
    epochs(host, descent, barrier, 0, threads);
  }

  private static void epochs(
      HostDescent host, Descent descent, CyclicBarrier barrier, int rank, int threads) {
    try {
      for (int epoch = 0; epoch < descent.epochs() && isRunning(host); epoch++) {
        for (int block = rank; block < host.blocks(); block += threads) {
          host.block(block);
        }
        barrier.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw EngineException.failed("The fit was interrupted. Run it again.", e);
    } catch (BrokenBarrierException e) {
      throw EngineException.failed("Another thread of the fit stopped. Run it again.", e);
    }
  }
}
