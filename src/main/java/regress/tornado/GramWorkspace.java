package regress.tornado;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import regress.engine.ArraySize;
import regress.engine.Attestation;
import regress.engine.Cancellation;
import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.Frame;
import regress.engine.Precision;
import regress.engine.Problem;
import regress.kernel.GramDescent;
import regress.kernel.Moments;
import regress.kernel.Shape;
import regress.kernel.StopRule;
import regress.tornado.kernel.Arrivals;
import regress.tornado.kernel.Control;
import regress.tornado.kernel.GramEpochs;
import regress.tornado.kernel.Rows64;
import regress.tornado.kernel.Tiling;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** The host side of {@link Gram}'s arrays, and its tasks. Only the data differ by precision. */
final class GramWorkspace {
  /** Multiplications below which a second work-group costs more than it brings. */
  private static final long WORTH_SHARING = 1 << 16;

  private final PlanKey key;
  private final int single;
  private final GramData data;
  private final int[] shape;
  private final double[] moments;
  private final double[] frame;
  private final DoubleArray control;
  private final double[] w;
  private final double[] state = new double[StopRule.STATE_LENGTH];
  private final double[] rule = new double[StopRule.RULE_LENGTH];
  private final double[] rows;
  private final Rows64 form;
  private final IntArray arrivals = new IntArray(Arrivals.LENGTH);

  GramWorkspace(PlanKey key, int groups, int patience) {
    int p = key.features();
    arrivals.init(0);
    this.key = key;
    this.single = key.precision() == Precision.FLOAT32 ? 1 : 0;
    this.data = GramData.of(key, groups, patience);
    this.shape = Shape.of(key.rows(), p);
    shape[Shape.BLOCKS] = Math.min(groups, data.tiling()[Tiling.BLOCKS]);
    this.moments = new double[ArraySize.of(groups, Moments.square(p))];
    this.frame = new double[2 * (p + 2)];
    this.control = new DoubleArray(Control.PARAMETERS + p + 1);
    this.w = new double[GramEpochs.padded(p) + 1];
    this.rows = new double[ArraySize.of(GramEpochs.rows(p), GramEpochs.padded(p))];
    this.form = new Rows64(rows.length / 8);
  }

  /**
   * As many work-groups as run at once, or one where the data are few; one on a GPU, where no group
   * surely sees what another has written before the kernel ends.
   */
  static int groups(PlanKey key) {
    if (!key.device().kind().equals("CPU")) {
      return 1;
    }
    double products = (double) key.rows() * Moments.square(key.features());
    int atOnce = key.device().isPrompt() ? 1 : key.device().computeUnits();
    return (int) Math.min(atOnce, products / WORTH_SHARING + 1);
  }

  void load(Problem problem, Frame framing) {
    shape[Shape.ROWS] = problem.samples();
    data.load(problem, framing);
    System.arraycopy(framing.values(), 0, frame, 0, frame.length);
  }

  void begin(Descent descent) {
    double[] start = descent.start();
    double[] steering = descent.rule();
    control.init(0);
    for (int k = 0; k < steering.length; k++) {
      control.set(Control.RULE + k, steering[k]);
    }
    for (int j = 0; j < start.length; j++) {
      control.set(Control.PARAMETERS + j, GramDescent.rounded(start[j], single));
    }
  }

  /** What changes with the problem. */
  Object[] data() {
    return all(data.resident(), frame, shape);
  }

  int features() {
    return key.features();
  }

  /** What changes with the descent, and what comes of it. */
  DoubleArray control() {
    return control;
  }

  double[] moments() {
    return moments;
  }

  double[] frame() {
    return frame;
  }

  double[] w() {
    return w;
  }

  double[] rows() {
    return rows;
  }

  Rows64 form() {
    return form;
  }

  double[] state() {
    return state;
  }

  double[] rule() {
    return rule;
  }

  IntArray arrivals() {
    return arrivals;
  }

  int[] shape() {
    return shape;
  }

  Object[] scratch() {
    return all(data.scratch(), moments, w, rows, form, state, rule, arrivals);
  }

  private static Object[] all(Object[] some, Object... others) {
    return Stream.of(some, others).flatMap(Stream::of).toArray();
  }

  void addFit(TaskGraph graph, GridScheduler grid) {
    schedule(grid, graph, GramData.FIT, shape[Shape.BLOCKS]); // First: of others none is kept.
    data.addFit(graph, this);
  }

  /** Work-groups of one item each: the default would put all items into one, on one core. */
  static void schedule(GridScheduler grid, TaskGraph graph, String task, int groups) {
    WorkerGrid worker = new WorkerGrid1D(groups);
    worker.setLocalWork(1, 1, 1);
    grid.addWorkerGrid(graph.getTaskGraphName() + "." + task, worker);
  }

  /** Whether the device came to the end: a work-group may have waited for the others in vain. */
  boolean isDone() {
    return control.get(Control.DONE) == 1;
  }

  boolean isSpoilt(Descent descent) {
    double[] left = control.toHeapArray();
    return Cancellation.spoils(descent, left, left[Control.SPREAD], key.precision());
  }

  Descended descended(Meter meter) {
    double[] left = control.toHeapArray();
    int epochs = (int) left[Control.STATE + StopRule.EPOCH];
    Attestation attestation =
        new Attestation(
            "tornado",
            key.mode(),
            key.precision(),
            key.device(),
            List.of(GramData.FIT),
            epochs,
            meter.bytesToDevice(),
            meter.bytesToHost(),
            meter.compileNanos(),
            meter.transferNanos(),
            meter.runNanos());
    return new Descended(
        Arrays.copyOfRange(left, Control.PARAMETERS, left.length),
        epochs,
        (int) left[Control.STATE + StopRule.STATUS],
        new double[0],
        attestation);
  }
}
