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
import regress.data.Terms;

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

  /** With the terms that a program makes of columns, without a rounding. */
  Decimals with(int degree, boolean interactions) {
    int[][] factors = terms(degree, interactions).factors();
    BigDecimal[][] made = new BigDecimal[factors.length][target.length];
    for (int j = 0; j < factors.length; j++) {
      for (int i = 0; i < target.length; i++) {
        BigDecimal product = BigDecimal.ONE;
        for (int factor : factors[j]) {
          product = product.multiply(features[factor][i]);
        }
        made[j][i] = product;
      }
    }
    return new Decimals(made, target);
  }

  /** As a program reads these columns, and makes terms of them. */
  Dataset rounded(int degree, boolean interactions) {
    Dataset columns = rounded();
    return columns.with(new Terms(columns.featureNames(), degree, interactions));
  }

  private Terms terms(int degree, boolean interactions) {
    return new Terms(
        IntStream.range(0, features.length).mapToObj(j -> "x" + j).toList(), degree, interactions);
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
