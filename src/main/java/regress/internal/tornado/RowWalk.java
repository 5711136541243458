package regress.internal.tornado;

import java.util.List;
import regress.internal.engine.Problem;

/**
 * Takes a problem over a device: window of rows after window of rows is copied there, and a pass
 * over it leaves its sums to the host. One compiled plan serves all windows, the last and smaller
 * one too. Rows that are one window stay on the device for the next pass over the same problem.
 */
final class RowWalk implements AutoCloseable {

  /** Copies rows {@code first} to {@code first + rows - 1} into the data's arrays. */
  interface Loader {
    void load(int first, int rows);
  }

  private final RowPass pass;
  private final int windowRows;
  private final PlanKey key;
  private final DataGraphs graphs;

  /**
   * @param windowRows rows in every window but the last
   */
  RowWalk(PlanKey key, RowPass pass, int windowRows) {
    this.key = key;
    this.pass = pass;
    this.windowRows = windowRows;
    this.graphs = DataGraphs.of(key, pass.arrays(), "pass", pass::addPass);
  }

  /** Goes once over all rows, and adds up what the windows leave. */
  void over(Problem problem, Loader loader, double[] totals, Meter meter) {
    int n = problem.samples();
    int windows = (n - 1) / windowRows + 1;
    if (windows == 1) {
      graphs.hold(List.of(problem), meter, () -> loader.load(0, n));
      add(totals, meter);
    } else {
      for (int window = 0; window < windows; window++) {
        int first = window * windowRows;
        graphs.copy(meter, () -> loader.load(first, Math.min(windowRows, n - first)));
        add(totals, meter);
      }
    }
    meter.ran(key, pass.passKernels());
    meter.took(windows);
  }

  private void add(double[] totals, Meter meter) {
    graphs.execute(DataGraphs.WORK, meter);
    pass.addTo(totals);
  }

  @Override
  public void close() {
    graphs.close();
  }
}
