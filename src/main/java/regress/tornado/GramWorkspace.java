package regress.tornado;

import java.util.Arrays;
import java.util.List;
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
import regress.tornado.kernel.GramEpochs;
import regress.tornado.kernel.Tiling;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.types.collections.VectorDouble8;

/** The host side of {@link Gram}'s arrays, and its tasks. Only the data differ by precision. */
final class GramWorkspace {
  private static final String EPOCHS = "epochs";

  /** Multiplications below which a second work-group costs more than it brings. */
  private static final long WORTH_SHARING = 1 << 16;

  private final PlanKey key;
  private final int single;
  private final GramData data;
  private final int[] shape;
  private final double[] moments;
  private final double[] frame;
  private final double[] w;
  private final double[] spread = new double[1];
  private final double[] state = new double[StopRule.STATE_LENGTH];
  private final double[] rule = new double[StopRule.RULE_LENGTH];
  private final double[] rows;
  private final VectorDouble8 form;

  GramWorkspace(PlanKey key) {
    int p = key.features();
    int groups = groups(key);
    this.key = key;
    this.single = key.precision() == Precision.FLOAT32 ? 1 : 0;
    this.data = GramData.of(key, groups);
    this.shape = Shape.of(key.samples(), p);
    shape[Shape.BLOCKS] = Math.min(groups, data.tiling()[Tiling.BLOCKS]);
    this.moments = new double[groups * Moments.square(p)];
    this.frame = new double[2 * (p + 2)];
    this.w = new double[GramEpochs.padded(p) + 1];
    this.rows = new double[GramEpochs.rows(p) * GramEpochs.padded(p)];
    this.form = new VectorDouble8(GramEpochs.rows(p) * GramEpochs.padded(p) / 8);
  }

  /** As many work-groups as run at once, or one where the data are few. */
  private static int groups(PlanKey key) {
    long products = (long) key.samples() * Moments.square(key.features());
    return (int) Math.min(key.device().computeUnits(), products / WORTH_SHARING + 1);
  }

  void load(Problem problem, Frame framing) {
    data.load(problem, framing);
    System.arraycopy(framing.values(), 0, frame, 0, frame.length);
  }

  void begin(Descent descent) {
    double[] start = descent.start();
    for (int j = 0; j < start.length; j++) {
      w[j] = GramDescent.rounded(start[j], single);
    }
    System.arraycopy(descent.rule(), 0, rule, 0, rule.length);
    Arrays.fill(state, 0);
  }

  /** What changes with the problem. */
  Object[] data() {
    return new Object[] {data.resident(), frame};
  }

  double[] state() {
    return state;
  }

  /** What changes with the descent. */
  Object[] descent() {
    return new Object[] {w, state, rule};
  }

  Object[] scratch() {
    Object[] own = {moments, spread, rows, form, shape};
    Object[] all = Arrays.copyOf(data.scratch(), data.scratch().length + own.length);
    System.arraycopy(own, 0, all, data.scratch().length, own.length);
    return all;
  }

  Object[] result() {
    return new Object[] {w, state, spread};
  }

  void addTasks(TaskGraph graph, GridScheduler grid) {
    data.addMoments(graph, moments, shape);
    addEpochs(graph);
    grid.addWorkerGrid(name(graph, GramData.MOMENTS), loners(shape[Shape.BLOCKS]));
    grid.addWorkerGrid(name(graph, EPOCHS), loners(1));
  }

  private void addEpochs(TaskGraph graph) {
    if (key.features() == 1) {
      graph.task(
          EPOCHS, GramDescent::trainLine, moments, frame, w, spread, state, rule, shape, single);
    } else {
      graph.task(
          EPOCHS,
          GramEpochs::train,
          new KernelContext(),
          moments,
          frame,
          w,
          rows,
          form,
          spread,
          state,
          rule,
          shape,
          single);
    }
  }

  private static String name(TaskGraph graph, String task) {
    return graph.getTaskGraphName() + "." + task;
  }

  /** Work-groups of one item each: the default would put all items into one, on one core. */
  private static WorkerGrid loners(int groups) {
    WorkerGrid grid = new WorkerGrid1D(groups);
    grid.setLocalWork(1, 1, 1);
    return grid;
  }

  boolean isSpoilt(Descent descent) {
    return Cancellation.spoils(descent, state, spread[0], key.precision());
  }

  Descended descended(Meter meter) {
    int epochs = (int) state[StopRule.EPOCH];
    Attestation attestation =
        new Attestation(
            "tornado",
            key.mode(),
            key.precision(),
            key.device(),
            List.of(GramData.MOMENTS, EPOCHS),
            epochs,
            meter.bytesToDevice(),
            meter.bytesToHost(),
            meter.compileNanos(),
            meter.transferNanos(),
            meter.runNanos());
    return new Descended(
        Arrays.copyOf(w, key.features() + 1),
        epochs,
        (int) state[StopRule.STATUS],
        new double[0],
        attestation);
  }
}
