package regress.tornado;

import java.util.Arrays;
import java.util.List;
import regress.engine.Descent;
import regress.engine.Problem;
import regress.kernel.StopRule;
import regress.tornado.kernel.Control;
import regress.tornado.kernel.Groups;
import regress.tornado.kernel.LossKernels32;
import regress.tornado.kernel.LossKernels32.OnVectors;
import regress.tornado.kernel.LossKernels32.TrainOnVectors;
import regress.tornado.kernel.Rows32;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.common.TaskPackage;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** {@link Workspace} in float32 for vector kernels on a CPU device. */
record BlockedWorkspace32(
    BlockedShape blocked,
    LossKernels32 kernels,
    Rows32 x,
    Rows32 y,
    Rows32 lanes,
    float[] w,
    double[] sums,
    double[] state,
    double[] rule,
    int[] shape,
    IntArray meeting,
    DoubleArray control,
    KernelContext context)
    implements Workspace {
  static final int LANES = 16;

  static BlockedWorkspace32 of(BlockedShape blocked, LossKernels32 kernels) {
    int numbers = blocked.groups() * blocked.stride();
    return new BlockedWorkspace32(
        blocked,
        kernels,
        new Rows32(blocked.featureVectors()),
        new Rows32(blocked.targetVectors()),
        new Rows32(Math.max(numbers, 17)),
        new float[numbers],
        new double[blocked.sumValues()],
        new double[blocked.groups() * Groups.STATE_STRIDE],
        new double[StopRule.RULE_LENGTH],
        blocked.forKernels(),
        new IntArray(Groups.meetingLength(blocked.groups())),
        new DoubleArray(Control.PARAMETERS + blocked.features() + 1),
        new KernelContext());
  }

  @Override
  public void load(Problem problem, int first, int rows) {
    BlockedShape part = blocked.with(rows);
    shape[Groups.ROWS] = rows;
    shape[Groups.BLOCKS] = part.blocks();
    FloatArray features = x.values();
    FloatArray target = y.values();
    int padded = part.blocks() * part.blockRows();
    problem.read(
        first,
        rows,
        (from, some, columns) -> {
          for (int j = 0; j < part.features(); j++) {
            for (int i = 0; i < some; i++) {
              features.set(part.index(from + i, j), (float) columns[j][i]);
            }
          }
          for (int i = 0; i < some; i++) {
            target.set(from + i, (float) columns[part.features()][i]);
          }
        });
    for (int i = rows; i < padded; i++) {
      for (int j = 0; j < part.features(); j++) {
        features.set(part.index(i, j), 0);
      }
      target.set(i, 0);
    }
    for (int i = 0; i < part.blockRows(); i++) {
      target.set(part.weight(i), i < part.lastRows() ? 1 : 0);
    }
  }

  @Override
  public void begin(Descent descent) {
    for (int group = 0; group < blocked.groups(); group++) {
      for (int j = 0; j < descent.start().length; j++) {
        w[group * blocked.stride() + j] = (float) descent.start()[j];
      }
    }
    System.arraycopy(descent.rule(), 0, rule, 0, rule.length);
    Arrays.fill(state, 0);
    meeting.init(0);
    meeting.set(Groups.LOOKS, blocked.looks());
    control.init(0);
    for (int k = 0; k < rule.length; k++) {
      control.set(Control.RULE + k, rule[k]);
    }
    for (int j = 0; j < descent.start().length; j++) {
      control.set(Control.PARAMETERS + j, descent.start()[j]);
    }
  }

  @Override
  public Object[] trainInputs() {
    return new Object[] {control, meeting};
  }

  @Override
  public Object[] trainScratch() {
    return new Object[] {lanes, w, sums, state, rule};
  }

  @Override
  public Object[] trainOutputs() {
    return new Object[] {control};
  }

  @Override
  public void endTrain() {
    for (int k = 0; k < StopRule.STATE_LENGTH; k++) {
      state[k] = control.get(Control.STATE + k);
    }
    for (int j = 0; j <= blocked.features(); j++) {
      w[j] = (float) control.get(Control.PARAMETERS + j);
    }
  }

  @Override
  public Object[] data() {
    return new Object[] {x, y, shape};
  }

  @Override
  public Object[] descent() {
    return new Object[] {w, state, rule, meeting};
  }

  @Override
  public Object[] scratch() {
    return new Object[] {lanes, sums};
  }

  @Override
  public Object parametersArray() {
    return w;
  }

  @Override
  public long parametersBytes() {
    return (long) w.length * Float.BYTES;
  }

  @Override
  public double[] parameters() {
    return Problem.toDoubles(Arrays.copyOf(w, blocked.features() + 1));
  }

  @Override
  public List<String> epochKernels() {
    return List.of("first", "epoch");
  }

  @Override
  public void addFirst(TaskGraph graph, GridScheduler grid) {
    blocked.schedule(grid, graph, "first");
    OnVectors code = isLine() ? kernels.lineFirst() : kernels.blockedFirst();
    graph.addTask(
        new TaskPackage("first", code, context, x, y, lanes, w, sums, state, rule, shape));
  }

  private boolean isLine() {
    return blocked.features() == 1;
  }

  @Override
  public Object[] results() {
    return new Object[] {sums};
  }

  @Override
  public List<String> passKernels() {
    return List.of("first");
  }

  @Override
  public void addPass(TaskGraph graph, GridScheduler grid) {
    addFirst(graph, grid);
  }

  @Override
  public void addTo(double[] totals) {
    blocked.addTo(totals, sums);
  }

  @Override
  public void addEpoch(TaskGraph graph, GridScheduler grid, int number) {
    String task = "epoch" + number;
    blocked.schedule(grid, graph, task);
    OnVectors code = isLine() ? kernels.lineEpoch() : kernels.blockedEpoch();
    graph.addTask(new TaskPackage(task, code, context, x, y, lanes, w, sums, state, rule, shape));
  }

  @Override
  public void addTrain(TaskGraph graph, GridScheduler grid) {
    blocked.schedule(grid, graph, "train");
    TrainOnVectors code = isLine() ? kernels.lineTrain() : kernels.blockedTrain();
    graph.addTask(
        new TaskPackage(
            "train", code, context, x, y, lanes, w, sums, state, rule, shape, meeting, control));
  }
}
