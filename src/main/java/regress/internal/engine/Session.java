package regress.internal.engine;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import regress.engine.Attestation;
import regress.engine.EngineException;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Progress;

/**
 * Passes over the rows of m problems of the same number of features, on one device. For one thread
 * at a time; what it leaves on the device serves later sessions with the same rows.
 *
 * <p>Every method throws an {@link EngineException} if the device fails.
 */
public interface Session extends AutoCloseable {
  /**
   * One pass over each problem: a loss and its gradient at p + 1 parameters of mapped columns,
   * intercept first.
   */
  List<Sums> sums(Loss loss, List<double[]> parameters);

  /** One pass over each problem: the moments of its columns, in maps of the session's own. */
  List<ColumnMoments> moments();

  /**
   * Runs whole descents where the data are.
   *
   * @param descents m descents
   * @param progress is shown epochs of the only problem
   * @return their ends; empty ones of descents that this session cannot run in that mode, of which
   *     it has then run nothing
   */
  default List<Optional<End>> descend(Mode mode, List<Descent> descents, Progress progress) {
    return Collections.nCopies(descents.size(), Optional.empty());
  }

  /**
   * Says from now on when kernels are compiled; a session that compiles none has nothing to say.
   */
  default Session watchedBy(Progress progress) {
    return this;
  }

  /** What has run in this session up to now, for a fit of so many epochs. */
  Attestation attestation(Mode mode, int epochs);

  /** Nothing, where memory is the heap. */
  @Override
  default void close() {}
}
