package regress.engine;

import java.util.List;
import java.util.Optional;

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
 * @param compileNanos time to compile kernels; 0 when compiled ones were reused
 * @param transferNanos time of the steps that only copy data; the few numbers that travel with an
 *     epoch's own execution count as run
 * @param runNanos wall-clock time of the fit without {@code compileNanos} and {@code transferNanos}
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

  /** Of a fit on the host, in whose memory are all rows. */
  public Attestation(
      String engine,
      Mode mode,
      Precision precision,
      Device device,
      List<String> tasks,
      int epochs,
      long runNanos) {
    this(engine, mode, precision, device, Optional.empty(), tasks, epochs, 0, 0, 0, 0, runNanos, 1);
  }
}
