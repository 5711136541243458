package regress.engine;

/**
 * Where a descent ended.
 *
 * @param parameters p + 1 values, intercept first; those of the last epoch, finite or not
 * @param epochs epochs that changed the parameters or found them converged or diverged
 * @param status one of {@link regress.kernel.StopRule}'s
 * @param lossHistory loss at the start of each epoch, or empty where the mode does not show it to
 *     the host
 * @param attestation what really ran
 */
public record Descended(
    double[] parameters, int epochs, int status, double[] lossHistory, Attestation attestation) {

  public static Descended of(End end, Session session, Mode mode) {
    Attestation attestation = session.attestation(mode, end.epochs());
    return new Descended(
        end.parameters(), end.epochs(), end.status(), end.lossHistory(), attestation);
  }
}
