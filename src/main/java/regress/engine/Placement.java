package regress.engine;

/**
 * Where a session's data lie.
 *
 * @param precision type of data and coefficients
 * @param device one of the engine's
 * @param memory most bytes to take of the device's memory, of which an engine may have less; where
 *     it is the heap, nobody asks
 * @param kernels which code a TornadoVM device runs; no other asks
 */
public record Placement(Precision precision, Device device, long memory, Kernels kernels) {}
