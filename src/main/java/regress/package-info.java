/**
 * Fits regressions: {@link regress.Regression} says how, {@link regress.Fit} what came of it.
 *
 * <p>Here is what numbers mean to a person: options with their defaults, outcomes, metrics,
 * predictions in the data's own units. How parameters move and what runs where is not; that is
 * internal.
 */
@NullMarked
package regress;

import org.jspecify.annotations.NullMarked;
