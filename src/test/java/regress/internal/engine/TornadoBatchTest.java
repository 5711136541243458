package regress.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import regress.engine.Kernels;
import regress.engine.Mode;
import regress.engine.Precision;

@Tag("device")
class TornadoBatchTest extends BatchContract {
  private static final Engine ENGINE = EnginesInTests.named("tornado");

  TornadoBatchTest() {
    super(ENGINE);
  }

  /** Six blocks of fits, and room for two; then for none, and each fit goes by itself. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void littleMemoryChangesNoResult(int p) {
    assumeTrue(ENGINE.devices().getFirst().kind().equals("CPU"), "batches are for CPU devices");
    List<Problem> problems =
        IntStream.range(0, 48).mapToObj(i -> Problems.linear(100, p, i)).toList();
    List<Descent> descents =
        problems.stream().map(problem -> Problems.descent(problem, 40, 0)).toList();
    long block = 100L * (p + 1) * 8 * Double.BYTES;
    List<Descended> whole = fitAll(problems, descents, Long.MAX_VALUE);
    List<Descended> parts = fitAll(problems, descents, 3 * block);
    List<Descended> single = fitAll(problems, descents, block);
    for (int i = 0; i < problems.size(); i++) {
      assertThat(parts.get(i).parameters()).isEqualTo(whole.get(i).parameters());
      double[] w = whole.get(i).parameters();
      double bound = Rounding.bound(problems.get(i), descents.get(i), w, Precision.FLOAT64);
      Rounding.assertClose(single.get(i).parameters(), w, 2 * bound);
    }
  }

  private static List<Descended> fitAll(
      List<Problem> problems, List<Descent> descents, long memory) {
    return Descents.fitAll(
        ENGINE,
        problems,
        descents,
        new Execution(Mode.GRAM, Precision.FLOAT64, "auto", memory, Kernels.AUTO));
  }
}
