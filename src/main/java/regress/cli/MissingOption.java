package regress.cli;

import picocli.CommandLine.Option;
import regress.data.Groups;
import regress.data.Missing;
import regress.data.Table;

/** What to do with rows that lack a value of a column that is used. */
final class MissingOption {
  /** What becomes of it. */
  enum Rule {
    /** It ends the command. */
    ERROR,
    /** It is left out, and counted. */
    DROP
  }

  @Option(
      names = "--missing",
      paramLabel = "WHAT",
      defaultValue = "error",
      description =
          "What to do with rows that lack a value (empty, NA, N/A, NULL, ?, NaN) of a column that is"
              + " used: error, or drop and count them (default: ${DEFAULT-VALUE}).")
  private Rule rule;

  boolean drops() {
    return rule == Rule.DROP;
  }

  /** Says how many rows have no prediction. */
  static void say(Missing missing, boolean areDropped, Streams streams) {
    if (missing.dropped() > 0) {
      streams.say(missing.sentence(areDropped ? "dropped" : "without a prediction") + ".");
    }
  }

  Table applyTo(Table table) {
    return drops() ? table.dropMissing() : table;
  }

  Groups applyTo(Groups groups) {
    return drops() ? groups.dropMissing() : groups;
  }
}
