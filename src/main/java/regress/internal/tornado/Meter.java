package regress.internal.tornado;

import java.util.List;
import java.util.Optional;
import regress.engine.Attestation;
import regress.engine.Engines;
import regress.engine.Kernels;
import regress.engine.Mode;
import regress.internal.engine.Placement;

/** Adds up what the executions of a session cost. */
final class Meter {
  private final long begin = System.nanoTime();
  private Optional<Kernels> kernels = Optional.empty();
  private Optional<Mode> layout = Optional.empty();
  private List<String> tasks = List.of();
  private Runnable onCompiling = () -> {};
  private int windows = 1;
  private long compileNanos;
  private long transferNanos;
  private long bytesToDevice;
  private long bytesToHost;

  /** Whom to tell when kernels are compiled. */
  void tell(Runnable listener) {
    onCompiling = listener;
  }

  void compiling() {
    onCompiling.run();
  }

  void addCompilation(long nanos) {
    compileNanos += nanos;
  }

  void addTransfer(long nanos) {
    transferNanos += nanos;
  }

  void addBytes(long toDevice, long toHost) {
    bytesToDevice += toDevice;
    bytesToHost += toHost;
  }

  long compileNanos() {
    return compileNanos;
  }

  long transferNanos() {
    return transferNanos;
  }

  long bytesToDevice() {
    return bytesToDevice;
  }

  long bytesToHost() {
    return bytesToHost;
  }

  /** Wall-clock time since the meter was made, less compilation and transfers. */
  long runNanos() {
    return Math.max(0, System.nanoTime() - begin - compileNanos - transferNanos);
  }

  /** By which plan's kernels something has run. */
  void ran(PlanKey key, List<String> names) {
    kernels = Optional.of(key.family());
    layout = key.purpose().mode();
    tasks = names;
  }

  /** How many windows of rows took turns on the device in one pass. */
  void took(int windowsOfPass) {
    windows = windowsOfPass;
  }

  /**
   * What has run up to now.
   *
   * @param mode of epochs that no plan laid out
   */
  Attestation attestation(Placement where, Mode mode, int epochs) {
    return new Attestation(
        Engines.TORNADO,
        layout.orElse(mode),
        where.precision(),
        where.device(),
        kernels,
        tasks,
        epochs,
        bytesToDevice,
        bytesToHost,
        compileNanos,
        transferNanos,
        runNanos(),
        0,
        windows);
  }
}
