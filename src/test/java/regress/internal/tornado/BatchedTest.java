package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.engine.Device;
import regress.engine.Kernels;
import regress.engine.Loss;
import regress.engine.Precision;
import regress.internal.engine.Descended;
import regress.internal.engine.Descent;
import regress.internal.engine.Placement;
import regress.internal.engine.Problem;
import regress.internal.engine.Problems;
import regress.internal.engine.Rounding;
import regress.internal.engine.Sums;
import regress.internal.kernel.StopRule;

/** The kernels of many fits, on the device, against the plain descent. */
@Tag("device")
class BatchedTest {

  @BeforeEach
  void aProcessorIsHere() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
    assumeTrue(Devices.list().getFirst().kind().equals("CPU"), "these kernels are for CPU devices");
  }

  private static List<Problem> problems(int p, int seed, int... sizes) {
    return IntStream.range(0, sizes.length)
        .mapToObj(i -> Problems.linear(sizes[i], p, seed + i))
        .toList();
  }

  private static List<Descent> descents(List<Problem> problems, int epochs) {
    return problems.stream().map(problem -> Problems.descent(problem, epochs, 0)).toList();
  }

  private static PlanKey key(List<Problem> problems, Precision precision) {
    return key(Purpose.MOMENTS, problems, precision);
  }

  private static PlanKey key(Purpose purpose, List<Problem> problems, Precision precision) {
    return BatchLayout.of(problems, precision)
        .key(purpose, Loss.Kind.SQUARED, precision, Devices.list().getFirst());
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, 1", "FLOAT64, 1", "FLOAT32, 2", "FLOAT64, 2", "FLOAT32, 17", "FLOAT64, 17"})
  void eachFollowsThePlainDescentAndCompilesOnce(Precision precision, int p) {
    List<Problem> problems =
        problems(p, 1, 300, 1, 299, 2, 128, 129, 127, 40, 3, 257, 16, 17, 5, 5, 5, 6, 7);
    double bound = precision == Precision.FLOAT64 ? 1e-12 : 2e-5;
    PlanKey key = key(problems, precision);
    try (PlanFits batch = new PlanFits(key, new Batched(key))) {
      for (int epochs : new int[] {1, 2, 17, 40}) {
        List<Descent> descents = descents(problems, epochs);
        List<Descended> ends = batch.fitAll(problems, descents);
        for (int i = 0; i < ends.size(); i++) {
          double[] plain = Problems.plainDescent(problems.get(i), descents.get(i));
          assertThat(ends.get(i).epochs()).isEqualTo(epochs);
          assertThat(ends.get(i).parameters()).containsExactly(plain, within(bound));
          assertThat(ends.get(i).attestation().tasks()).containsExactly("moments");
        }
        assertThat(ends.getFirst().attestation().compileNanos() > 0).isEqualTo(epochs == 1);
      }
      List<Problem> others = problems(p, 50, 290, 280, 12);
      Descended other = batch.fitAll(others, descents(others, 20)).getFirst();
      assertThat(other.parameters())
          .containsExactly(
              Problems.plainDescent(others.getFirst(), descents(others, 20).getFirst()),
              within(bound));
    }
  }

  /** From finite to no number at all within a few epochs. */
  @ParameterizedTest
  @CsvSource({"FLOAT32, 1", "FLOAT64, 1", "FLOAT32, 2", "FLOAT64, 2"})
  void aWildFitHarmsNoOther(Precision precision, int p) {
    List<Problem> problems = problems(p, 7, 30, 31, 32);
    Descent calm = Problems.descent(problems.getFirst(), 200, 0);
    Descent wild = new Descent(Loss.SQUARED, new double[p + 1], 1e20, 200, 0, 3);
    PlanKey key = key(problems, precision);
    try (PlanFits batch = new PlanFits(key, new Batched(key))) {
      List<Descended> ends = batch.fitAll(problems, List.of(calm, wild, calm));
      assertThat(ends.get(1).status()).isEqualTo(StopRule.DIVERGED);
      assertThat(ends.get(1).epochs()).isBetween(2, 20);
      for (int i : new int[] {0, 2}) {
        assertThat(ends.get(i).epochs()).isEqualTo(200);
        assertThat(ends.get(i).parameters())
            .containsExactly(
                Problems.plainDescent(problems.get(i), calm),
                within(precision == Precision.FLOAT64 ? 1e-12 : 2e-5));
      }
    }
  }

  /**
   * At parameters that change from pass to pass, with rows that only some of a block's fits have.
   */
  @ParameterizedTest
  @CsvSource({"FLOAT32, 1", "FLOAT64, 1", "FLOAT32, 3", "FLOAT64, 17"})
  void sumsAreThoseOfEachProblemAlone(Precision precision, int p) {
    List<Problem> problems = problems(p, 1, 300, 1, 299, 2, 128, 129, 127, 40, 3, 257, 16, 17, 5);
    Random random = new Random(p);
    PlanKey key = key(Purpose.SUMS, problems, precision);
    try (Batched batch = new Batched(key)) {
      Meter meter = new Meter();
      for (int pass = 0; pass < 3; pass++) {
        List<double[]> w =
            problems.stream().map(one -> random.doubles(p + 1, -2, 2).toArray()).toList();
        w.forEach(precision::round);
        List<Sums> sums = batch.sums(problems, Loss.SQUARED, w, meter);
        for (int i = 0; i < sums.size(); i++) {
          assertClose(sums.get(i), problems.get(i).columns(), w.get(i), precision);
        }
      }
      assertThat(meter.bytesToDevice()).as("data go there once").isLessThan(3_000_000);
    }
  }

  private static void assertClose(Sums sums, double[][] z, double[] w, Precision precision) {
    int p = w.length - 1;
    double[] totals = new double[p + 2];
    double[] sizes = new double[p + 2];
    for (int i = 0; i < z[p].length; i++) {
      double r = w[0] - z[p][i];
      for (int j = 0; j < p; j++) {
        r += w[j + 1] * z[j][i];
      }
      for (int term = 0; term < p + 2; term++) {
        double factor = term == 0 ? 1 : term <= p ? z[term - 1][i] : r;
        totals[term] += r * factor;
        sizes[term] += Math.abs(r * factor) + Math.abs(factor);
      }
    }
    double u = 100 * (p + 2) * Rounding.unit(precision);
    assertThat(sums.values()).isCloseTo(totals[p + 1], within(u * sizes[p + 1]));
    for (int j = 0; j <= p; j++) {
      assertThat(sums.slopes()[j]).isCloseTo(totals[j], within(u * sizes[j]));
    }
  }

  @Test
  void similarLayoutsShareAPlan() {
    assertThat(key(problems(1, 1, 100, 99, 98), Precision.FLOAT64))
        .isEqualTo(key(problems(1, 1, 97, 97), Precision.FLOAT64));
    for (int needed = 1; needed < 5_000; needed++) {
      assertThat(BatchLayout.room(needed)).isBetween(needed, needed + needed / 4 + 1);
    }
  }

  @Test
  void vectorKernelsServeMomentsOfNotTooManyFeatures() {
    Device cpu = Devices.list().getFirst();
    Device gpu =
        new Device(cpu.id(), cpu.backend(), cpu.name(), "GPU", cpu.computeUnits(), 1L << 30);
    assertThat(executions(64, cpu, Kernels.AUTO)).isEqualTo(1);
    assertThat(executions(64, cpu, Kernels.VECTOR)).isEqualTo(1);
    assertThat(executions(65, cpu, Kernels.AUTO)).isEqualTo(2);
    assertThat(executions(1, cpu, Kernels.PLAIN)).isEqualTo(2);
    assertThat(executions(1, gpu, Kernels.AUTO)).isEqualTo(2);
  }

  private static int executions(int p, Device device, Kernels kernels) {
    Placement where = new Placement(Precision.FLOAT64, device, Long.MAX_VALUE, kernels);
    return new Batches(problems(p, 1, 100, 90), where).executions(Purpose.MOMENTS).size();
  }

  @Test
  void littleMemoryTakesMoreExecutions() {
    List<Problem> problems = Collections.nCopies(48, Problems.linear(100, 3, 1));
    long block = 100L * 4 * 8 * Double.BYTES;
    for (int blocks : new int[] {1, 3, 100}) {
      Device device = Devices.list().getFirst();
      Placement where = new Placement(Precision.FLOAT64, device, blocks * block, Kernels.AUTO);
      assertThat(new Batches(problems, where).executions(Purpose.MOMENTS))
          .hasSize(blocks == 1 ? 48 : blocks == 3 ? 3 : 1);
    }
  }
}
