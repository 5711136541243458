package regress.internal.optimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import regress.data.Rows;
import regress.data.Spread;
import regress.engine.Attestation;
import regress.engine.Engines;
import regress.engine.Errors;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.internal.crew.HostCrew;
import regress.internal.engine.AffineMap;
import regress.internal.engine.Choice;
import regress.internal.engine.ColumnMoments;
import regress.internal.engine.Descended;
import regress.internal.engine.End;
import regress.internal.engine.Later;
import regress.internal.engine.Problem;
import regress.internal.engine.Session;

/**
 * Least squares to the last digit that the data allow: moments give normal equations, and passes
 * over the rows in pairs of doubles set right what rounding in them left wrong, as long as the
 * moments are good enough for that. Where they are not, where standard errors want more digits, and
 * where it costs no more, moments are taken in pairs, which mostly need no pass after them.
 *
 * <p>All columns are mapped, z = (x - centre) / scale, and so is the target. Without an intercept
 * centres are 0, and the column of ones is left out as a collinear one is.
 */
public final class Newton {
  /** n p^2 up to which moments in pairs cost the jvm engine no more than a pass or two. */
  static final double FEW_PRODUCTS = 5e7;

  /** Features up to which they cost it no more than others and the pass that corrects them. */
  private static final int NARROW = 8;

  private final Problem problem;
  private final Rows rows;
  private final AffineMap map;
  private final InputRounding rounding;

  /** Whether moments in pairs cost little beside all that a fit costs. */
  private final boolean isSmall;

  private final Errors errors;
  private final List<String> ran = new ArrayList<>();

  private Newton(Problem problem, boolean isSmall, Errors errors) {
    this.problem = problem;
    this.rows = problem.rows();
    this.map = problem.map();
    this.rounding = InputRounding.of(problem);
    this.isSmall = isSmall;
    this.errors = errors;
  }

  /**
   * Fits problems of the same number of features, in the data's units, in one session. Columns that
   * others say to within rounding are left out, the later ones first. Robust errors hang on
   * leverages, and those on moments in pairs, whatever the engine took for the coefficients.
   */
  public static List<LeastSquares> fit(Choice choice, List<Problem> problems, Errors errors) {
    return fit(choice, problems, errors, FEW_PRODUCTS);
  }

  /** With moments in pairs, where others would do, up to n p^2 of so many. */
  static List<LeastSquares> fit(Choice choice, List<Problem> problems, Errors errors, double few) {
    try (Session session = choice.open(problems)) {
      Precision precision = choice.placement().precision();
      boolean isHost = choice.engine().name().equals(Engines.JVM);
      List<ColumnMoments> moments = isHost ? List.of() : session.moments();
      LeastSquares[] answers = new LeastSquares[problems.size()];
      Solver solver =
          i -> {
            Problem problem = problems.get(i);
            Problem framed = problem.in(frame(problem));
            boolean isSmall = isSmall(problem.rows(), few);
            var newton = new Newton(framed, isSmall, errors);
            if (!isHost) {
              ColumnMoments own = moments.get(i);
              return newton.from(
                  problem.intercept() ? own : own.in(framed.map()), precision, session);
            }
            boolean isNarrow = problem.featureCount() <= NARROW && few > 0;
            boolean isDirect = isSmall || isNarrow || errors.areRobust();
            return precision == Precision.FLOAT64 && isDirect
                ? newton.inPairs(session)
                : newton.onHost(precision, session);
          };
      HostCrew.forEach(
          answers.length,
          Runtime.getRuntime().availableProcessors(),
          i -> answers[i] = solver.solve(i));
      return Arrays.asList(answers);
    }
  }

  private static AffineMap frame(Problem problem) {
    Spread spread = problem.rows().spread();
    return problem.intercept() ? AffineMap.framing(spread) : AffineMap.scaling(spread);
  }

  private interface Solver {
    LeastSquares solve(int problem);
  }

  private static boolean isSmall(Rows rows, double few) {
    double p = rows.columns() - 1;
    return rows.count() * p * p <= few;
  }

  private LeastSquares onHost(Precision precision, Session session) {
    ran.add("hostMoments");
    return from(ColumnMoments.of(problem, precision), precision, session);
  }

  private LeastSquares from(ColumnMoments moments, Precision precision, Session session) {
    NormalEquations equations = NormalEquations.of(moments, precision, rounding.own());
    if (Refined.isWorthwhile(equations)) {
      Refined refined = Refined.of(equations, rows, map);
      if (refined.isGood()) {
        ran.add("pairResiduals");
        Supplier<Claims> claims = claims(equations, refined);
        if (!errors.areRobust() && (!isSmall || !claims.get().areShort())) {
          return answer(equations, refined, claims, session);
        }
      }
    }
    return inPairs(session);
  }

  private LeastSquares inPairs(Session session) {
    NormalEquations equations = NormalEquations.inPairs(rows, map, rounding.own());
    Refined refined = Refined.of(equations, rows, map);
    ran.add("pairMoments");
    if (refined.passes() > 0) {
      ran.add("pairResiduals");
    }
    return answer(equations, refined, claims(equations, refined), session);
  }

  /** Counted when somebody asks, where what that takes is little to keep. */
  private Supplier<Claims> claims(NormalEquations equations, Refined refined) {
    var claims =
        new Later<>(
            () -> {
              var effects = InputEffects.of(equations, refined, rounding, problem);
              return Claims.of(equations, refined, effects, map);
            });
    if (!InputEffects.areFew(rows)) {
      claims.get();
    }
    return claims;
  }

  private LeastSquares answer(
      NormalEquations equations, Refined refined, Supplier<Claims> claims, Session session) {
    double[] parameters = new double[equations.size()];
    for (int j = 0; j < parameters.length; j++) {
      double unit = LeastSquares.unit(map, j);
      boolean isZero = Claims.mayBeZero(j, equations, refined, map) && claims.get().isZero()[j];
      parameters[j] = isZero ? 0 : refined.beta()[j].scaled(unit).value();
    }
    Sandwich robust = null;
    if (errors.areRobust()) {
      ran.add("pairLeverages");
      robust = Sandwich.of(errors, equations.factor(), refined.b(), rows, map);
    }
    Attestation attestation = session.attestation(Mode.DIRECT, 0).and(ran);
    Descended descended = Descended.of(End.solved(parameters), attestation);
    return LeastSquares.of(
        descended, equations, refined, claims, rounding, map, robust, rows.count());
  }
}
