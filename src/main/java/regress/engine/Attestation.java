package regress.engine;

import java.util.List;

/**
 * What really ran.
 *
 * @param engine name of the engine
 * @param mode how the epochs were laid out
 * @param precision type of data and coefficients on the device
 * @param device where it ran
 * @param kernels names of the kernels, in the order of a graph's tasks
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
    List<String> kernels,
    int epochs,
    long bytesToDevice,
    long bytesToHost,
    long compileNanos,
    long transferNanos,
    long runNanos,
    int rowBlocks) {

  public Attestation {
    kernels = List.copyOf(kernels);
  }

  /** How parameters moved; auto where the engine has a way of its own. */
  public Optimizer optimizer() {
    if (engine.equals(Engines.REFERENCE)) {
      return Optimizer.AUTO;
    }
    return mode == Mode.DIRECT ? Optimizer.NEWTON : Optimizer.GD;
  }

  /** Of a fit that had all rows at once. */
  public Attestation(
      String engine,
      Mode mode,
      Precision precision,
      Device device,
      List<String> kernels,
      int epochs,
      long bytesToDevice,
      long bytesToHost,
      long compileNanos,
      long transferNanos,
      long runNanos) {
    this(
        engine,
        mode,
        precision,
        device,
        kernels,
        epochs,
        bytesToDevice,
        bytesToHost,
        compileNanos,
        transferNanos,
        runNanos,
        1);
  }
}
