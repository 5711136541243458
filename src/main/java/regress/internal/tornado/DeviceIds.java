package regress.internal.tornado;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names for devices as they come, made of their backend and of what they are, so that a name stays
 * a device's own when the environment shows others beside it: {@code opencl:pthread}, {@code
 * ptx:nvidia-h200}. The second of two devices alike ends in {@code -2}.
 */
final class DeviceIds {
  /** How PoCL calls its CPU devices: what executes the work-items, then the processor. */
  private static final Pattern POCL = Pattern.compile("(pthread|basic|cpu-minimal|cpu)-.*");

  private static final Pattern MARKS = Pattern.compile("\\((r|tm|c)\\)");
  private static final Pattern SIGNS = Pattern.compile("[^a-z0-9]+");
  private static final Pattern ENDS = Pattern.compile("^-|-$");

  private final Set<String> taken = new HashSet<>();

  /** The id of the next device, which no device before it has. */
  String next(String backend, String platform, String name) {
    String id = plain(backend) + ":" + shortName(platform, name);
    String free = id;
    for (int count = 2; !taken.add(free); count++) {
      free = id + "-" + count;
    }
    return free;
  }

  private static String shortName(String platform, String name) {
    Matcher pocl = POCL.matcher(name);
    return platform.startsWith("Portable Computing Language") && pocl.matches()
        ? pocl.group(1)
        : plain(name);
  }

  private static String plain(String name) {
    String bare = MARKS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    String joined = ENDS.matcher(SIGNS.matcher(bare).replaceAll("-")).replaceAll("");
    return joined.isEmpty() ? "device" : joined;
  }
}
