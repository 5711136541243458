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
 * Least squares to the last digit that the data allow. The jvm engine takes moments in pairs of
 * doubles, which mostly need no pass after them. Those of others give normal equations, and passes
 * over the rows in pairs set right what rounding in them left wrong, as long as the moments are
 * good enough for that; where they are not, and where standard errors of few data want more digits,
 * moments are taken again, in pairs.
 *
 * <p>All columns are mapped, z = (x - centre) / scale, and so is the target. Without an intercept
 * centres are 0, and the column of ones is left out as a collinear one is.
 */
public final class Newton {
  /** n p^2 up to which moments in pairs cost little beside all that a fit on a device costs. */
  static final double FEW_PRODUCTS = 5e7;

  private final Problem problem;
  private final Rows rows;
  private final AffineMap map;
  private final InputRounding rounding;

  private final Errors errors;
  private final List<String> ran = new ArrayList<>();

  private Newton(Problem problem, Errors errors) {
    this.problem = problem;
    this.rows = problem.rows();
    this.map = problem.map();
    this.rounding = InputRounding.of(problem);
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

  /**
   * With moments in pairs, where standard errors want them, up to n p^2 of so many; of the jvm
   * engine, with 0, without those that are faster.
   */
  static List<LeastSquares> fit(Choice choice, List<Problem> problems, Errors errors, double few) {
    try (Session session = choice.open(problems)) {
      Precision precision = choice.placement().precision();
      boolean isHost = choice.engine().name().equals(Engines.JVM);
      List<ColumnMoments> moments = isHost ? List.of() : session.moments();
      LeastSquares[] answers = new LeastSquares[problems.size()];
      HostCrew.forEach(
          answers.length,
          Runtime.getRuntime().availableProcessors(),
          i -> {
            Problem problem = problems.get(i);
            LeastSquares answer =
                isHost ? null : corrected(problem, moments.get(i), precision, errors, few, session);
            answers[i] = answer == null ? inPairs(problem, errors, few > 0, session) : answer;
          });
      return Arrays.asList(answers);
    }
  }

  private static Problem framed(Problem problem) {
    Spread spread = problem.rows().spread();
    return problem.in(problem.intercept() ? AffineMap.framing(spread) : AffineMap.scaling(spread));
  }

  private static boolean isSmall(Rows rows, double few) {
    double p = rows.columns() - 1;
    return rows.count() * p * p <= few;
  }

  /** From moments that were summed in doubles; null where they do not do. */
  private static LeastSquares corrected(
      Problem problem,
      ColumnMoments moments,
      Precision precision,
      Errors errors,
      double few,
      Session session) {
    var newton = new Newton(framed(problem), errors);
    ColumnMoments own = problem.intercept() ? moments : moments.in(newton.map);
    NormalEquations equations = NormalEquations.of(own, precision, newton.rounding.own());
    if (errors.areRobust() || !Refined.isWorthwhile(equations)) {
      return null;
    }
    Refined refined = Refined.of(equations, newton.rows, newton.map);
    Supplier<Claims> claims = newton.claims(equations, refined);
    newton.ran.add("pairResiduals");
    return refined.isGood() && (!isSmall(newton.rows, few) || !claims.get().areShort())
        ? newton.answer(equations, refined, claims, session)
        : null;
  }

  /** Twice, where the faster moments do not do: columns are nearly collinear, or a fit is exact. */
  private static LeastSquares inPairs(
      Problem problem, Errors errors, boolean mayBeFast, Session session) {
    if (mayBeFast && !problem.rows().hasPairs()) {
      Spread spread = problem.rows().spread();
      AffineMap exact = problem.intercept() ? AffineMap.exact(spread) : AffineMap.scaling(spread);
      var newton = new Newton(problem.in(exact), errors);
      var equations = NormalEquations.anchored(newton.rows, newton.map, newton.rounding.own());
      Refined solved = Refined.solved(equations, exact);
      if (equations.areSure() && solved.isGood()) {
        newton.ran.add("pairMoments");
        return newton.answer(equations, solved, session);
      }
    }
    var newton = new Newton(framed(problem), errors);
    var equations = NormalEquations.inPairs(newton.rows, newton.map, newton.rounding.own());
    Refined refined = Refined.of(equations, newton.rows, newton.map);
    newton.ran.add("pairMoments");
    if (refined.passes() > 0) {
      newton.ran.add("pairResiduals");
    }
    return newton.answer(equations, refined, session);
  }

  private LeastSquares answer(NormalEquations equations, Refined refined, Session session) {
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
