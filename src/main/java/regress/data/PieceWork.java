package regress.data;

import java.util.Collection;
import java.util.List;

/**
 * What becomes of a table that is read piece by piece, in little memory however long it is.
 *
 * @param <T> what becomes of a piece
 */
public interface PieceWork<T> {
  /**
   * Called once, before all else.
   *
   * @param columns the table's
   * @return those of them that are needed as numbers, and those as words
   */
  Needed begin(List<String> columns);

  /** Columns by their names, in any order. */
  record Needed(Collection<String> numbers, Collection<String> words) {}

  /** Called for several pieces at a time, by several threads. */
  T work(Piece piece);

  /** Called for one after the other, in their order. */
  void take(T result);
}
