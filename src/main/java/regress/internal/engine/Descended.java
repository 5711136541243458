package regress.internal.engine;

import regress.engine.Attestation;
import regress.engine.Mode;

/** Where a descent ended, as {@link End} says it, and what really ran. */
public record Descended(
    double[] parameters, int epochs, int status, double[] lossHistory, Attestation attestation) {
  public static Descended of(End end, Session session, Mode mode) {
    return new Descended(
        end.parameters(),
        end.epochs(),
        end.status(),
        end.lossHistory(),
        session.attestation(mode, end.epochs()));
  }
}
