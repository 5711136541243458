package regress.tornado;

import regress.engine.ArraySize;
import regress.engine.EngineException;
import regress.kernel.Moments;
import regress.kernel.Shape;
import regress.kernel.StopRule;
import regress.tornado.kernel.Batch;
import regress.tornado.kernel.Groups;
import regress.tornado.kernel.Tiling;
import regress.tornado.kernel.WorkGroups;

/**
 * What a plan's arrays take on its device, from their sizes alone. In double, which no shape
 * overflows.
 *
 * @param bytes bytes of all arrays
 * @param arrayBytes bytes of the largest
 * @param arrayLength length of the longest
 */
record Footprint(double bytes, double arrayBytes, double arrayLength) {
  /** More than TornadoVM puts before an array's values. */
  private static final int HEADER = 64;

  /** TornadoVM's vector arrays are made no shorter. */
  private static final int FEWEST_VECTORS = 17;

  private static final Footprint NONE = new Footprint(0, 0, 0);

  /** Of a plan that has all its rows on the device at once. */
  static Footprint of(PlanKey key) {
    if (key.blocks() > 0) {
      return batch(key);
    }
    boolean ofMoments = key.purpose() == Purpose.MOMENTS;
    return switch (key.family()) {
      case VECTOR -> ofMoments ? moments(key) : blocked(key);
      case COALESCED -> ofMoments ? moments(key) : grouped(key);
      default -> ofMoments ? plainMoments(key) : plain(key);
    };
  }

  /**
   * Most rows, at most all, that may be on the device at a time.
   *
   * @throws EngineException if it is not even one
   */
  static int mostRows(PlanKey key) {
    int rows = 0;
    int tooMany = key.rows();
    if (of(key.with(tooMany)).fits(key.memory())) {
      return tooMany;
    }
    while (tooMany - rows > 1) {
      int middle = rows + (tooMany - rows) / 2;
      if (of(key.with(middle)).fits(key.memory())) {
        rows = middle;
      } else {
        tooMany = middle;
      }
    }
    if (rows == 0) {
      throw tooSmall(key);
    }
    return rows;
  }

  private static EngineException tooSmall(PlanKey key) {
    return EngineException.failed(
        "One row of %d features needs %.0f bytes on device %s, more than fit into an array or into the %d bytes that may be used. Allow more device memory, or choose engine jvm."
            .formatted(
                key.features(), of(key.with(1)).bytes(), key.device().id(), key.memory().bytes()),
        null);
  }

  /** Whether such a plan can be. */
  boolean fits(Memory memory) {
    return bytes <= memory.bytes()
        && arrayBytes < memory.arrayBytes()
        && arrayLength <= ArraySize.MOST;
  }

  private Footprint with(double length, int valueBytes) {
    double size = length * valueBytes + HEADER;
    return new Footprint(bytes + size, Math.max(arrayBytes, size), Math.max(arrayLength, length));
  }

  /** An array of vectors, whose length is that of its values. */
  private Footprint withVectors(double vectors, PlanKey key) {
    int lanes = BlockedShape.lanes(key.precision());
    return with(Math.max(vectors, FEWEST_VECTORS) * lanes, key.precision().bytes());
  }

  /** {@link GroupedWorkspace32} or {@link GroupedWorkspace64}. */
  private static Footprint grouped(PlanKey key) {
    int value = key.precision().bytes();
    GroupedShape shape = GroupedShape.of(key);
    double n = key.rows();
    double numbers = (double) shape.groups() * shape.stride();
    return NONE.with(Math.max(n * key.features(), shape.allRows()), value)
        .with(n, value)
        .with(n, value)
        .with(numbers, value)
        .with(numbers, Double.BYTES)
        .with(shape.slots() * numbers, Double.BYTES)
        .with(shape.groups() * Groups.STATE_STRIDE, Double.BYTES)
        .with(StopRule.RULE_LENGTH, Double.BYTES)
        .with(WorkGroups.SHAPE_LENGTH, Integer.BYTES)
        .with(WorkGroups.MEETING_LENGTH, Integer.BYTES);
  }

  /** {@link Workspace32} or {@link Workspace64}. */
  private static Footprint plain(PlanKey key) {
    int value = key.precision().bytes();
    double n = key.rows();
    double parameters = key.features() + 1.0;
    int blocks = Shape.of(key.rows(), key.features())[Shape.BLOCKS];
    return NONE.with(n * key.features(), value)
        .with(n, value)
        .with(n, value)
        .with(parameters, value)
        .with(blocks, Double.BYTES)
        .with(blocks * parameters, Double.BYTES)
        .with(parameters, Double.BYTES)
        .with(StopRule.STATE_LENGTH + StopRule.RULE_LENGTH, 2 * Double.BYTES)
        .with(Groups.SHAPE_LENGTH, Integer.BYTES);
  }

  /** {@link BlockedWorkspace32} or {@link BlockedWorkspace64}. */
  private static Footprint blocked(PlanKey key) {
    int value = key.precision().bytes();
    BlockedShape shape = BlockedShape.of(key, BlockedShape.lanes(key.precision()));
    double vectors = (double) shape.blocks() * Groups.VECTORS;
    double numbers = (double) shape.groups() * shape.stride();
    return NONE.withVectors(vectors * key.features(), key)
        .withVectors(vectors + Groups.VECTORS, key)
        .withVectors(numbers, key)
        .with(numbers, value)
        .with(shape.sumValues(), Double.BYTES)
        .with(shape.groups() * Groups.STATE_STRIDE, Double.BYTES)
        .with(StopRule.STATE_LENGTH + StopRule.RULE_LENGTH, 2 * Double.BYTES)
        .with(Groups.SHAPE_LENGTH, Integer.BYTES)
        .with(Groups.meetingLength(shape.groups()), Integer.BYTES);
  }

  /** {@link Batched}. */
  private static Footprint batch(PlanKey key) {
    double lanes = BlockedShape.lanes(key.precision());
    double p = key.features();
    boolean sums = key.purpose() == Purpose.SUMS;
    Footprint pass =
        NONE.withVectors(key.rows() * (p + (sums ? 2 : 1)), key)
            .with(lanes * key.blocks() * Batched.terms(key), Double.BYTES)
            .with(Batch.FIRST + key.blocks() + 1.0, Integer.BYTES)
            .with(StopRule.STATE_LENGTH, Double.BYTES);
    return !sums
        ? pass
        : pass.withVectors(key.blocks() * (p + 1), key)
            .withVectors((double) Batched.groups(key) * (p + 1), key)
            .with(StopRule.RULE_LENGTH, Double.BYTES);
  }

  /** {@link RowMoments}. */
  private static Footprint moments(PlanKey key) {
    int lanes = GramData.lanes(key);
    int groups = RowMoments.groups(key);
    int[] tiling = Tiling.of(key.rows(), key.features(), lanes, groups);
    double stride = Moments.stride(key.features());
    double vectors =
        (double) tiling[Tiling.COLUMNS] * tiling[Tiling.BLOCKS] * tiling[Tiling.HEIGHT];
    return NONE.withVectors(vectors * lanes / BlockedShape.lanes(key.precision()), key)
        .withVectors(Tiling.sums(tiling, lanes, groups), key)
        .with(stride * stride * groups, Double.BYTES)
        .with(StopRule.STATE_LENGTH, Double.BYTES)
        .with(Groups.SHAPE_LENGTH + tiling.length, 2 * Integer.BYTES);
  }

  /** {@link RowMoments} of {@link PlainData32} or {@link PlainData64}. */
  private static Footprint plainMoments(PlanKey key) {
    double square = Moments.square(key.features());
    return NONE.with(key.rows() * (key.features() + 1.0), key.precision().bytes())
        .with(square * Shape.of(key.rows(), key.features())[Shape.BLOCKS], Double.BYTES)
        .with(StopRule.STATE_LENGTH, Double.BYTES)
        .with(Groups.SHAPE_LENGTH, Integer.BYTES);
  }
}
