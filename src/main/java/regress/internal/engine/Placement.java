package regress.internal.engine;

import regress.engine.Device;
import regress.engine.Kernels;
import regress.engine.Precision;

/**
 * Where a session's data lie, and in which type; on which of the engine's devices, in at most so
 * many bytes of its memory, and by which kernels: see {@link Execution}.
 */
public record Placement(Precision precision, Device device, long memory, Kernels kernels) {}
