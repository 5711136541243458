package regress.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Powers and products that are made of columns while rows are read. */
class TermsTest {
  private static final Dataset COLUMNS = random(7, 600);

  private static Dataset random(long seed, int n) {
    double[][] x = new double[3][];
    Random random = new Random(seed);
    Arrays.setAll(x, j -> random.doubles(n, -3, 5).toArray());
    return Dataset.of(List.of("a", "b", "c"), x, "y", random.doubles(n).toArray());
  }

  @Test
  void featuresAreColumnsThenPowersThenProducts() {
    Dataset made = COLUMNS.interactions().degree(3);
    assertThat(made.featureNames())
        .containsExactly(
            "a", "b", "c", "a^2", "b^2", "c^2", "a^3", "b^3", "c^3", "a:b", "a:c", "b:c");
    assertThat(made.featureCount()).isEqualTo(12);
    assertThat(made.terms().count()).isEqualTo(12);
    assertThat(made.terms().columns()).containsExactly("a", "b", "c");
    assertThat(made.degree(1).featureNames()).containsExactly("a", "b", "c", "a:b", "a:c", "b:c");
    assertThat(COLUMNS.featureNames()).containsExactly("a", "b", "c");
    assertThat(COLUMNS.hasPairs()).isFalse();
  }

  /** Squares and products are so to the last bit, and higher powers to some 100 bits. */
  @Test
  void nothingRoundsAProduct() {
    Dataset made = COLUMNS.degree(5).interactions();
    int window = 130;
    double[][] high = new double[made.columns()][window];
    double[][] low = new double[made.columns()][window];
    made.read(300, window, high, low);
    int[][] factors = made.factors();
    for (int j = 0; j < factors.length; j++) {
      BigDecimal bound = new BigDecimal(factors[j].length > 2 ? 0x1p-102 : 0);
      for (int i = 0; i < window; i++) {
        BigDecimal exact = BigDecimal.ONE;
        for (int factor : factors[j]) {
          exact = exact.multiply(new BigDecimal(COLUMNS.features()[factor][300 + i]));
        }
        BigDecimal error =
            new BigDecimal(high[j][i]).add(new BigDecimal(low[j][i])).subtract(exact).abs();
        assertThat(error).isLessThanOrEqualTo(exact.abs().multiply(bound));
      }
    }
    assertThat(high[factors.length])
        .containsExactly(Arrays.copyOfRange(COLUMNS.target(), 300, 300 + window));
    assertThat(low[factors.length]).containsOnly(0);
  }

  @ParameterizedTest
  @CsvSource({
    "1e150, 3, too large for float64 in row 2",
    "1e155, 2, too large for float64 in row 2",
    "-1e200, 5, too large for float64 in row 2",
    "1e-150, 2, too small for float64 in row 3",
    "1e-150, 3, too small for float64 in row 3"
  })
  void aTermWithoutRoomForItsDigitsIsRefusedByName(double size, int degree, String said) {
    double[][] x = {{0, size, size / 2, 0, 0, 0, 0, 0}};
    Dataset column = Dataset.of(x, new double[8]);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> column.degree(degree))
        .withMessageStartingWith("Input: term 'x^")
        .withMessageContaining(said)
        .withMessageContaining("'x' is ");
  }

  @Test
  void sizesThatOnlySomeRowsHaveAreTaken() {
    double[][] x = {{0, 1e-150, 1, 1e60, 2, 3, 4, 5}};
    assertThat(Dataset.of(x, new double[8]).degree(4).featureCount()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"a^2, b, y", "a, a^2, y", "a, b, a^2", "a:b, b, y"})
  void aTermIsNotCalledAsAColumnIs(String one, String two, String target) {
    double[][] x = {{1, 2, 3, 4, 5, 6}, {1, 2, 3, 5, 5, 1}};
    Dataset data = Dataset.of(List.of(one, two), x, target, new double[6]);
    if (data.targetName().equals("y") && !one.equals("a")) {
      assertThat(data.degree(2).interactions().featureNames()).doesNotHaveDuplicates();
    } else {
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> data.degree(2))
          .withMessageContaining("term 'a^2' has the name of another feature or of the target");
    }
  }

  @Test
  void termsCountAmongTheCoefficients() {
    Dataset few = random(1, 8);
    assertThat(few.degree(2).featureCount()).isEqualTo(6);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> few.degree(3))
        .withMessageStartingWith("Input has 8 rows, fewer than the 10 coefficients");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> few.degree(2).interactions())
        .withMessageContaining("10 coefficients");
  }

  @Test
  void aDegreeHasBounds() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> COLUMNS.degree(0))
        .withMessageStartingWith("A degree is a number from 1 to 100, and not 0.");
    assertThatExceptionOfType(DataException.class).isThrownBy(() -> COLUMNS.degree(101));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> COLUMNS.with(Terms.of(List.of("a", "b"))))
        .withMessageContaining("a, b, and not of a, b, c");
  }

  /** A column may hold numbers in one group and words in another. */
  @Test
  void termsOfAllHaveTheCategoriesOfEach() {
    Terms numbers = Terms.of(List.of("a", "b"));
    Terms words =
        new Terms(List.of("a", "b"), 1, false, List.of(Category.of("b", List.of("p", "q"))));
    for (List<Terms> both : List.of(List.of(numbers, words), List.of(words, numbers))) {
      assertThat(Terms.ofAll(both).names()).containsExactly("a", "b=p", "b=q");
    }
    assertThat(Terms.ofAll(List.of(numbers)).names()).containsExactly("a", "b");
  }
}
