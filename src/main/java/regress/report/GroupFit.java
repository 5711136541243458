package regress.report;

import java.util.Optional;
import regress.Fit;

/**
 * What became of a group.
 *
 * @param name the value that its rows have in common
 * @param rows how many there are
 * @param fit empty where there is none
 * @param error why there is no model; empty where there is one
 */
public record GroupFit(String name, long rows, Optional<Fit> fit, Optional<String> error) {}
