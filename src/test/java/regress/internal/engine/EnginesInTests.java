package regress.internal.engine;

import regress.engine.Device;

/** Finds engines for tests, absent ones too: those skip themselves. */
final class EnginesInTests {

  private EnginesInTests() {}

  static Engine named(String name) {
    return Installed.all().stream()
        .filter(engine -> engine.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static boolean isBasic(Device device) {
    return device.name().startsWith("basic");
  }
}
