package regress.tornado;

import java.util.List;
import regress.engine.Device;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.kernel.Moments;

/**
 * On which device a fit runs whose user leaves that to us.
 *
 * <p>TornadoVM's default device it is, with one exception. A CPU's OpenCL runtime hands each launch
 * and each copy over to its threads, and the caller sleeps until they are done: tens of
 * microseconds each time, while an epoch of a small fit takes less than one. PoCL's device {@code
 * basic} (since PoCL 4, {@code cpu-minimal}) executes them in the calling thread instead, and so on
 * one core. Where such a device is beside a default that is a CPU too, it gets the fits that
 * handing over costs more than more cores would bring: in mode fused those that one work-group does
 * anyway, in the others those with little work between two hand-overs.
 *
 * <p>PoCL shows both devices when the environment says so: {@code POCL_DEVICES="pthread basic"}.
 */
final class Placement {
  /**
   * Bytes of operands that one core gets through in the time of a hand-over there and back: 0.1 ms.
   */
  private static final double HAND_OVER = 1 << 23;

  private Placement() {}

  /**
   * The device for a fit.
   *
   * @param devices all there are, TornadoVM's default first
   */
  static Device choose(
      List<Device> devices, Mode mode, Precision precision, long samples, int features) {
    Device usual = devices.getFirst();
    if (!usual.kind().equals("CPU") || !isSmall(usual, mode, precision, samples, features)) {
      return usual;
    }
    return devices.stream().filter(Placement::isPrompt).findFirst().orElse(usual);
  }

  /** Whether a device executes launches in the calling thread, work-group after work-group. */
  static boolean isPrompt(Device device) {
    return device.name().startsWith("basic") || device.name().startsWith("cpu-minimal");
  }

  /** By the capacity, so that tables that share a plan are on one device. */
  private static boolean isSmall(
      Device usual, Mode mode, Precision precision, long samples, int features) {
    long rows = PlanKey.capacity(samples);
    return switch (mode) {
      case STEPWISE, UNROLLED -> isDoneSooner(usual, rows * (features + 1.0) * precision.bytes());
      case GRAM ->
          isDoneSooner(usual, (double) rows * Moments.square(features) * precision.bytes());
      default -> !BlockedShape.isWorthSharing(rows, features, precision);
    };
  }

  /** Whether all cores together would save less than a hand-over costs. */
  private static boolean isDoneSooner(Device usual, double bytes) {
    return bytes - bytes / usual.computeUnits() <= HAND_OVER;
  }
}
