package regress.internal.tornado;

import java.util.Arrays;
import java.util.List;
import regress.internal.engine.Descent;
import regress.internal.engine.Problem;
import regress.internal.kernel.StopRule;
import regress.internal.tornado.DeviceArrays.Role;
import regress.internal.tornado.kernel.Groups;
import regress.internal.tornado.kernel.LossKernels32;
import regress.internal.tornado.kernel.WorkGroups;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.common.TaskPackage;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** {@link Workspace} in float32 for work-groups on a GPU. */
record GroupedWorkspace32(
    DeviceArrays arrays,
    GroupedShape grouped,
    LossKernels32 kernels,
    float[] x,
    float[] y,
    float[] residuals,
    float[] w,
    double[] gradient,
    double[] sums,
    double[] state,
    double[] rule,
    int[] shape,
    IntArray meeting,
    KernelContext context)
    implements Workspace {

  static GroupedWorkspace32 of(GroupedShape grouped, LossKernels32 kernels, DeviceArrays arrays) {
    double numbers = grouped.groupValues();
    return new GroupedWorkspace32(
        arrays,
        grouped,
        kernels,
        arrays.add(Role.DATA, grouped.featureValues(), Float.BYTES, float[]::new),
        arrays.add(Role.DATA, grouped.samples(), Float.BYTES, float[]::new),
        arrays.add(Role.SCRATCH, grouped.samples(), Float.BYTES, float[]::new),
        arrays.add(arrays.moved(), numbers, Float.BYTES, float[]::new),
        // Copied: TornadoVM allocates no memory for scratch that the first task does not read.
        arrays.doubles(Role.INPUT, numbers),
        arrays.doubles(arrays.summed(), grouped.slots() * numbers),
        arrays.doubles(arrays.moved(), grouped.groups() * Groups.STATE_STRIDE),
        arrays.doubles(Role.INPUT, StopRule.RULE_LENGTH),
        arrays.ints(Role.DATA, grouped.forKernels()),
        arrays.add(Role.INPUT, WorkGroups.MEETING_LENGTH, Integer.BYTES, IntArray::new),
        new KernelContext());
  }

  @Override
  public void load(Problem problem, int first, int rows) {
    problem.copy(first, rows, x, y);
    System.arraycopy(grouped.with(rows).forKernels(), 0, shape, 0, shape.length);
  }

  @Override
  public void begin(Descent descent) {
    for (int group = 0; group < grouped.groups(); group++) {
      for (int j = 0; j < descent.start().length; j++) {
        w[group * grouped.stride() + j] = (float) descent.start()[j];
      }
    }
    System.arraycopy(descent.rule(), 0, rule, 0, rule.length);
    Arrays.fill(state, 0);
    meeting.init(0);
    meeting.set(WorkGroups.LOOKS, grouped.looks());
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
    return Problem.toDoubles(Arrays.copyOf(w, grouped.features() + 1));
  }

  @Override
  public void addPass(TaskGraph graph, GridScheduler grid) {
    add(graph, grid, "first", kernels.groupedFirst());
  }

  @Override
  public void addEpoch(TaskGraph graph, GridScheduler grid, int number) {
    add(graph, grid, "epoch" + number, kernels.groupedEpoch());
  }

  private void add(TaskGraph graph, GridScheduler grid, String task, LossKernels32.OnGroups code) {
    add(
        graph,
        grid,
        new TaskPackage(
            task, code, context, x, y, residuals, w, gradient, sums, state, rule, shape));
  }

  private void add(TaskGraph graph, GridScheduler grid, TaskPackage task) {
    NamedGraph.add(graph, grid, grouped.groups() * grouped.items(), grouped.items(), task);
  }

  @Override
  public void addTo(double[] totals) {
    for (int group = 0; group < grouped.groups(); group++) {
      for (int j = 0; j < totals.length; j++) {
        totals[j] += sums[group * grouped.stride() + j];
      }
    }
  }

  @Override
  public List<String> trainKernels() {
    return List.of("clear", "train");
  }

  @Override
  public void addTrain(TaskGraph graph, GridScheduler grid) {
    add(graph, grid, new TaskPackage("clear", WorkGroups::clear, context, sums, shape));
    add(
        graph,
        grid,
        new TaskPackage(
            "train",
            kernels.groupedTrain(),
            context,
            x,
            y,
            residuals,
            w,
            gradient,
            sums,
            state,
            rule,
            shape,
            meeting));
  }
}
