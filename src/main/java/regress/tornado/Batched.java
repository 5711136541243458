package regress.tornado;

import static uk.ac.manchester.tornado.api.enums.DataTransferMode.EVERY_EXECUTION;
import static uk.ac.manchester.tornado.api.enums.DataTransferMode.FIRST_EXECUTION;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import regress.engine.AffineMap;
import regress.engine.ArraySize;
import regress.engine.ColumnMoments;
import regress.engine.Loss;
import regress.engine.Problem;
import regress.engine.Sums;
import regress.kernel.StopRule;
import regress.tornado.kernel.Batch;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.common.TaskPackage;

/**
 * A pass over many problems in one task-graph execution, side by side in the lanes of vectors, as
 * {@link Batch} has it: their moments, or a loss and its gradient. The data of the last problems
 * stay on the device for the next pass over the same.
 */
final class Batched implements Strategy {
  /** Name of the task that takes a loss and its gradient. */
  static final String SUMS = "sums";

  private static final int DATA = 0;
  private static final int PASS = 1;

  private final PlanKey key;

  /**
   * 1 where a column of ones is in front of the others, whose values say whether there is a row.
   */
  private final int ones;

  private final BatchData data;
  private final BatchData parameters;
  private final BatchData lanes;
  private final double[] results;
  private final double[] rule = new double[StopRule.RULE_LENGTH];
  private final int[] shape;
  private final double[] nothing = new double[StopRule.STATE_LENGTH];
  private final Graphs graphs;
  private List<Resident> resident = List.of();
  private List<AffineMap> maps;

  Batched(PlanKey key) {
    this.key = key;
    this.ones = key.purpose() == Purpose.SUMS ? 1 : 0;
    int p = key.features();
    this.data = BatchData.of(key, key.rows() * (ones + p + 1L));
    this.parameters = BatchData.of(key, ones * key.blocks() * (p + 1L));
    this.lanes = BatchData.of(key, ones * groups(key) * (p + 1L));
    long fits = BlockedShape.lanes(key.precision());
    this.results = new double[ArraySize.of(key.blocks(), fits * terms(key))];
    this.shape = new int[Batch.FIRST + key.blocks() + 1];
    this.graphs = new Graphs(key.device(), this::definition);
  }

  /** Values that a pass leaves for each fit. */
  static int terms(PlanKey key) {
    return key.purpose() == Purpose.SUMS ? key.features() + 2 : Batch.terms(key.features());
  }

  /** More than run at once, so that one that takes longer is no reason for others to wait. */
  static int groups(PlanKey key) {
    return Math.min(key.blocks(), 8 * key.device().computeUnits());
  }

  /** All that it has on the device. */
  Object[] arrays() {
    return ones == 0
        ? new Object[] {data.vectors(), results, shape, nothing}
        : new Object[] {
          data.vectors(), results, shape, nothing, parameters.vectors(), lanes.vectors(), rule
        };
  }

  private List<TaskGraph> definition(GridScheduler grid) {
    TaskGraph load =
        Graphs.named("rows", key, grid)
            .transferToDevice(EVERY_EXECUTION, data.vectors(), results, shape, nothing);
    Graphs.single(grid, load, "begin");
    load.addTask(new TaskPackage("begin", StopRule::begin, nothing))
        .persistOnDevice(data.vectors(), shape, results);
    TaskGraph pass =
        Graphs.named("batch", key, grid)
            .consumeFromDevice(load.getTaskGraphName(), data.vectors(), shape, results);
    WorkerGrid worker = new WorkerGrid1D(groups(key));
    worker.setLocalWork(1, 1, 1);
    String task = ones == 0 ? MomentsData.MOMENTS : SUMS;
    grid.addWorkerGrid(pass.getTaskGraphName() + "." + task, worker);
    if (ones == 0) {
      data.addMoments(pass, results, shape);
    } else {
      pass.transferToDevice(EVERY_EXECUTION, parameters.vectors(), rule)
          .transferToDevice(FIRST_EXECUTION, lanes.vectors());
      data.addSums(pass, key.loss(), parameters, lanes, results, rule, shape);
    }
    return List.of(load, pass.transferToHost(EVERY_EXECUTION, results));
  }

  @Override
  public List<ColumnMoments> moments(List<Problem> problems, Meter meter) {
    BatchLayout layout = BatchLayout.of(problems, key.precision());
    AffineMap none = AffineMap.none(key.features() + 1);
    List<Problem> asTheyAre = problems.stream().map(problem -> problem.in(none)).toList();
    if (!isResident(asTheyAre)) {
      maps = problems.stream().map(problem -> AffineMap.framing(problem.rows())).toList();
      List<Problem> framed = new ArrayList<>();
      for (int i = 0; i < maps.size(); i++) {
        framed.add(problems.get(i).in(maps.get(i)));
      }
      load(layout, framed, asTheyAre, meter);
    }
    graphs.execute(PASS, meter);
    meter.ran(key, List.of(MomentsData.MOMENTS));
    return IntStream.range(0, problems.size())
        .mapToObj(place -> layout.moments(place, results, maps.get(place)))
        .toList();
  }

  @Override
  public List<Sums> sums(
      List<Problem> problems, Loss loss, List<double[]> parametersOfEach, Meter meter) {
    BatchLayout layout = BatchLayout.of(problems, key.precision());
    if (!isResident(problems)) {
      load(layout, problems, problems, meter);
    }
    for (int place = 0; place < problems.size(); place++) {
      double[] w = parametersOfEach.get(place);
      for (int j = 0; j < w.length; j++) {
        parameters.set(layout.parameter(place, j), w[j]);
      }
    }
    rule[StopRule.PARAMETER] = loss.parameter();
    graphs.execute(PASS, meter);
    meter.ran(key, List.of(SUMS));
    return IntStream.range(0, problems.size())
        .mapToObj(place -> layout.sums(place, results))
        .toList();
  }

  private void load(BatchLayout layout, List<Problem> mapped, List<Problem> known, Meter meter) {
    resident = List.of();
    layout.write(shape, groups(key));
    data.load(layout, mapped, ones);
    graphs.transfer(DATA, meter);
    resident = known.stream().map(Resident::of).toList();
  }

  private boolean isResident(List<Problem> problems) {
    return resident.size() == problems.size()
        && IntStream.range(0, problems.size()).allMatch(i -> resident.get(i).is(problems.get(i)));
  }

  @Override
  public void close() {
    graphs.close();
  }
}
