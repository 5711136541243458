package regress.engine;

/**
 * A device that an engine can run on.
 *
 * @param id the name users choose it by: {@code backend:index} as TornadoVM prints it, or {@code
 *     "host"}
 * @param backend what drives it, for example {@code "OpenCL"}; {@code "JVM"} for the host
 * @param name its maker's name for it
 * @param kind {@code "CPU"}, {@code "GPU"} or {@code "FPGA"}
 * @param computeUnits how many work-groups it runs at once, or processors the JVM sees
 * @param memoryBytes how much memory the engine may use on it
 */
public record Device(
    String id, String backend, String name, String kind, int computeUnits, long memoryBytes) {}
