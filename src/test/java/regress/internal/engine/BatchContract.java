package regress.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.LongForm;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.kernel.StopRule;

/** What every engine promises of many fits in one call: each ends as it does alone. */
abstract class BatchContract {
  private final Engine engine;

  protected BatchContract(Engine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void engineIsHere() {
    assumeTrue(engine.absence().isEmpty(), () -> engine.absence().orElseThrow());
  }

  private static Execution execution(Mode mode, Precision precision) {
    return new Execution(mode, precision, "auto");
  }

  /** Very unequal sizes, one row among them, and no multiple of any vector's width. */
  private static List<Problem> problems(int p) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < 37; i++) {
      int n = i == 11 ? 1 : i == 20 ? 3_000 : p + 8 + i * 7 % 3 * 50;
      problems.add(Problems.linear(n, p, 100L * p + i));
    }
    return problems;
  }

  private static List<Descent> descents(List<Problem> problems, int epochs, double tolerance) {
    List<Descent> descents = new ArrayList<>();
    for (int i = 0; i < problems.size(); i++) {
      Descent of = Problems.descent(problems.get(i), epochs + i % 3, 0);
      double own = i % 4 == 0 || i == 11 ? 0 : tolerance * (1 + i);
      double rate = i % 13 == 5 ? 1e3 : of.learningRate();
      descents.add(new Descent(Loss.SQUARED, of.start(), rate, of.epochs(), own, 1 + i % 3));
    }
    return descents;
  }

  @LongForm
  @ParameterizedTest
  @CsvSource({
    "FUSED, FLOAT32, 3",
    "FUSED, FLOAT64, 1",
    "FUSED, FLOAT64, 3",
    "GRAM, FLOAT32, 1",
    "GRAM, FLOAT64, 3"
  })
  void eachEndsAsItDoesAloneInOtherShapes(Mode mode, Precision precision, int p) {
    eachEndsAsItDoesAlone(mode, precision, p);
  }

  @ParameterizedTest
  @CsvSource({"FUSED, FLOAT32, 1", "GRAM, FLOAT32, 3", "GRAM, FLOAT64, 1"})
  void eachEndsAsItDoesAlone(Mode mode, Precision precision, int p) {
    List<Problem> problems = problems(p);
    List<Descent> descents = descents(problems, 300, precision == Precision.FLOAT64 ? 1e-7 : 1e-3);
    List<Descended> ends = Descents.fitAll(engine, problems, descents, execution(mode, precision));
    int[] statuses = new int[3];
    for (int i = 0; i < problems.size(); i++) {
      Descended alone =
          Descents.fit(
              engine, problems.get(i), descents.get(i), execution(mode, precision), Progress.NONE);
      Descended end = ends.get(i);
      statuses[end.status()]++;
      assertThat(end.status()).as("fit %d", i).isEqualTo(alone.status());
      // In float32 a rounding may decide between two epochs.
      int off = precision == Precision.FLOAT64 ? 0 : 2;
      assertThat(end.epochs())
          .as("fit %d", i)
          .isBetween(alone.epochs() - off, alone.epochs() + off);
      assertThat(end.attestation().mode()).isEqualTo(alone.attestation().mode());
      assertThat(end.attestation().epochs()).isEqualTo(end.epochs());
      if (end.status() != StopRule.DIVERGED && end.epochs() == alone.epochs()) {
        double[] w = alone.parameters();
        double bound = Rounding.bound(problems.get(i), descents.get(i), w, precision);
        Rounding.assertClose(end.parameters(), w, 2 * bound);
      }
    }
    assertThat(statuses).as("outcomes").doesNotContain(0);
  }

  @Test
  void oneIsAsAlone() {
    Problem problem = Problems.linear(50, 1, 3);
    Descent descent = Problems.descent(problem, 30, 0);
    Execution execution = execution(Mode.FUSED, Precision.FLOAT64);
    assertThat(Descents.fitAll(engine, List.of(problem), List.of(descent), execution))
        .singleElement()
        .satisfies(
            end ->
                assertThat(end.parameters())
                    .isEqualTo(
                        Descents.fit(engine, problem, descent, execution, Progress.NONE)
                            .parameters()));
  }

  @Test
  void manyMayShareOneProblem() {
    Problem problem = Problems.linear(40, 1, 4);
    List<Problem> same = Collections.nCopies(500, problem);
    List<Descent> descents = new ArrayList<>();
    for (int i = 0; i < same.size(); i++) {
      descents.add(Problems.descent(problem, 1 + i % 50, 0));
    }
    List<Descended> ends =
        Descents.fitAll(engine, same, descents, execution(Mode.FUSED, Precision.FLOAT64));
    for (int i = 0; i < same.size(); i++) {
      assertThat(ends.get(i).epochs()).isEqualTo(1 + i % 50);
      double[] plain = Problems.plainDescent(problem, descents.get(i));
      double bound = Rounding.bound(problem, descents.get(i), plain, Precision.FLOAT64);
      Rounding.assertClose(ends.get(i).parameters(), plain, bound);
    }
  }
}
