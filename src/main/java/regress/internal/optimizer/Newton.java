package regress.internal.optimizer;

import java.util.ArrayList;
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

  /** Columns whose moments are little to keep. */
  private static final int LITTLE = 64;

  private final Problem problem;
  private final Rows rows;
  private final AffineMap map;
  private final InputRounding rounding;

  private final Errors errors;
  private final List<String> ran = new ArrayList<>(2);

  /** Of a problem in a map. */
  private Newton(Problem problem, Spread spread, Errors errors) {
    this.problem = problem;
    this.rows = problem.rows();
    this.map = problem.map();
    this.rounding = InputRounding.of(problem, spread);
    this.errors = errors;
  }

  /** Answers in the order of their problems, and what ran in their session. */
  public record Solved(List<LeastSquares> answers, Attestation attestation) {}

  /**
   * Fits problems of the same number of features, in the data's units, in one session. Columns that
   * others say to within rounding are left out, the later ones first. Robust errors hang on
   * leverages, and those on moments in pairs, whatever the engine took for the coefficients.
   */
  public static Solved fit(Choice choice, List<Problem> problems, Errors errors) {
    return fit(choice, problems, errors, FEW_PRODUCTS);
  }

  /**
   * With moments in pairs, where standard errors want them, up to n p^2 of so many; of the jvm
   * engine, with 0, without those that are faster.
   */
  static Solved fit(Choice choice, List<Problem> problems, Errors errors, double few) {
    try (Session session = choice.open(problems)) {
      Precision precision = choice.placement().precision();
      boolean isHost = choice.engine().name().equals(Engines.JVM);
      List<ColumnMoments> moments = isHost ? List.of() : session.moments();
      LeastSquares[] answers = new LeastSquares[problems.size()];
      HostCrew.stretches(
          answers.length,
          (first, end) -> {
            var exact = PairMoments.ofExact(problems.get(first).rows().columns());
            for (int i = first; i < end; i++) {
              Problem problem = problems.get(i);
              LeastSquares answer =
                  isHost ? null : corrected(problem, moments.get(i), precision, errors, few);
              answers[i] =
                  answer == null ? inPairs(problem, errors, few > 0 ? exact : null, false) : answer;
            }
          });
      return new Solved(List.of(answers), session.attestation(Mode.DIRECT, 0));
    }
  }

  private static Newton framed(Problem problem, Spread spread, Errors errors) {
    AffineMap map = problem.intercept() ? AffineMap.framing(spread) : AffineMap.scaling(spread);
    return new Newton(problem.in(map), spread, errors);
  }

  private static boolean isSmall(Rows rows, double few) {
    double p = rows.columns() - 1;
    return rows.count() * p * p <= few;
  }

  /** From moments that were summed in doubles; null where they do not do. */
  private static LeastSquares corrected(
      Problem problem, ColumnMoments moments, Precision precision, Errors errors, double few) {
    var newton = framed(problem, problem.rows().spread(), errors);
    ColumnMoments own = problem.intercept() ? moments : moments.in(newton.map);
    NormalEquations equations = NormalEquations.of(own, precision, newton.rounding.own());
    if (errors.areRobust() || !Refined.isWorthwhile(equations)) {
      return null;
    }
    Refined refined = Refined.of(equations, newton.rows, newton.map);
    Supplier<Claims> claims = newton.claims(equations, refined);
    newton.ran.add("pairResiduals");
    return refined.isGood() && (!isSmall(newton.rows, few) || !claims.get().areShort())
        ? newton.answer(equations, refined, claims, null)
        : null;
  }

  /**
   * Twice, where the faster moments do not do: columns are nearly collinear, or a fit is exact.
   *
   * @param exact the faster ones; null for none
   * @param isWhole whether its details are there at once, though rows are few
   */
  private static LeastSquares inPairs(
      Problem problem, Errors errors, PairMoments exact, boolean isWhole) {
    Rows rows = problem.rows();
    Spread spread = rows.spread();
    Supplier<Detail> later =
        isWhole || errors.areRobust() || !InputEffects.areFew(rows)
            ? null
            : later(problem, exact != null);
    if (exact != null && !rows.hasPairs()) {
      AffineMap map = problem.intercept() ? AffineMap.exact(spread) : AffineMap.scaling(spread);
      var newton = new Newton(problem.in(map), spread, errors);
      var equations = NormalEquations.anchored(exact, rows, map, newton.rounding.own());
      Refined solved = Refined.solved(equations, map);
      if (equations.areSure() && solved.isGood()) {
        newton.ran.add("pairMoments");
        return newton.answer(equations, solved, newton.claims(equations, solved), later);
      }
    }
    var newton = framed(problem, spread, errors);
    var equations = NormalEquations.inPairs(rows, newton.map, newton.rounding.own());
    Refined refined = Refined.of(equations, rows, newton.map);
    newton.ran.add("pairMoments");
    if (refined.passes() > 0) {
      newton.ran.add("pairResiduals");
    }
    return newton.answer(equations, refined, newton.claims(equations, refined), later);
  }

  /** Few rows are less to keep than all that is made of them, which is made again. */
  private static Supplier<Detail> later(Problem problem, boolean mayBeFast) {
    return new Later<>(
        () -> {
          PairMoments exact = mayBeFast ? PairMoments.ofExact(problem.rows().columns()) : null;
          return inPairs(problem, Errors.CLASSIC, exact, true).detail().get();
        });
  }

  /** Counted when somebody asks, where what that takes is little to keep. */
  private Supplier<Claims> claims(NormalEquations equations, Refined refined) {
    boolean areBounded = InputEffects.areBounded(rows);
    var claims = claims(equations, refined, rounding, map, areBounded ? null : problem);
    if (areBounded ? equations.size() > LITTLE : !InputEffects.areFew(rows)) {
      claims.get();
    }
    return claims;
  }

  /** These keep what they are made of, and so no rows but where there are any. */
  private static Supplier<Claims> claims(
      NormalEquations equations,
      Refined refined,
      InputRounding rounding,
      AffineMap map,
      Problem problem) {
    return new Later<>(
        () -> {
          InputEffects effects =
              problem == null
                  ? InputEffects.bound(equations, refined, rounding)
                  : InputEffects.of(equations, refined, rounding, problem);
          return Claims.of(equations, refined, effects, map);
        });
  }

  private LeastSquares answer(
      NormalEquations equations, Refined refined, Supplier<Claims> claims, Supplier<Detail> later) {
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
    var now = later == null ? Detail.of(equations, refined, claims) : null;
    Supplier<Detail> detail = later == null ? () -> now : later;
    return LeastSquares.of(
        parameters, ran, equations, refined, detail, rounding, map, robust, rows.count());
  }
}
