package regress.tornado;

import regress.engine.Kernels;
import regress.engine.Problem;
import regress.tornado.kernel.Tiling;

/** {@link MomentsData} as {@link Tiling} lays it out: in vectors, or row after row. */
interface GramData extends MomentsData {

  /** Values in a vector, of a plan's matrix. */
  static int lanes(PlanKey key) {
    return key.family() == Kernels.VECTOR ? BlockedShape.lanes(key.precision()) : 1;
  }

  /** {@link Tiling}'s numbers for the rows that were last loaded. */
  int[] tiling();

  /** Work-groups, or parts, that share the rows. */
  int groups();

  /** Values in a vector. */
  int lanes();

  /** Sets all values to 0. */
  void clear();

  /** Sets one value, rounded to the precision. */
  void set(int index, double value);

  @Override
  default void load(Problem problem, int first, int rows) {
    retile(rows, problem.featureCount());
    int columns = problem.featureCount() + 1;
    int ones = tiling()[Tiling.COLUMNS] - columns > 0 ? 1 : 0;
    problem.read(
        first,
        rows,
        (from, some, z) -> {
          for (int column = 0; column < columns; column++) {
            for (int i = 0; i < some; i++) {
              set(index(column + ones, from + i), z[column][i]);
            }
          }
        });
    int padded = tiling()[Tiling.BLOCKS] * tiling()[Tiling.HEIGHT] * lanes();
    for (int row = 0; row < padded; row++) {
      for (int column = 0; row >= rows && column < columns; column++) {
        set(index(column + ones, row), 0);
      }
      if (ones > 0) {
        set(index(0, row), row < rows ? 1 : 0);
      }
    }
  }

  private void retile(int rows, int features) {
    int[] own = tiling();
    int[] other = Tiling.of(rows, features, lanes(), groups());
    if (other[Tiling.HEIGHT] != own[Tiling.HEIGHT]) {
      clear(); // The zeros that fill up the columns to whole tiles lie elsewhere then.
    }
    System.arraycopy(other, 0, own, 0, own.length);
  }

  private int index(int place, int row) {
    int blockRows = tiling()[Tiling.HEIGHT] * lanes();
    int block = row / blockRows;
    return (block * tiling()[Tiling.COLUMNS] + place) * blockRows + row % blockRows;
  }
}
