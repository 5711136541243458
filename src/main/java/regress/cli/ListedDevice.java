package regress.cli;

import java.util.Optional;
import regress.engine.Device;

/**
 * A device as {@code regress devices} shows it.
 *
 * @param engine name of the engine that can run there
 * @param auto which fits run there when nobody says where, or empty for none
 */
record ListedDevice(String engine, Device device, Optional<String> auto) {}
