package regress.internal.tornado;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import regress.engine.Loss;
import regress.internal.engine.AffineMap;
import regress.internal.engine.ColumnMoments;
import regress.internal.engine.Problem;
import regress.internal.engine.Sums;

/**
 * A {@link BatchPass} over many problems in one task-graph execution. The data of the last problems
 * stay on the device for the next pass over the same.
 */
final class Batched implements Strategy {
  private final PlanKey key;
  private final BatchPass pass;
  private final DataGraphs graphs;
  private List<AffineMap> maps;

  Batched(PlanKey key) {
    DeviceArrays arrays = DeviceArrays.of(key.purpose());
    this.key = key;
    this.pass = BatchPass.of(key, arrays);
    this.graphs = DataGraphs.of(key, arrays, "batch", pass::addPass);
  }

  @Override
  public List<ColumnMoments> moments(List<Problem> problems, Meter meter) {
    AffineMap none = AffineMap.none(key.features() + 1);
    List<Problem> asTheyAre = problems.stream().map(problem -> problem.in(none)).toList();
    BatchLayout layout = BatchLayout.of(problems, key.precision());
    graphs.hold(asTheyAre, meter, () -> pass.load(layout, framed(problems)));
    execute(meter);
    return IntStream.range(0, problems.size())
        .mapToObj(place -> layout.moments(place, pass.results(), maps.get(place)))
        .toList();
  }

  private List<Problem> framed(List<Problem> problems) {
    maps = problems.stream().map(problem -> AffineMap.framing(problem.rows().spread())).toList();
    List<Problem> framed = new ArrayList<>();
    for (int i = 0; i < maps.size(); i++) {
      framed.add(problems.get(i).in(maps.get(i)));
    }
    return framed;
  }

  @Override
  public List<Sums> sums(
      List<Problem> problems, Loss loss, List<double[]> parameters, Meter meter) {
    BatchLayout layout = BatchLayout.of(problems, key.precision());
    graphs.hold(problems, meter, () -> pass.load(layout, problems));
    pass.begin(layout, loss, parameters);
    execute(meter);
    return IntStream.range(0, problems.size())
        .mapToObj(place -> layout.sums(place, pass.results()))
        .toList();
  }

  private void execute(Meter meter) {
    graphs.execute(DataGraphs.WORK, meter);
    meter.ran(key, List.of(key.purpose().toString()));
  }

  @Override
  public void close() {
    graphs.close();
  }
}
