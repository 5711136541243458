package regress.tornado;

import java.util.List;
import regress.engine.Attestation;
import regress.engine.Engines;

/** Adds up what a fit's executions cost. */
final class Meter {
  private final long begin = System.nanoTime();
  private long compileNanos;
  private long transferNanos;
  private long bytesToDevice;
  private long bytesToHost;

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

  /** What ran by a plan up to now, over so many blocks of rows. */
  Attestation attestation(PlanKey key, List<String> kernels, int epochs, int rowBlocks) {
    return new Attestation(
        Engines.TORNADO,
        key.mode(),
        key.precision(),
        key.device(),
        kernels,
        epochs,
        bytesToDevice,
        bytesToHost,
        compileNanos,
        transferNanos,
        runNanos(),
        rowBlocks);
  }
}
