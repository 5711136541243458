package regress.internal.optimizer;

import java.util.Arrays;
import java.util.List;
import regress.data.Rows;
import regress.engine.Device;
import regress.engine.Engines;
import regress.engine.Errors;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.internal.engine.AffineMap;
import regress.internal.engine.Choice;
import regress.internal.engine.Engine;
import regress.internal.engine.Execution;
import regress.internal.engine.Installed;
import regress.internal.engine.Placement;
import regress.internal.engine.Problem;
import regress.internal.engine.Session;
import regress.internal.engine.Work;

/** Solutions by plain Java from moments of any grade. */
final class Answers {

  private Answers() {}

  /** The jvm engine under another name, whose moments are taken as any engine's are. */
  private record Other(Engine jvm) implements Engine {
    @Override
    public String name() {
      return "other";
    }

    @Override
    public List<Device> devices() {
      return jvm.devices();
    }

    @Override
    public List<Mode> modes() {
      return jvm.modes();
    }

    @Override
    public Session open(List<Problem> problems, Placement where) {
      return jvm.open(problems, where);
    }
  }

  /** From moments of this grade; where they are too poor to be corrected, they end as pairs. */
  static LeastSquares solve(Rows rows, Grade grade) {
    return solve(rows, grade, grade == Grade.ANCHORED ? Newton.FEW_PRODUCTS : 0, true);
  }

  /** From moments that begin with this grade; where standard errors want better ones, in pairs. */
  static LeastSquares asUsersDo(Rows rows, Grade grade) {
    return solve(rows, grade, Newton.FEW_PRODUCTS, true);
  }

  /** The same with an intercept or without. */
  static LeastSquares solve(Rows rows, Grade grade, boolean intercept) {
    return solve(rows, grade, grade == Grade.ANCHORED ? Newton.FEW_PRODUCTS : 0, intercept);
  }

  private static LeastSquares solve(Rows rows, Grade grade, double few, boolean intercept) {
    int features = rows.columns() - 1;
    Precision precision = grade == Grade.SINGLE ? Precision.FLOAT32 : Precision.FLOAT64;
    Engine jvm = Installed.named(Engines.JVM);
    Engine engine = grade.compareTo(Grade.DOUBLE) > 0 ? jvm : new Other(jvm);
    Choice choice =
        Choice.of(
            engine,
            new Execution(Mode.AUTO, precision, Engines.AUTO),
            new Work(1, rows.count(), features, 0, Loss.SQUARED));
    Problem problem = new Problem(rows, AffineMap.none(rows.columns()), intercept);
    return Newton.fit(choice, List.of(problem), Errors.CLASSIC, few).answers().getFirst();
  }

  /** Of p + 1 coefficients, intercept first, in the user's units. */
  static double[] standardErrors(LeastSquares answer) {
    double[] errors = new double[answer.variances().length];
    Arrays.setAll(errors, answer::standardError);
    return errors;
  }
}
