package regress.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many rows were dropped because a column that is used has no value there.
 *
 * @param dropped rows
 * @param columns by column, in how many rows its value was missing; a row may lack several
 */
public record Missing(long dropped, Map<String, Long> columns) {
  /** None. */
  public static final Missing NONE = new Missing(0, Map.of());

  public Missing {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /** The sum of both counts. */
  public Missing and(Missing others) {
    Map<String, Long> sums = new LinkedHashMap<>(columns);
    others.columns.forEach((name, count) -> sums.merge(name, count, Long::sum));
    return new Missing(dropped + others.dropped, sums);
  }

  /**
   * In words: {@code 3 rows dropped for missing values: hp 2, wt 1}; empty where there are none.
   */
  public String sentence() {
    return sentence("dropped");
  }

  /** The same with another word than {@code dropped}. */
  public String sentence(String became) {
    if (dropped == 0) {
      return "";
    }
    List<String> counts = new ArrayList<>();
    columns.forEach((name, count) -> counts.add(ColumnNames.quoted(name) + " " + count));
    return "%s %s %s for missing values: %s"
        .formatted(dropped, dropped == 1 ? "row" : "rows", became, String.join(", ", counts));
  }
}
