package regress.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import regress.LongForm;
import regress.Seeded;

/** Which texts are numbers, and that they are rounded as Java rounds them. */
final class NumeralTest {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  /** What a number is, said in another way. */
  static double expected(String field) {
    double value =
        DECIMAL.matcher(field).matches() ? new BigDecimal(field).doubleValue() : Double.NaN;
    boolean negativeZero = value == 0 && field.startsWith("-");
    return Double.isFinite(value) ? negativeZero ? -0.0 : value : Double.NaN;
  }

  private static void repeat(Seeded.Check check) {
    Seeded.runs(
        LongForm.ASKED ? 1000 : 4,
        1,
        random -> {
          for (int i = 0; i < 1000; i++) {
            check.on(random);
          }
        });
  }

  private static void assertSame(String field) {
    assertThat(Double.doubleToRawLongBits(Numeral.parse(field)))
        .as(field)
        .isEqualTo(Double.doubleToRawLongBits(expected(field)));
  }

  @Test
  void numbersAreThoseOfTheGrammar() {
    String signs = "00123456789..eE+--dfxNaI \u0661\uff11\u00a0";
    repeat(
        random -> {
          var field = new StringBuilder();
          for (int i = random.nextInt(8); i >= 0; i--) {
            field.append(signs.charAt(random.nextInt(signs.length())));
          }
          assertSame(field.toString());
        });
  }

  @Test
  void numbersOfAnyLengthAreRoundedOnce() {
    repeat(
        random -> {
          var digits = new BigInteger(1 + random.nextInt(72), random);
          var number = new BigDecimal(digits, random.nextInt(28) - 2);
          String sign = random.nextBoolean() ? "" : random.nextBoolean() ? "-" : "+";
          assertSame(sign + number.toPlainString());
          assertSame(sign + String.format(Locale.ROOT, "%.18e", number));
          assertSame(sign + digits + "e" + (random.nextInt(80) - 40));
        });
  }

  /** Halfway between two doubles, and a last digit beside it. */
  @Test
  void tiesAreRoundedToEvenAndTheirNeighboursAreNot() {
    repeat(
        random -> {
          BigDecimal half = halfway(random);
          for (int digits = 17; digits < 21; digits++) {
            var near = half.round(new MathContext(digits));
            assertSame(near.toPlainString());
            assertSame(near.add(near.ulp()).toPlainString());
            assertSame(near.subtract(near.ulp()).toPlainString());
          }
        });
  }

  @Test
  void theLargestLongsAreRoundedOnce() {
    for (long n = Long.MAX_VALUE; n > Long.MAX_VALUE - 1100; n--) {
      for (int power = 0; power < 23; power += LongForm.ASKED ? 1 : 5) {
        assertSame(n + "e-" + power);
      }
    }
  }

  private static BigDecimal halfway(Random random) {
    double value = Math.scalb(1 + random.nextDouble(), random.nextInt(80) - 20);
    return new BigDecimal(value).add(new BigDecimal(Math.ulp(value)).divide(BigDecimal.TWO));
  }

  @Test
  void numbersBeyondFloat64AreDecimalAndNoValue() {
    assertThat(Numeral.isDecimal("-1e999999999999")).isTrue();
    assertThat(Numeral.parse("-1e999999999999")).isNaN();
    assertThat(Numeral.parse("1e-999999999999")).isZero();
    assertThat(Numeral.isDecimal("1e")).isFalse();
  }
}
