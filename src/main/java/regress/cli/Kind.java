package regress.cli;

import static regress.report.TextTable.Column.left;
import static regress.report.TextTable.Column.right;

import java.util.Optional;
import java.util.function.Function;
import regress.Option.Where;
import regress.engine.Device;
import regress.engine.Mode;
import regress.report.Numbers;
import regress.report.Report;
import regress.report.TextTable.Column;

/**
 * A kind of fit, what one of it took if it was measured, and the columns that show it. A note says
 * what there is to say about that; {@code auto}, that a fit whose kind is left to us would be of
 * this one.
 */
record Kind(
    Where where, Device device, Mode mode, boolean auto, Optional<Timing> timing, String note) {
  static final Column<Kind> ENGINE = left("engine", kind -> kind.where.engine());
  static final Column<Kind> DEVICE = left("device", kind -> kind.device.id());
  static final Column<Kind> MODE = left("mode", kind -> Report.shown(kind.where.mode()));
  static final Column<Kind> WARM = time("warm", timing -> Numbers.time(timing.warmNanos()));
  static final Column<Kind> PER_EPOCH =
      time(
          "per epoch",
          timing ->
              timing.isDirect() ? "-" : Numbers.time(timing.warmNanos() / timing.fit().epochs()));
  static final Column<Kind> LOSS =
      result(
          "loss",
          timing ->
              timing.fit().hasModel()
                  ? Numbers.significant(timing.fit().metrics().loss())
                  : "diverged",
          Numbers.significant(0.0123456));
  static final Column<Kind> NOTE = left("", kind -> (kind.auto ? "auto " : "") + kind.note);

  /** Not measured yet. */
  Kind(Where where, Device device, Mode mode, boolean auto) {
    this(where, device, mode, auto, Optional.empty(), "not measured");
  }

  /** A column of durations. */
  static Column<Kind> time(String title, Function<Timing, String> cell) {
    return result(title, cell, Numbers.time(99.9e6));
  }

  /** A column of what is measured, with room for a text as wide as most that will be there. */
  static Column<Kind> result(String title, Function<Timing, String> cell, String room) {
    return right(title, (Kind kind) -> kind.timing.map(cell).orElse("-")).withRoomFor(room);
  }

  /** The kind in words. */
  String name() {
    return where.engine() + " " + mode;
  }

  /** Why there is no measurement. */
  Kind with(String reason) {
    return new Kind(where, device, mode, auto, timing, reason);
  }

  /** The measurement. */
  Kind with(Timing measured) {
    Mode ran = measured.fit().attestation().mode();
    return new Kind(
        where, device, mode, auto, Optional.of(measured), ran == mode ? "" : "ran " + ran);
  }
}
