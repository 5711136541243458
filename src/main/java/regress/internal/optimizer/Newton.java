package regress.internal.optimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import regress.data.Rows;
import regress.engine.Attestation;
import regress.engine.Engines;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.internal.engine.AffineMap;
import regress.internal.engine.Choice;
import regress.internal.engine.ColumnMoments;
import regress.internal.engine.Descended;
import regress.internal.engine.End;
import regress.internal.engine.HostCrew;
import regress.internal.engine.Problem;
import regress.internal.engine.Session;

/**
 * Least squares to the last digit that the data allow: moments give normal equations, and passes
 * over the rows in pairs of doubles set right what rounding in them left wrong, as long as the
 * moments are good enough for that. Where they are not, moments are taken in pairs, too.
 *
 * <p>All columns are mapped, z = (x - centre) / scale, and so is the target.
 */
public final class Newton {
  /** n p^2 up to which moments in pairs cost the jvm engine no more than a pass or two. */
  private static final double FEW_PRODUCTS = 5e7;

  private final Rows rows;
  private final AffineMap map;
  private final InputRounding rounding;
  private final List<String> ran = new ArrayList<>();

  private Newton(Rows rows, AffineMap map) {
    this.rows = rows;
    this.map = map;
    this.rounding = InputRounding.of(rows, map);
  }

  /**
   * Fits problems of the same number of features, in the data's units, in one session. Columns that
   * others say to within rounding are left out, the later ones first.
   */
  public static List<LeastSquares> fit(Choice choice, List<Problem> problems) {
    try (Session session = choice.engine().open(problems, choice.placement())) {
      Precision precision = choice.placement().precision();
      boolean isDirect =
          choice.engine().name().equals(Engines.JVM)
              && precision == Precision.FLOAT64
              && problems.stream().allMatch(Newton::isSmall);
      List<ColumnMoments> moments = isDirect ? List.of() : session.moments();
      LeastSquares[] answers = new LeastSquares[problems.size()];
      Solver solver =
          i -> {
            Rows rows = problems.get(i).rows();
            return isDirect
                ? new Newton(rows, AffineMap.framing(rows)).inPairs(session)
                : new Newton(rows, moments.get(i).map()).from(moments.get(i), precision, session);
          };
      HostCrew.forEach(
          answers.length,
          Runtime.getRuntime().availableProcessors(),
          i -> answers[i] = solver.solve(i));
      return Arrays.asList(answers);
    }
  }

  private interface Solver {
    LeastSquares solve(int problem);
  }

  private static boolean isSmall(Problem problem) {
    double p = problem.featureCount();
    return problem.samples() * p * p <= FEW_PRODUCTS;
  }

  private LeastSquares from(ColumnMoments moments, Precision precision, Session session) {
    NormalEquations equations = NormalEquations.of(moments, precision, rounding.own());
    if (Refined.isWorthwhile(equations)) {
      Refined refined = Refined.of(equations, rows, map);
      if (refined.isGood()) {
        return answer(equations, refined, session);
      }
    }
    return inPairs(session);
  }

  private LeastSquares inPairs(Session session) {
    ran.add("pairMoments");
    NormalEquations equations = NormalEquations.inPairs(rows, map, rounding.own());
    return answer(equations, Refined.of(equations, rows, map), session);
  }

  private LeastSquares answer(NormalEquations equations, Refined refined, Session session) {
    ran.add("pairResiduals");
    InputEffects effects = InputEffects.of(equations, refined, rounding, rows, map);
    Claims claims = Claims.of(equations, refined, effects, map);
    double[] units = LeastSquares.units(map);
    double[] parameters = new double[units.length];
    for (int j = 0; j < units.length; j++) {
      parameters[j] = claims.isZero()[j] ? 0 : refined.beta()[j].scaled(units[j]).value();
    }
    Attestation attestation = session.attestation(Mode.DIRECT, 0).and(ran);
    Descended descended = Descended.of(End.solved(parameters), attestation);
    return LeastSquares.of(descended, equations, refined, claims, rounding, map, rows.count());
  }
}
