package regress.internal.tornado;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import regress.internal.kernel.StopRule;

/**
 * The arrays of a plan, each declared once: what it is for, how long it is, and of what. What the
 * plan takes on its device, and what its graphs copy and when, follow from that.
 *
 * <p>Arrays that are only counted are not made: whoever declares them gets null.
 */
final class DeviceArrays {

  /** What an array is for. */
  enum Role {
    /** Rows and how many they are: copied there when the problem changes, and left there. */
    DATA,
    /** Copied there before every descent or pass. */
    INPUT,
    /** Copied there before, and back behind it. */
    EXCHANGE,
    /** Written there, and copied back. */
    OUTPUT,
    /** Written and read there alone. */
    SCRATCH
  }

  private record Declared(Role role, Object array) {}

  /**
   * TornadoVM formats the values of an array of at most 16 vectors as text whenever it executes a
   * graph.
   */
  private static final int FEWEST_VECTORS = 17;

  private final Purpose purpose;
  private final boolean isCounted;
  private final List<Declared> all = new ArrayList<>();
  private Footprint footprint = Footprint.NONE.with(StopRule.STATE_LENGTH, Double.BYTES);

  private DeviceArrays(Purpose purpose, boolean isCounted) {
    this.purpose = purpose;
    this.isCounted = isCounted;
  }

  /** Arrays of a plan for that purpose. */
  static DeviceArrays of(Purpose purpose) {
    return new DeviceArrays(purpose, false);
  }

  /** The same, which are only counted. */
  static DeviceArrays counted(Purpose purpose) {
    return new DeviceArrays(purpose, true);
  }

  /**
   * Declares an array.
   *
   * @param length values, in double, which no shape overflows
   * @param maker of an array so long
   */
  <T> T add(Role role, double length, int valueBytes, IntFunction<T> maker) {
    footprint = footprint.with(length, valueBytes);
    if (isCounted) {
      return null;
    }
    T array = maker.apply((int) length);
    all.add(new Declared(role, array));
    return array;
  }

  /** Declares an array of vectors of the device's width. */
  <T> T vectors(Role role, double vectors, int valueBytes, IntFunction<T> maker) {
    int lanes = BlockedShape.VECTOR_BYTES / valueBytes;
    double enough = Math.max(vectors, FEWEST_VECTORS);
    return add(role, enough * lanes, valueBytes, length -> maker.apply(length / lanes));
  }

  double[] doubles(Role role, double length) {
    return add(role, length, Double.BYTES, double[]::new);
  }

  /** Declares an array that is there. */
  int[] ints(Role role, int[] values) {
    return add(role, values.length, Integer.BYTES, length -> values);
  }

  /** Role of what a descent moves: it comes back from a whole one. */
  Role moved() {
    return isOfFused() ? Role.EXCHANGE : Role.INPUT;
  }

  /** Role of sums over rows: what a pass leaves, what a descent ends an epoch with. */
  Role summed() {
    return purpose == Purpose.SUMS ? Role.OUTPUT : Role.SCRATCH;
  }

  boolean isOfFused() {
    return purpose == Purpose.FUSED;
  }

  /** What a graph is told to copy, or to find: the arrays of these roles. */
  Object[] of(Role... roles) {
    return all.stream()
        .filter(declared -> Set.of(roles).contains(declared.role()))
        .map(Declared::array)
        .toArray();
  }

  /** What all of them take, and the few numbers of {@link DataGraphs}. */
  Footprint footprint() {
    return footprint;
  }
}
