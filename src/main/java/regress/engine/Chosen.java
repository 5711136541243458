package regress.engine;

/**
 * Where a fit will run.
 *
 * @param engine the engine's name
 * @param mode how its epochs are laid out
 * @param why one sentence that says what was left to us, and what made the choice
 */
public record Chosen(String engine, Mode mode, Device device, String why) {}
