/**
 * The words that a fit is asked with and reports in: losses, optimizers, modes, kernels, devices,
 * attestations, and the error of all engines.
 *
 * <p>No code that computes: whoever speaks of a fit needs no engine.
 */
@NullMarked
package regress.engine;

import org.jspecify.annotations.NullMarked;
