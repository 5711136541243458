package regress.internal.tornado;

import java.util.Arrays;
import java.util.List;
import regress.internal.engine.Descent;
import regress.internal.engine.Problem;
import regress.internal.kernel.GradientDescent32;
import regress.internal.kernel.LinearLoss32;
import regress.internal.kernel.Shape;
import regress.internal.kernel.StopRule;
import regress.internal.tornado.DeviceArrays.Role;
import regress.internal.tornado.kernel.LossKernels32;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.common.TaskPackage;

/** {@link Workspace} in float32 for the plain kernels, on any device. */
record Workspace32(
    DeviceArrays arrays,
    LossKernels32 kernels,
    float[] x,
    float[] y,
    float[] w,
    float[] residuals,
    double[] values,
    double[] slopes,
    double[] gradient,
    double[] state,
    double[] rule,
    int[] shape)
    implements Workspace {

  static Workspace32 of(int samples, int features, LossKernels32 kernels, DeviceArrays arrays) {
    int[] shape = Shape.of(samples, features);
    double parameters = features + 1.0;
    double blocks = shape[Shape.BLOCKS];
    return new Workspace32(
        arrays,
        kernels,
        arrays.add(Role.DATA, 1.0 * samples * features, Float.BYTES, float[]::new),
        arrays.add(Role.DATA, samples, Float.BYTES, float[]::new),
        arrays.add(arrays.moved(), parameters, Float.BYTES, float[]::new),
        arrays.add(Role.SCRATCH, samples, Float.BYTES, float[]::new),
        arrays.doubles(arrays.summed(), blocks),
        arrays.doubles(arrays.summed(), blocks * parameters),
        // Copied: TornadoVM allocates no memory for scratch that the first task does not read.
        arrays.doubles(Role.INPUT, parameters),
        arrays.doubles(arrays.moved(), StopRule.STATE_LENGTH),
        arrays.doubles(Role.INPUT, StopRule.RULE_LENGTH),
        arrays.ints(Role.DATA, shape));
  }

  @Override
  public void load(Problem problem, int first, int rows) {
    shape[Shape.ROWS] = rows;
    shape[Shape.BLOCKS] = (rows - 1) / shape[Shape.BLOCK_ROWS] + 1;
    problem.copy(first, rows, x, y);
  }

  @Override
  public void begin(Descent descent) {
    Problem.round(descent.start(), w);
    System.arraycopy(descent.rule(), 0, rule, 0, rule.length);
    Arrays.fill(state, 0);
  }

  @Override
  public Object parametersArray() {
    return w;
  }

  @Override
  public double[] parameters() {
    return Problem.toDoubles(w);
  }

  @Override
  public long parametersBytes() {
    return (long) w.length * Float.BYTES;
  }

  @Override
  public List<String> epochKernels() {
    return List.of("loss", "gradient", "update");
  }

  @Override
  public int tasksPerEpoch() {
    return 3;
  }

  @Override
  public List<String> passKernels() {
    return List.of("loss", "gradient");
  }

  @Override
  public void addPass(TaskGraph graph, GridScheduler grid) {
    addLoss(graph, "");
    addGradient(graph, "");
  }

  @Override
  public void addTo(double[] totals) {
    int parameters = w.length;
    for (int block = 0; block < shape[Shape.BLOCKS]; block++) {
      for (int j = 0; j < parameters; j++) {
        totals[j] += slopes[block * parameters + j];
      }
      totals[parameters] += values[block];
    }
  }

  void addLoss(TaskGraph graph, String suffix) {
    int blocks = shape[Shape.BLOCKS];
    graph.addTask(
        new TaskPackage(
            "loss" + suffix, kernels.plainLoss(), x, y, w, residuals, values, rule, shape, blocks));
  }

  void addGradient(TaskGraph graph, String suffix) {
    int blocks = shape[Shape.BLOCKS];
    graph.addTask(
        new TaskPackage(
            "gradient" + suffix, LinearLoss32::gradient, x, residuals, slopes, shape, blocks));
  }

  void addUpdate(TaskGraph graph, String suffix) {
    graph.addTask(
        new TaskPackage(
            "update" + suffix,
            GradientDescent32::update,
            w,
            values,
            slopes,
            gradient,
            state,
            rule,
            shape));
  }

  @Override
  public void addEpoch(TaskGraph graph, GridScheduler grid, int number) {
    addUpdate(graph, "" + number);
    addLoss(graph, "" + number);
    addGradient(graph, "" + number);
  }

  @Override
  public void addTrain(TaskGraph graph, GridScheduler grid) {
    graph.addTask(
        new TaskPackage(
            "train",
            kernels.plainTrain(),
            x,
            y,
            w,
            residuals,
            values,
            slopes,
            gradient,
            state,
            rule,
            shape));
  }
}
