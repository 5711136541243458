package regress.tornado;

import java.lang.ref.WeakReference;
import regress.data.Rows;
import regress.engine.AffineMap;
import regress.engine.Problem;

/** The rows that lie on a device, and the map in which they do. */
final class Resident {
  private WeakReference<Rows> rows = new WeakReference<>(null);
  private AffineMap map;

  static Resident of(Problem problem) {
    Resident resident = new Resident();
    resident.set(problem);
    return resident;
  }

  /** Whether it is these rows, in the same map. */
  boolean is(Problem problem) {
    return rows.get() == problem.rows() && problem.map().equals(map);
  }

  void set(Problem problem) {
    rows = new WeakReference<>(problem.rows());
    map = problem.map();
  }

  void clear() {
    rows.clear();
  }
}
