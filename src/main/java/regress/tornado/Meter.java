package regress.tornado;

import uk.ac.manchester.tornado.api.TornadoProfilerResult;

/** Adds up what TornadoVM's profiler says of a fit's executions. */
final class Meter {
  private final long begin = System.nanoTime();
  private long compileNanos;
  private long transferNanos;
  private long bytesToDevice;
  private long bytesToHost;

  void add(TornadoProfilerResult execution) {
    compileNanos += execution.getCompileTime();
    transferNanos += execution.getDeviceWriteTime() + execution.getDeviceReadTime();
    bytesToDevice += execution.getTotalBytesCopyIn();
    bytesToHost += execution.getTotalBytesCopyOut();
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
}
