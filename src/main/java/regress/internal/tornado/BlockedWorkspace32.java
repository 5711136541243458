package regress.internal.tornado;

import java.util.Arrays;
import regress.internal.engine.Descent;
import regress.internal.engine.Problem;
import regress.internal.kernel.StopRule;
import regress.internal.tornado.DeviceArrays.Role;
import regress.internal.tornado.kernel.Control;
import regress.internal.tornado.kernel.Groups;
import regress.internal.tornado.kernel.LossKernels32;
import regress.internal.tornado.kernel.LossKernels32.OnVectors;
import regress.internal.tornado.kernel.LossKernels32.TrainOnVectors;
import regress.internal.tornado.kernel.Rows32;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.common.TaskPackage;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** {@link Workspace} in float32 for vector kernels on a CPU device. */
record BlockedWorkspace32(
    DeviceArrays arrays,
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
  /** A whole descent takes all that goes there and back in one array. */
  static BlockedWorkspace32 of(BlockedShape blocked, LossKernels32 kernels, DeviceArrays arrays) {
    double numbers = blocked.groupValues();
    double control = Control.PARAMETERS + blocked.features() + 1.0;
    Role own = arrays.isOfFused() ? Role.SCRATCH : Role.INPUT;
    return new BlockedWorkspace32(
        arrays,
        blocked,
        kernels,
        arrays.vectors(Role.DATA, blocked.featureVectors(), Float.BYTES, Rows32::new),
        arrays.vectors(Role.DATA, blocked.targetVectors(), Float.BYTES, Rows32::new),
        arrays.vectors(Role.SCRATCH, numbers, Float.BYTES, Rows32::new),
        arrays.add(own, numbers, Float.BYTES, float[]::new),
        arrays.doubles(arrays.summed(), blocked.sumValues()),
        arrays.doubles(own, blocked.groups() * Groups.STATE_STRIDE),
        arrays.doubles(own, StopRule.RULE_LENGTH),
        arrays.ints(Role.DATA, blocked.forKernels()),
        arrays.add(
            Role.INPUT, Groups.meetingLength(blocked.groups()), Integer.BYTES, IntArray::new),
        arrays.isOfFused()
            ? arrays.add(Role.EXCHANGE, control, Double.BYTES, DoubleArray::new)
            : null,
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
    if (control != null) {
      begin(descent.start());
    }
  }

  private void begin(double[] start) {
    control.init(0);
    for (int k = 0; k < rule.length; k++) {
      control.set(Control.RULE + k, rule[k]);
    }
    for (int j = 0; j < start.length; j++) {
      control.set(Control.PARAMETERS + j, start[j]);
    }
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
  public void addPass(TaskGraph graph, GridScheduler grid) {
    add(graph, grid, "first", isLine() ? kernels.lineFirst() : kernels.blockedFirst());
  }

  @Override
  public void addEpoch(TaskGraph graph, GridScheduler grid, int number) {
    add(graph, grid, "epoch" + number, isLine() ? kernels.lineEpoch() : kernels.blockedEpoch());
  }

  private void add(TaskGraph graph, GridScheduler grid, String task, OnVectors code) {
    NamedGraph.add(
        graph,
        grid,
        blocked.groups(),
        1,
        new TaskPackage(task, code, context, x, y, lanes, w, sums, state, rule, shape));
  }

  private boolean isLine() {
    return blocked.features() == 1;
  }

  @Override
  public void addTo(double[] totals) {
    blocked.addTo(totals, sums);
  }

  @Override
  public void addTrain(TaskGraph graph, GridScheduler grid) {
    TrainOnVectors code = isLine() ? kernels.lineTrain() : kernels.blockedTrain();
    NamedGraph.add(
        graph,
        grid,
        blocked.groups(),
        1,
        new TaskPackage(
            "train", code, context, x, y, lanes, w, sums, state, rule, shape, meeting, control));
  }
}
