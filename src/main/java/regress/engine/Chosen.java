package regress.engine;

import java.util.Optional;

/**
 * Where a fit will run.
 *
 * @param engine the engine's name
 * @param mode how its epochs are laid out
 * @param why one sentence that says what was left to us, and what made the choice
 * @param fallback why this is not the engine that auto would rather have; empty where it is
 */
public record Chosen(
    String engine, Mode mode, Device device, String why, Optional<String> fallback) {}
