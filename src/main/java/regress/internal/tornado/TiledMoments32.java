package regress.internal.tornado;

import java.util.List;
import regress.internal.engine.Problem;
import regress.internal.kernel.Moments;
import regress.internal.kernel.Shape;
import regress.internal.tornado.DeviceArrays.Role;
import regress.internal.tornado.kernel.GramLine32;
import regress.internal.tornado.kernel.GramTiles32;
import regress.internal.tornado.kernel.GroupedMoments32;
import regress.internal.tornado.kernel.Rows32;
import regress.internal.tornado.kernel.Tiling;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.common.TaskPackage;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/** A {@link RowPass} that takes moments of float32 rows, on CPUs and GPUs. */
final class TiledMoments32 implements RowPass {
  private final GramShape gram;
  private final DeviceArrays arrays;
  private final KernelContext context = new KernelContext();
  private final int[] tiling;
  private final int[] shape;

  /** The matrix, as a CPU reads it; a GPU's items read single values. */
  private final Rows32 vectors;

  private final FloatArray data;
  private final Rows32 sums;
  private final double[] moments;

  TiledMoments32(GramShape gram, DeviceArrays arrays) {
    this.gram = gram;
    this.arrays = arrays;
    this.tiling = arrays.ints(Role.DATA, gram.tiling());
    this.shape = arrays.ints(Role.DATA, gram.forKernels());
    this.moments = arrays.doubles(Role.OUTPUT, gram.squareValues());
    if (gram.lanes() == 1) {
      this.vectors = null;
      this.sums = null;
      this.data = arrays.add(Role.DATA, gram.vectors(), Float.BYTES, FloatArray::new);
    } else {
      this.vectors = arrays.vectors(Role.DATA, gram.vectors(), Float.BYTES, Rows32::new);
      this.sums = arrays.vectors(Role.SCRATCH, gram.sumVectors(), Float.BYTES, Rows32::new);
      this.data = vectors == null ? null : vectors.values();
    }
  }

  @Override
  public DeviceArrays arrays() {
    return arrays;
  }

  @Override
  public void load(Problem problem, int first, int rows) {
    shape[Shape.ROWS] = rows;
    retile(gram.with(rows).tiling());
    int columns = gram.features() + 1;
    int ones = tiling[Tiling.COLUMNS] - columns > 0 ? 1 : 0;
    problem.read(
        first,
        rows,
        (from, some, z) -> {
          for (int column = 0; column < columns; column++) {
            set(column + ones, from, some, z[column]);
          }
        });
    int padded = tiling[Tiling.BLOCKS] * tiling[Tiling.HEIGHT] * gram.lanes();
    for (int row = 0; row < padded; row++) {
      for (int column = 0; row >= rows && column < columns; column++) {
        data.set(index(column + ones, row), 0);
      }
      if (ones > 0) {
        data.set(index(0, row), row < rows ? 1 : 0);
      }
    }
  }

  /** Rows of a block follow each other. */
  private void set(int place, int from, int rows, double[] z) {
    int blockRows = tiling[Tiling.HEIGHT] * gram.lanes();
    for (int i = 0; i < rows; ) {
      int start = index(place, from + i) - i;
      int end = Math.min(rows, i + blockRows - (from + i) % blockRows);
      for (; i < end; i++) {
        data.set(start + i, (float) z[i]);
      }
    }
  }

  private void retile(int[] other) {
    if (other[Tiling.HEIGHT] != tiling[Tiling.HEIGHT]) {
      data.init(0); // The zeros that fill up the columns to whole tiles lie elsewhere then.
    }
    System.arraycopy(other, 0, tiling, 0, other.length);
  }

  private int index(int place, int row) {
    int blockRows = tiling[Tiling.HEIGHT] * gram.lanes();
    int block = row / blockRows;
    return (block * tiling[Tiling.COLUMNS] + place) * blockRows + row % blockRows;
  }

  @Override
  public List<String> passKernels() {
    return List.of("moments");
  }

  @Override
  public void addPass(TaskGraph graph, GridScheduler grid) {
    NamedGraph.add(
        graph,
        grid,
        gram.allItems(),
        gram.items(),
        gram.lanes() == 1
            ? new TaskPackage(
                "moments", GroupedMoments32::moments, context, data, moments, shape, tiling)
            : gram.features() == 1
                ? new TaskPackage(
                    "moments", GramLine32::moments, context, vectors, moments, shape, tiling)
                : new TaskPackage(
                    "moments",
                    GramTiles32::moments,
                    context,
                    vectors,
                    sums,
                    moments,
                    shape,
                    tiling));
  }

  @Override
  public void addTo(double[] totals) {
    Moments.add(moments, totals);
  }
}
