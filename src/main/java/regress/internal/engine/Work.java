package regress.internal.engine;

import regress.engine.Loss;

/**
 * What there is to do, as far as a choice depends on it.
 *
 * @param fits how many fits there are, side by side where there are several
 * @param samples n, the rows of one
 * @param features p
 * @param epochs most epochs of one; how many a tolerance leaves of them, nobody knows before; 0 for
 *     a fit that has none
 */
public record Work(int fits, long samples, int features, int epochs, Loss loss) {}
