package regress.report;

import java.util.List;
import java.util.Optional;
import regress.Fit;
import regress.data.Dataset;

/**
 * What became of a group.
 *
 * @param values what its rows have in common, one a column that tells groups apart
 * @param rows how many there are
 * @param data what was to be fitted; empty where that could not be made of them
 * @param fit empty where there is none
 * @param error why there is no model; empty where there is one
 */
public record GroupFit(
    List<String> values,
    long rows,
    Optional<Dataset> data,
    Optional<Fit> fit,
    Optional<String> error) {}
