package regress.tornado;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import regress.engine.Device;
import uk.ac.manchester.tornado.api.TornadoBackend;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoRuntime;
import uk.ac.manchester.tornado.api.TornadoTargetDevice;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/**
 * The devices that TornadoVM sees, named {@code backend:index} as {@code tornado --devices} prints
 * them.
 */
final class Devices {

  private Devices() {}

  /**
   * All devices of all backends, TornadoVM's default first, but those that are for small fits only
   * ({@link Placement}) last. They do not change while we run.
   */
  static List<Device> list() {
    return Seen.DEVICES;
  }

  private static final class Seen {
    static final List<Device> DEVICES = look();
  }

  private static List<Device> look() {
    TornadoRuntime runtime = TornadoRuntimeProvider.getTornadoRuntime();
    List<Device> devices = new ArrayList<>();
    for (int b = 0; b < runtime.getNumBackends(); b++) {
      TornadoBackend backend = runtime.getBackend(b);
      for (int d = 0; d < backend.getNumDevices(); d++) {
        devices.add(describe(b + ":" + d, backend.getDevice(d)));
      }
    }
    devices.sort(Comparator.comparing(Placement::isPrompt));
    return List.copyOf(devices);
  }

  /** TornadoVM's own object for a device of {@link #list()}. */
  static TornadoDevice find(Device device) {
    String[] indices = device.id().split(":");
    return TornadoExecutionPlan.getDevice(
        Integer.parseInt(indices[0]), Integer.parseInt(indices[1]));
  }

  /**
   * What a plan may take of a device's memory: three quarters, which leaves room for kernels, the
   * driver and, on a CPU, the host; and no more than TornadoVM hands out (its property {@code
   * tornado.device.memory}).
   */
  static Memory memory(Device device) {
    TornadoDevice found = find(device);
    long most = found.getMaxGlobalMemory() / 4 * 3;
    return new Memory(
        Math.min(most, found.getMemoryProvider().getHeapSize()), found.getMaxAllocMemory());
  }

  /** Most work-items in a work-group, rounded down to a power of two. */
  static int mostItems(Device device) {
    TornadoTargetDevice target = find(device).getPhysicalDevice();
    // Only the second is the limit on every backend, but OpenCL knows it after the first alone.
    long most = Math.min(target.getDeviceMaxWorkGroupSize()[0], target.getMaxThreadsPerBlock());
    return (int) Long.highestOneBit(Math.max(1, most));
  }

  private static Device describe(String id, TornadoDevice device) {
    return new Device(
        id,
        backend(device),
        device.getPhysicalDevice().getDeviceName(),
        kind(device),
        device.getPhysicalDevice().getDeviceMaxComputeUnits(),
        device.getMaxGlobalMemory());
  }

  private static String backend(TornadoDevice device) {
    return switch (device.getTornadoVMBackend()) {
      case OPENCL -> "OpenCL";
      case METAL -> "Metal";
      default -> device.getTornadoVMBackend().name();
    };
  }

  private static String kind(TornadoDevice device) {
    return switch (device.getDeviceType()) {
      case GPU -> "GPU";
      case FPGA, ACCELERATOR -> "FPGA";
      default -> "CPU";
    };
  }
}
