package regress.cli;

import java.util.Optional;
import regress.Fit;

/**
 * What became of a group.
 *
 * @param name the group's value in the column that tells groups apart
 * @param rows how many rows have it
 * @param fit the fit, if there was one; it may have diverged
 * @param error why there is no model, if there is none
 */
record GroupFit(String name, int rows, Optional<Fit> fit, Optional<String> error) {}
