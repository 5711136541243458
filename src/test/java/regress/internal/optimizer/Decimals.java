package regress.internal.optimizer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import regress.data.Dataset;

/** A problem in decimals, as a file holds it. */
record Decimals(BigDecimal[][] features, BigDecimal[] target) {
  /** Of a resource under {@code regress} with a header; all columns but the target are features. */
  static Decimals read(String resource, String target) {
    List<String> lines = lines(resource);
    List<String> names = List.of(lines.getFirst().split(","));
    BigDecimal[][] columns = new BigDecimal[names.size()][lines.size() - 1];
    for (int i = 1; i < lines.size(); i++) {
      String[] fields = lines.get(i).split(",");
      for (int j = 0; j < columns.length; j++) {
        columns[j][i - 1] = new BigDecimal(fields[j]);
      }
    }
    int y = names.indexOf(target);
    BigDecimal[][] features =
        IntStream.range(0, columns.length)
            .filter(j -> j != y)
            .mapToObj(j -> columns[j])
            .toArray(BigDecimal[][]::new);
    return new Decimals(features, columns[y]);
  }

  private static List<String> lines(String resource) {
    try (InputStream in = Decimals.class.getResourceAsStream("/regress/" + resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With powers 1 to degree of the only feature. */
  Decimals powers(int degree) {
    BigDecimal[][] powers = new BigDecimal[degree][];
    for (int k = 0; k < degree; k++) {
      int power = k + 1;
      powers[k] = Arrays.stream(features[0]).map(x -> x.pow(power)).toArray(BigDecimal[]::new);
    }
    return new Decimals(powers, target);
  }

  /** As a program reads it: every decimal rounded to the nearest double. */
  Dataset rounded() {
    return Dataset.of(
        Arrays.stream(features).map(Decimals::doubles).toArray(double[][]::new), doubles(target));
  }

  private static double[] doubles(BigDecimal[] values) {
    return Arrays.stream(values).mapToDouble(BigDecimal::doubleValue).toArray();
  }
}
