package regress.cli;

import java.util.List;
import regress.Outcome;
import regress.Regression;

/** A fit a group from the command line: runs and prints them, and says which have no model. */
final class GroupRun {
  private final Streams streams;

  GroupRun(Streams streams) {
    this.streams = streams;
  }

  /**
   * Fits and prints.
   *
   * @return the exit status: 0 if every group has a model
   */
  int run(Regression options, GroupedData data, boolean json) {
    Regression settled = EngineChoice.settled(options, streams);
    long begin = System.nanoTime();
    List<GroupFit> fits = GroupFits.of(settled, data);
    long nanos = System.nanoTime() - begin;
    streams.print(
        json ? JsonReport.of(data.groups().column(), fits) : GroupReport.text(data, fits, nanos));
    List<String> errors = fits.stream().flatMap(group -> group.error().stream()).toList();
    errors.forEach(streams::say);
    sayEpochLimit(options, fits);
    return errors.isEmpty() ? 0 : Failures.FAILED;
  }

  private void sayEpochLimit(Regression options, List<GroupFit> fits) {
    long early =
        fits.stream()
            .flatMap(group -> group.fit().stream())
            .filter(fit -> FitRun.endedEarly(options, fit))
            .count();
    if (early > 0) {
      streams.say(
          Numbers.count(early)
              + " of "
              + Numbers.count(fits.size())
              + " groups: "
              + Outcome.EPOCH_LIMIT.advice());
    }
  }
}
