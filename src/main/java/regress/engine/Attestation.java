package regress.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What really ran.
 *
 * @param engine name of the engine
 * @param mode how the epochs were laid out
 * @param precision type of data and coefficients on the device
 * @param device where it ran
 * @param kernels which kernels a TornadoVM device ran
 * @param tasks names of the kernels, in the order of a graph's tasks
 * @param epochs epochs that were executed
 * @param bytesToDevice bytes copied from host to device, as the runtime counts them: TornadoVM
 *     counts an array of vectors three times, once for each of its parts that travel
 * @param bytesToHost bytes copied from device to host
 * @param compileNanos time to make graphs and compile their kernels, the driver's part too: what
 *     first executions took but for copies and running kernels; 0 when this process had them
 * @param transferNanos time of the steps that only copy data; the few numbers that travel with an
 *     epoch's own execution count as run
 * @param runNanos wall-clock time of the engine's session without {@code compileNanos} and {@code
 *     transferNanos}
 * @param otherNanos what the caller waited beyond these: for the choice, the scaling, the metrics
 * @param rowBlocks blocks of rows that took turns on a device too small for all; else 1
 */
public record Attestation(
    String engine,
    Mode mode,
    Precision precision,
    Device device,
    Optional<Kernels> kernels,
    List<String> tasks,
    int epochs,
    long bytesToDevice,
    long bytesToHost,
    long compileNanos,
    long transferNanos,
    long runNanos,
    long otherNanos,
    int rowBlocks) {
  public Attestation {
    tasks = List.copyOf(tasks);
  }

  /** How parameters moved; auto where the engine has a way of its own. */
  public Optimizer optimizer() {
    if (engine.equals(Engines.REFERENCE)) {
      return Optimizer.AUTO;
    }
    return mode == Mode.DIRECT ? Optimizer.NEWTON : Optimizer.GD;
  }

  /** The same of a call that took so long. */
  public Attestation within(long waitedNanos) {
    return with(tasks, Math.max(0, waitedNanos - compileNanos - transferNanos - runNanos));
  }

  /** The same with what ran on the host after the session's own. */
  public Attestation and(List<String> more) {
    return with(Stream.concat(tasks.stream(), more.stream()).toList(), otherNanos);
  }

  private Attestation with(List<String> all, long other) {
    return new Attestation(
        engine,
        mode,
        precision,
        device,
        kernels,
        all,
        epochs,
        bytesToDevice,
        bytesToHost,
        compileNanos,
        transferNanos,
        runNanos,
        other,
        rowBlocks);
  }

  /** Of a fit on the host, in whose memory are all rows. */
  public Attestation(
      String engine,
      Mode mode,
      Precision precision,
      Device device,
      List<String> tasks,
      int epochs,
      long nanos) {
    this(engine, mode, precision, device, Optional.empty(), tasks, epochs, 0, 0, 0, 0, nanos, 0, 1);
  }
}
