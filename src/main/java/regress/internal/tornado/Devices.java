package regress.internal.tornado;

import static java.util.stream.Collectors.toMap;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import regress.engine.Device;
import uk.ac.manchester.tornado.api.TornadoBackend;
import uk.ac.manchester.tornado.api.TornadoRuntime;
import uk.ac.manchester.tornado.api.TornadoTargetDevice;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/**
 * The devices that TornadoVM sees. Fits know them by id, and TornadoVM by their place in a list.
 */
final class Devices {

  private Devices() {}

  /**
   * All devices of all backends, TornadoVM's default first, but those that are for small fits only
   * ({@link Device#isPrompt}) last. They do not change while we run.
   */
  static List<Device> list() {
    return Seen.DEVICES;
  }

  private static final class Seen {
    private static final Map<Device, TornadoDevice> ALL = look();

    static final List<Device> DEVICES =
        ALL.keySet().stream().sorted(Comparator.comparing(Device::isPrompt)).toList();

    static final Map<String, TornadoDevice> BY_ID =
        ALL.entrySet().stream().collect(toMap(seen -> seen.getKey().id(), Map.Entry::getValue));
  }

  private static Map<Device, TornadoDevice> look() {
    TornadoRuntime runtime = TornadoRuntimeProvider.getTornadoRuntime();
    DeviceIds ids = new DeviceIds();
    Map<Device, TornadoDevice> devices = new LinkedHashMap<>();
    for (int b = 0; b < runtime.getNumBackends(); b++) {
      TornadoBackend backend = runtime.getBackend(b);
      for (int d = 0; d < backend.getNumDevices(); d++) {
        TornadoDevice device = backend.getDevice(d);
        devices.put(describe(ids, device, b + ":" + d), device);
      }
    }
    return devices;
  }

  /** TornadoVM's own object for a device of {@link #list()}. */
  static TornadoDevice find(Device device) {
    return Seen.BY_ID.get(device.id());
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

  private static Device describe(DeviceIds ids, TornadoDevice device, String index) {
    String name = device.getPhysicalDevice().getDeviceName();
    return new Device(
        ids.next(backend(device), device.getPlatformName(), name),
        backend(device),
        name,
        kind(device),
        device.getPhysicalDevice().getDeviceMaxComputeUnits(),
        device.getMaxGlobalMemory(),
        Optional.of(index));
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
