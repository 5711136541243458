package regress.internal.tornado;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The heap to the byte, which its collector does not give: what G1 calls used moves by half a
 * megabyte from one collection to the next.
 */
final class LiveObjects {
  private LiveObjects() {}

  /** Bytes of all objects that are reachable. */
  static long bytes() {
    return histogram()
        .lines()
        .filter(line -> line.matches("\\s*\\d+:.*") && !line.contains("jdk.internal.vm.Filler"))
        .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[2]))
        .sum();
  }

  private static String histogram() {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }
}
