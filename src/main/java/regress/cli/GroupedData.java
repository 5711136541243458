package regress.cli;

import java.util.List;
import regress.data.Groups;

/**
 * What to fit in each group of a table.
 *
 * @param groups the rows
 * @param target the column to explain
 * @param features the columns that explain it, the same in every group
 */
record GroupedData(Groups groups, String target, List<String> features) {}
