package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import regress.data.Samples;
import tools.jackson.databind.json.JsonMapper;

final class RemarksTest {
  private static final String COUNTS =
      "regress: Column 'id' counts the rows (%d, %d, %d, ...): it looks like a row number. Say with"
          + " --features whether it is meant.\n";

  @TempDir private Path folder;

  private Ran fit(String csv, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), csv);
    return Ran.of(
        Stream.concat(
                Stream.of("fit", file.toString(), "--target=y", "--engine=reference"),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private static String counted(int first) {
    return COUNTS.formatted(first, first + 1, first + 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aRowNumberIsUsedAndSaid(int first) throws IOException {
    String csv = "id,x,y\n%d,5,3\n%d,2,4\n%d,9,1\n%d,4,4\n";
    String rows = csv.formatted(first, first + 1, first + 2, first + 3);
    Ran ran = fit(rows, "--json");
    assertThat(ran.err()).isEqualTo(counted(first));
    var features = JsonMapper.shared().readTree(ran.out()).at("/fits/0/columns");
    assertThat(features.toString()).isEqualTo("[\"id\",\"x\"]");
    assertThat(fit(rows, "--features=id,x").err()).isEmpty();
    assertThat(fit(rows, "--features=x").err()).isEmpty();
  }

  @Test
  void amongGroupsARowNumberIsOfTheFileOrOfEach() throws IOException {
    String file = "id,g,x,y\n1,a,5,3\n2,b,2,4\n3,a,9,1\n4,b,4,4\n5,a,1,1\n6,b,7,2\n";
    assertThat(fit(file, "--by=g").err()).isEqualTo(counted(1));
    String each = "id,g,x,y\n0,a,5,3\n0,b,2,4\n1,a,9,1\n1,b,4,4\n2,a,1,1\n2,b,7,2\n";
    assertThat(fit(each, "--by=g").err()).isEqualTo(counted(0));
    String neither = "id,g,x,y\n1,a,5,3\n0,b,2,4\n2,a,9,1\n1,b,4,4\n3,a,1,1\n2,b,7,2\n";
    assertThat(fit(neither, "--by=g").err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1973 1974 1975 1976",
        "2 3 4 5",
        "1 2",
        "1 2 3 5",
        "1 2 2 3",
        "3 2 1",
        "1 2 3.5",
        "0 1 3",
        "1 1 1",
        "-1 0 1 2",
        "0.1 1.1 2.1",
        "1 3 2",
        "0 2 1 3"
      })
  void otherColumnsCountNothing(String values) {
    double[] column = Stream.of(values.split(" ")).mapToDouble(Double::parseDouble).toArray();
    assertThat(new Remarks("id", List.of(column)).asFeature()).isEmpty();
  }

  @Test
  void groupsOfARowOrTwoCountNothing() {
    double[] one = {1};
    double[] pair = {1, 2};
    assertThat(new Remarks("id", List.of(one, one, one, one)).asFeature()).isEmpty();
    assertThat(new Remarks("id", List.of(pair, pair, pair)).asFeature()).isEmpty();
    assertThat(new Remarks("id", List.of()).asFeature()).isEmpty();
    assertThat(new Remarks("id", List.of()).asTarget()).isEmpty();
  }

  /** Rows dealt to groups at random, in the order of the file; then two of them change places. */
  @Test
  void theNumbersOfTheFileAreKnownHoweverTheRowsAreGrouped() {
    var random = new Random(7);
    for (int n = 3; n < 60; n++) {
      int first = random.nextInt(2);
      int[] group = random.ints(n, 0, 1 + n / 8).toArray();
      double[] values = IntStream.range(first, first + n).asDoubleStream().toArray();
      assertThat(remarks(values, group).asFeature()).hasValue(counted(first).strip().substring(9));
      int k = random.nextInt(n);
      values[k] += n;
      assertThat(remarks(values, group).asFeature()).isEmpty();
    }
  }

  private static Remarks remarks(double[] values, int[] group) {
    List<double[]> groups =
        IntStream.of(group)
            .distinct()
            .mapToObj(
                g ->
                    IntStream.range(0, group.length)
                        .filter(i -> group[i] == g)
                        .mapToDouble(i -> values[i])
                        .toArray())
            .toList();
    return new Remarks("id", groups);
  }

  @Test
  void aTargetOfTwoValuesIsExplained() throws IOException {
    String binary =
        "regress: Target 'y' has two values, 0 and 1: a straight line through them estimates the"
            + " share of 1, and may leave the range from 0 to 1.\n";
    String rows = "g,x,y\na,5,0\na,2,1\na,9,1\nb,4,0\nb,2,1\nb,3,0\n";
    assertThat(fit(rows, "--features=x").err()).isEqualTo(binary);
    assertThat(fit(rows, "--features=x", "--by=g").err()).isEqualTo(binary);
    assertThat(JsonMapper.shared().readTree(fit(rows, "--features=x", "--json").out()))
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1 1 2, 1, 2, a mean that tells the share of 2",
    "-2.5 7 7, -2.5, 7, a mean that tells the share of 7",
    "1 0 -0, 0, 1, the share of 1",
    "1e300 0 0, 0, 1.0E300, a mean that tells the share of 1.0E300"
  })
  void anyTwoValuesAreNamed(String values, String low, String high, String estimated) {
    assertThat(target(values))
        .isEqualTo(
            "Target 'y' has two values, %s and %s: a straight line through them estimates %s, and"
                    .formatted(low, high, estimated)
                + " may leave the range from %s to %s.".formatted(low, high));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 1", "1 1 1", "0 1 2", "0 0 1 1 0.5"})
  void otherTargetsNeedNoWord(String values) {
    assertThat(target(values)).isNull();
  }

  private static String target(String values) {
    double[] column = Arrays.stream(values.split(" ")).mapToDouble(Double::parseDouble).toArray();
    return new Remarks("y", List.of(column)).asTarget().orElse(null);
  }

  @Test
  void carsAreFittedWithoutARemarkButOnTheirGearbox() throws IOException {
    try (InputStream table = Samples.class.getResourceAsStream("mtcars.csv")) {
      Files.copy(table, folder.resolve("cars.csv"));
    }
    String cars = folder.resolve("cars.csv").toString();
    assertThat(Ran.of("fit", cars, "--target=mpg", "--engine=jvm").err())
        .doesNotContain("row number", "two values");
    assertThat(Ran.of("fit", cars, "--target=am", "--engine=jvm").err())
        .containsOnlyOnce("Target 'am' has two values, 0 and 1");
  }
}
