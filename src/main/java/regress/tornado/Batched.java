package regress.tornado;

import static uk.ac.manchester.tornado.api.enums.DataTransferMode.EVERY_EXECUTION;
import static uk.ac.manchester.tornado.api.enums.DataTransferMode.FIRST_EXECUTION;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import regress.engine.Attestation;
import regress.engine.Cancellation;
import regress.engine.Descended;
import regress.engine.Descent;
import regress.engine.Mode;
import regress.engine.Problem;
import regress.engine.Progress;
import regress.kernel.StopRule;
import regress.tornado.kernel.Batch;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;

/**
 * Many independent fits in one task-graph execution, side by side in the lanes of vectors, as
 * {@link Batch} has it; streaming or on moments. The data of the last problems stay on the device
 * for the next fits of the same.
 *
 * <p>Fits whose stop rule moments cannot serve ({@link Cancellation}) stream over the data instead,
 * together, and are attested as what they were.
 */
final class Batched implements Strategy {
  private static final int DATA = 0;
  private static final int DESCENTS = 1;

  private final PlanKey key;
  private final BatchData data;
  private final double[] fits;
  private final int[] shape;
  private final double[] nothing = new double[StopRule.STATE_LENGTH];
  private final Graphs graphs;
  private List<WeakReference<Problem>> resident = List.of();
  private Strategy streaming;

  Batched(PlanKey key) {
    this.key = key;
    this.data = BatchData.of(key, groups(key));
    this.fits = new double[key.blocks() * Batch.size(key.features())];
    this.shape = new int[Batch.part(key.blocks())];
    this.graphs = new Graphs(key.device(), this::definition);
  }

  /** More than run at once, so that one that takes longer is no reason for others to wait. */
  static int groups(PlanKey key) {
    return Math.min(key.blocks(), 8 * key.device().computeUnits());
  }

  /** All that it has on the device. */
  Object[][] arrays() {
    return new Object[][] {data.resident(), data.scratch(), {fits, shape, nothing}};
  }

  private List<TaskGraph> definition(GridScheduler grid) {
    TaskGraph load =
        Graphs.named("data")
            .transferToDevice(EVERY_EXECUTION, data.resident())
            .transferToDevice(EVERY_EXECUTION, shape, nothing)
            .task("begin", StopRule::begin, nothing)
            .persistOnDevice(data.resident())
            .persistOnDevice(shape);
    TaskGraph train =
        Graphs.named("batch")
            .consumeFromDevice(load.getTaskGraphName(), data.resident())
            .consumeFromDevice(load.getTaskGraphName(), shape)
            .transferToDevice(EVERY_EXECUTION, fits)
            .transferToDevice(FIRST_EXECUTION, data.scratch());
    data.addFit(train, fits, shape);
    WorkerGrid worker = new WorkerGrid1D(groups(key));
    worker.setLocalWork(1, 1, 1);
    grid.addWorkerGrid(train.getTaskGraphName() + "." + BatchData.FIT, worker);
    return List.of(load, train.transferToHost(EVERY_EXECUTION, fits));
  }

  @Override
  public Descended fit(Problem problem, Descent descent, Progress progress) {
    return fitAll(List.of(problem), List.of(descent)).getFirst();
  }

  @Override
  public List<Descended> fitAll(List<Problem> problems, List<Descent> descents) {
    Meter meter = new Meter();
    BatchLayout layout = BatchLayout.of(problems);
    if (!isResident(problems)) {
      resident = List.of();
      layout.write(shape, key.mode(), groups(key));
      data.load(layout);
      graphs.transfer(DATA, meter);
      resident = problems.stream().map(WeakReference::new).toList();
    }
    begin(layout, descents);
    graphs.execute(DESCENTS, meter);
    List<Descended> ends = ends(layout, meter);
    return key.mode() == Mode.GRAM ? withoutSpoilt(problems, descents, layout, ends) : ends;
  }

  private boolean isResident(List<Problem> problems) {
    return resident.size() == problems.size()
        && IntStream.range(0, problems.size())
            .allMatch(i -> resident.get(i).get() == problems.get(i));
  }

  private void begin(BatchLayout layout, List<Descent> descents) {
    int own = Batch.own(key.features());
    Arrays.fill(fits, 0);
    for (int place = 0; place < layout.fits(); place++) {
      int at = layout.own(place);
      int lane = at + place % Batch.LANES;
      int n = layout.problems().get(place).samples();
      Descent descent = descents.get(place);
      fits[lane + Batch.SCALE] = 1.0 / n;
      fits[lane + Batch.COUNT] = n;
      fits[lane + Batch.RATE] = descent.learningRate();
      fits[lane + Batch.SLACK] = descent.tolerance() > 0 ? descent.tolerance() * (1 + 1e-6) : -1;
      fits[lane + Batch.BOUND] = -1;
      for (int j = 0; j < descent.start().length; j++) {
        fits[lane + Batch.PARAMETERS + j * Batch.LANES] = data.rounded(descent.start()[j]);
      }
      int rule = Batch.rules(key.features()) + place % Batch.LANES * StopRule.RULE_LENGTH;
      System.arraycopy(descent.rule(), 0, fits, at + rule, StopRule.RULE_LENGTH);
      double limit = place % Batch.LANES == 0 ? descent.epochs() : fits[at + own + Batch.LIMIT];
      fits[at + own + Batch.LIMIT] = Math.min(limit, descent.epochs());
      fits[at + own + Batch.RUNNING]++;
      fits[at + own + Batch.JUDGED] = 1;
    }
  }

  private List<Descended> ends(BatchLayout layout, Meter meter) {
    List<Descended> ends = new ArrayList<>();
    long run = meter.runNanos();
    for (int place = 0; place < layout.fits(); place++) {
      double[] state = state(layout, place);
      int epochs = (int) state[StopRule.EPOCH];
      ends.add(
          new Descended(
              parameters(layout, place),
              epochs,
              (int) state[StopRule.STATUS],
              new double[0],
              attestation(epochs, run, meter)));
    }
    return ends;
  }

  private double[] state(BatchLayout layout, int place) {
    int lane = place % Batch.LANES;
    int from = layout.own(place) + Batch.states(key.features()) + lane * StopRule.STATE_LENGTH;
    return Arrays.copyOfRange(fits, from, from + StopRule.STATE_LENGTH);
  }

  private double[] parameters(BatchLayout layout, int place) {
    int from = layout.own(place) + Batch.ends(key.features()) + place % Batch.LANES;
    double[] parameters = new double[key.features() + 1];
    for (int j = 0; j < parameters.length; j++) {
      parameters[j] = fits[from + j * Batch.LANES];
    }
    return parameters;
  }

  private Attestation attestation(int epochs, long run, Meter meter) {
    return new Attestation(
        "tornado",
        key.mode(),
        key.precision(),
        key.device(),
        List.of(BatchData.FIT),
        epochs,
        meter.bytesToDevice(),
        meter.bytesToHost(),
        meter.compileNanos(),
        meter.transferNanos(),
        run);
  }

  private List<Descended> withoutSpoilt(
      List<Problem> problems, List<Descent> descents, BatchLayout layout, List<Descended> ends) {
    List<Integer> spoilt = new ArrayList<>();
    for (int place = 0; place < layout.fits(); place++) {
      double spread = fits[layout.own(place) + Batch.END_SPREAD + place % Batch.LANES];
      if (Cancellation.spoils(descents.get(place), state(layout, place), spread, key.precision())) {
        spoilt.add(place);
      }
    }
    if (spoilt.isEmpty()) {
      return ends;
    }
    if (streaming == null) {
      streaming = Plans.make(key.with(Mode.FUSED));
    }
    List<Descended> streamed =
        streaming.fitAll(
            spoilt.stream().map(problems::get).toList(),
            spoilt.stream().map(descents::get).toList());
    for (int k = 0; k < streamed.size(); k++) {
      ends.set(spoilt.get(k), streamed.get(k));
    }
    return ends;
  }

  @Override
  public void close() {
    graphs.close();
    if (streaming != null) {
      streaming.close();
    }
  }
}
