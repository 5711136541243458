package regress.cli;

import java.util.OptionalDouble;
import regress.engine.Device;
import regress.engine.Mode;

/**
 * What one mode costs.
 *
 * @param mode the mode
 * @param device where it fits
 * @param predictedNanos a warm fit by the model
 * @param measuredNanos a warm fit by the clock, or empty where it was predicted to take too long
 */
record Explanation(Mode mode, Device device, double predictedNanos, OptionalDouble measuredNanos) {}
