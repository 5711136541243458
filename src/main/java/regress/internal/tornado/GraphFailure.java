package regress.internal.tornado;

import regress.engine.Device;
import regress.engine.EngineException;
import uk.ac.manchester.tornado.api.exceptions.TornadoBailoutRuntimeException;
import uk.ac.manchester.tornado.api.exceptions.TornadoInternalError;
import uk.ac.manchester.tornado.api.exceptions.TornadoRuntimeException;

/** What keeps a graph from being compiled or executed. */
final class GraphFailure {
  private GraphFailure() {}

  /**
   * Whether the device's driver could not compile a kernel, which it may be able to the next time:
   * a signal that the virtual machine raises for its own ends, in any thread, has the LLVM in PoCL
   * delete the files that it is compiling.
   */
  static boolean isOfDriver(Throwable e) {
    return e instanceof TornadoBailoutRuntimeException
        && e.getMessage() != null
        && e.getMessage().contains("Error during code compilation with the OpenCL driver");
  }

  /** Whether TornadoVM, or the driver that it called, could not make something of a kernel. */
  static boolean isOfCompiler(EngineException e) {
    return e.getCause() instanceof TornadoBailoutRuntimeException
        || e.getCause() instanceof TornadoInternalError
        || e.getCause() instanceof TornadoRuntimeException;
  }

  /** What to say of it. */
  static EngineException of(Throwable e, Device device) {
    return EngineException.failed(
        "TornadoVM failed on device "
            + device.id()
            + " ("
            + device.name()
            + "): "
            + e.getMessage()
            + ". Choose another device, or engine jvm.",
        e);
  }
}
