package regress.engine;

/**
 * How and where a fit runs.
 *
 * @param mode layout of the epochs; {@link Mode#AUTO} leaves it to the engine
 * @param precision type of data and coefficients
 * @param device id of a device of the engine, or {@code "auto"}
 */
public record Execution(Mode mode, Precision precision, String device) {}
