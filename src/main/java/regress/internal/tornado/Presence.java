package regress.internal.tornado;

import java.util.Map;
import java.util.Optional;

/** Whether TornadoVM is there to be used, found out once, without needing it to ask. */
final class Presence {
  /** Where people get TornadoVM. */
  private static final String HOW =
      " Install its SDK, source tornado-env.sh and run regress; or give your own java the SDK's flags:"
          + " java @$TORNADOVM_HOME/tornado-argfile.";

  private static final String EVENTS = "tornado.max.events";

  /**
   * Properties of TornadoVM that right answers need, whatever the command line says; it reads them
   * once, when it starts.
   */
  static final Map<String, String> REQUIRED =
      Map.of(
          // By default a kernel that TornadoVM cannot compile runs as sequential Java, silently.
          "tornado.recover.bailout", "false",
          // By default a square root is OpenCL's native one: of float32 accuracy, or worse.
          "tornado.enable.nativeFunctions", "false",
          // By default a method of more than 600 nodes cannot be called from a kernel.
          "tornado.compiler.fullInlining", "true",
          // By default fast math is on, which lets a device's compiler drop tests for NaN and
          // reorder sums.
          "tornado.opencl.compiler.flags", "-cl-mad-enable -w");

  /** Whether the launcher began without TornadoVM, for a run that it took to need none. */
  private static final boolean LIGHT = Boolean.getBoolean("regress.light");

  /** The exit status that has the launcher (scripts/run.sh) begin again, with TornadoVM. */
  private static final int BEGIN_AGAIN = 77;

  private Presence() {}

  /**
   * One sentence why TornadoVM cannot be used, or empty when it can. A process that the launcher
   * began without it cannot tell, and ends: nothing was printed before an engine is chosen.
   */
  static Optional<String> absence() {
    if (LIGHT) {
      Runtime.getRuntime().halt(BEGIN_AGAIN);
    }
    return Answer.ABSENCE;
  }

  /** Asked when first needed; starting TornadoVM takes a good part of a second. */
  private static final class Answer {
    static final Optional<String> ABSENCE = ask();

    private static Optional<String> ask() {
      REQUIRED.forEach(System::setProperty);
      // TornadoVM clears a list of events for every step of a graph before every execution. By
      // default such a list has room for 32,768, and clearing takes longer than a small fit. More
      // than there are steps in a graph never come.
      if (System.getProperty(EVENTS) == null) {
        System.setProperty(EVENTS, "1024");
      }
      try {
        return Devices.list().isEmpty()
            ? Optional.of(
                "TornadoVM is there but sees no device. Install an OpenCL runtime (for CPUs: PoCL).")
            : Optional.empty();
      } catch (NoClassDefFoundError e) {
        return Optional.of("TornadoVM was not found on this JVM." + HOW);
      } catch (ExceptionInInitializerError e) {
        return Optional.of(
            "TornadoVM could not start: " + rootMessage(e) + ". Is an OpenCL runtime installed?");
      } catch (RuntimeException e) {
        return Optional.of("TornadoVM could not start: " + rootMessage(e) + "." + HOW);
      }
    }

    private static String rootMessage(Throwable e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
  }
}
