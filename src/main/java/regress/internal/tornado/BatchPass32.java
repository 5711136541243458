package regress.internal.tornado;

import java.util.List;
import regress.engine.Loss;
import regress.internal.engine.Problem;
import regress.internal.kernel.StopRule;
import regress.internal.tornado.DeviceArrays.Role;
import regress.internal.tornado.kernel.Batch;
import regress.internal.tornado.kernel.BatchMoments32;
import regress.internal.tornado.kernel.Rows32;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.common.TaskPackage;

/** {@link BatchPass} in float32. */
final class BatchPass32 implements BatchPass {
  private final PlanKey key;

  /**
   * 1 where a column of ones is in front of the others, whose values say whether there is a row.
   */
  private final int ones;

  private final Rows32 data;
  private final int[] shape;
  private final double[] results;
  private final Rows32 parameters;
  private final Rows32 lanes;
  private final double[] rule;

  BatchPass32(PlanKey key, DeviceArrays arrays) {
    this.key = key;
    this.ones = key.purpose() == Purpose.SUMS ? 1 : 0;
    double own = key.features() + 1.0;
    double vectors = key.rows() * (ones + key.features() + 1.0);
    double fits = 1.0 * key.blocks() * Rows32.LANES;
    this.data = vectors(arrays, Role.DATA, vectors);
    this.shape = arrays.ints(Role.DATA, new int[Batch.FIRST + key.blocks() + 1]);
    this.results = arrays.doubles(Role.OUTPUT, fits * BatchPass.terms(key));
    boolean isOfSums = ones == 1;
    double groups = BatchPass.groups(key);
    this.parameters = isOfSums ? vectors(arrays, Role.INPUT, key.blocks() * own) : null;
    this.lanes = isOfSums ? vectors(arrays, Role.SCRATCH, groups * own) : null;
    this.rule = isOfSums ? arrays.doubles(Role.INPUT, StopRule.RULE_LENGTH) : null;
  }

  private static Rows32 vectors(DeviceArrays arrays, Role role, double vectors) {
    return arrays.vectors(role, vectors, Float.BYTES, Rows32::new);
  }

  @Override
  public void load(BatchLayout layout, List<Problem> problems) {
    layout.write(shape, BatchPass.groups(key));
    data.values().init(0);
    int columns = ones + layout.features() + 1;
    for (int fit = 0; fit < problems.size(); fit++) {
      int place = fit;
      Problem problem = problems.get(fit);
      problem.read(
          0,
          problem.samples(),
          (from, some, z) -> {
            for (int i = 0; i < some; i++) {
              for (int column = 0; column < columns; column++) {
                double value = column < ones ? 1 : z[column - ones][i];
                data.values().set(layout.index(place, from + i, column, columns), (float) value);
              }
            }
          });
    }
  }

  @Override
  public void begin(BatchLayout layout, Loss loss, List<double[]> parametersOfEach) {
    rule[StopRule.PARAMETER] = loss.parameter();
    for (int place = 0; place < parametersOfEach.size(); place++) {
      double[] w = parametersOfEach.get(place);
      for (int j = 0; j < w.length; j++) {
        parameters.values().set(layout.parameter(place, j), (float) w[j]);
      }
    }
  }

  @Override
  public void addPass(TaskGraph graph, GridScheduler grid) {
    String task = key.purpose().toString();
    KernelContext context = new KernelContext();
    NamedGraph.add(
        graph,
        grid,
        BatchPass.groups(key),
        1,
        ones == 0
            ? new TaskPackage(task, BatchMoments32::moments, context, data, results, shape)
            : new TaskPackage(
                task,
                Losses32.of(key.loss()).batchSums(),
                context,
                data,
                parameters,
                lanes,
                results,
                rule,
                shape));
  }

  @Override
  public double[] results() {
    return results;
  }
}
