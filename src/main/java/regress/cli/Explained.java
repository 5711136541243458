package regress.cli;

import java.util.Optional;
import regress.Option.Where;
import regress.engine.Choice;
import regress.engine.Device;
import regress.engine.Engine;
import regress.engine.Engines;
import regress.engine.Mode;
import regress.engine.Optimizer;

/**
 * What one kind of fit took.
 *
 * @param auto whether a fit with the same options would be of this kind
 * @param timing empty where it was not measured
 * @param note what there is to say about that; may be empty
 */
record Explained(
    String engine, Device device, Mode mode, boolean auto, Optional<Timing> timing, String note) {

  /** Not measured yet. */
  Explained(Engine engine, Device device, Mode mode, Choice chosen) {
    this(
        engine.name(),
        device,
        mode,
        engine == chosen.engine() && device.equals(chosen.device()) && mode == chosen.mode(),
        Optional.empty(),
        "not measured");
  }

  /** Whose options such a fit has. */
  Where where() {
    Optimizer optimizer = mode == Mode.DIRECT ? Optimizer.NEWTON : Optimizer.GD;
    return engine.equals(Engines.REFERENCE)
        ? new Where(engine, Optimizer.AUTO, mode)
        : new Where(engine, optimizer, mode == Mode.DIRECT ? Mode.AUTO : mode);
  }

  /** Why there is no measurement. */
  Explained with(String reason) {
    return new Explained(engine, device, mode, auto, timing, reason);
  }

  /** The measurement. */
  Explained with(Timing measured) {
    Mode ran = measured.fit().attestation().mode();
    return new Explained(
        engine, device, mode, auto, Optional.of(measured), ran == mode ? "" : "ran " + ran);
  }
}
