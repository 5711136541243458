package regress.report;

import java.util.List;
import java.util.Optional;
import regress.Fit;

/**
 * What became of a group.
 *
 * @param values what its rows have in common, one a column that tells groups apart
 * @param rows how many there are
 * @param fit empty where there is none
 * @param error why there is no model; empty where there is one
 */
public record GroupFit(List<String> values, long rows, Optional<Fit> fit, Optional<String> error) {}
