package regress.internal.tornado;

import java.lang.ref.WeakReference;
import regress.data.Rows;
import regress.internal.engine.AffineMap;
import regress.internal.engine.Problem;

/** The rows that lie on a device, and the map in which they do. */
record Resident(WeakReference<Rows> rows, AffineMap map) {

  static Resident of(Problem problem) {
    return new Resident(new WeakReference<>(problem.rows()), problem.map());
  }

  /** Whether it is these rows, in the same map. */
  boolean is(Problem problem) {
    return rows.get() == problem.rows() && problem.map().equals(map);
  }
}
