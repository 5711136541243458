package regress.internal.engine;

import regress.engine.Kernels;
import regress.engine.Mode;
import regress.engine.Precision;

/**
 * How and where a fit runs.
 *
 * @param mode layout of the epochs; {@link Mode#AUTO} leaves it to the engine
 * @param precision type of data and coefficients
 * @param device id of a device of the engine, or {@code "auto"}
 * @param memory most bytes to take of the device's memory, of which an engine may have less; the
 *     jvm and reference engines, whose memory is the heap, do not ask
 * @param kernels which code a TornadoVM device runs; other engines do not ask
 */
public record Execution(
    Mode mode, Precision precision, String device, long memory, Kernels kernels) {
  /** With all the memory that the engine may use, by the kernels of its choice. */
  public Execution(Mode mode, Precision precision, String device) {
    this(mode, precision, device, Long.MAX_VALUE, Kernels.AUTO);
  }
}
