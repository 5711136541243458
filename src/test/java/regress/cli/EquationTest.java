package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.report.Equation;
import regress.report.Numbers;

final class EquationTest {
  private static final String NAME = "(`(?:[^`]|``)*`|[\\p{L}_][\\p{L}\\p{M}\\p{Nd}_.]*)";
  private static final Pattern HEAD = Pattern.compile("\\G" + NAME + " =");
  private static final Pattern TERM = Pattern.compile("\\G (?:- |\\+ |-|)[0-9.]+ " + NAME);
  private static final Pattern LAST = Pattern.compile("\\G [+-] [0-9.]+\\z");

  /** Letters that make words, numbers, algebra, and more than one sort of trouble. */
  private static final String LETTERS = "ab`+-=. 12e,\"\u00b2\u00e9'*()\\";

  @Test
  void signsAreThoseOfAlgebra() {
    assertThat(equation("mpg", List.of("wt", "hp"), new double[] {-3.87783, 0.5}))
        .isEqualTo("mpg = -3.878 wt + 0.500 hp - 37.200");
  }

  @Test
  void longEquationsBreakBetweenTerms() {
    List<String> names = List.of("a".repeat(30), "b".repeat(30), "c");
    String text = equation("target", names, new double[] {1, 2, 3});
    assertThat(text.lines()).hasSize(2).allMatch(line -> line.length() <= 80);
    assertThat(text.lines().toList().getLast()).startsWith("         + ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "wt; wt",
        "größe_2.b; größe_2.b",
        "x y; `x y`",
        "a,b; `a,b`",
        "2; `2`",
        "1e5; `1e5`",
        "+; `+`",
        "-x; `-x`",
        "miles/gallon; `miles/gallon`",
        "x²; `x²`",
        "a`b; `a``b`",
        "||; ``",
        "(intercept); `(intercept)`",
        ".5; `.5`",
      })
  void namesThatAreNoPlainWordsAreQuoted(String name, String written) {
    assertThat(Equation.name(name)).isEqualTo(written);
  }

  @Test
  void anEquationCanBeReadBackWhateverItsNamesAre() {
    var random = new Random(20);
    for (int i = 0; i < 2_000; i++) {
      String target = name(random);
      List<String> features = random.ints(1 + i % 5).mapToObj(any -> name(random)).toList();
      double[] coefficients = random.doubles(features.size(), -9, 9).toArray();
      String text = equation(target, features, coefficients);
      List<String> all = new ArrayList<>(features);
      all.addFirst(target);
      assertThat(read(text.replaceAll("\n *", " "))).as(text).isEqualTo(all);
    }
  }

  private static String name(Random random) {
    var name = new StringBuilder();
    for (int length = random.nextInt(8); length > 0; length--) {
      name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return name.toString();
  }

  private static List<String> read(String text) {
    List<String> names = new ArrayList<>();
    Matcher matcher = HEAD.matcher(text);
    assertThat(matcher.find()).isTrue();
    names.add(bare(matcher.group(1)));
    int end = matcher.end();
    matcher.usePattern(TERM);
    while (matcher.find()) {
      names.add(bare(matcher.group(1)));
      end = matcher.end();
    }
    matcher.region(end, text.length()).usePattern(LAST);
    assertThat(matcher.find()).as(text.substring(end)).isTrue();
    return names;
  }

  private static String bare(String written) {
    return written.startsWith("`")
        ? written.substring(1, written.length() - 1).replace("``", "`")
        : written;
  }

  private static String equation(String target, List<String> names, double[] coefficients) {
    return Equation.of(
        target, names, coefficients, java.util.OptionalDouble.of(-37.2), Numbers::threeDecimals);
  }
}
