package regress.report;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import regress.data.Dataset;

/**
 * Where a model comes from, as far as it was told.
 *
 * @param regress the version that made it; null where nobody said
 * @param data the name of the table; null likewise
 * @param sha256 of the {@link #sha256 data}; null likewise
 * @param options that the fit was asked with, as they were written
 */
public record Provenance(
    @JsonSetter(nulls = Nulls.SET) String regress,
    @JsonSetter(nulls = Nulls.SET) String data,
    @JsonSetter(nulls = Nulls.SET) String sha256,
    List<String> options) {
  /** Nothing was told. */
  public static final Provenance UNKNOWN = new Provenance(null, null, null, List.of());

  private static final int ROWS = 1 << 12;

  public Provenance {
    options = List.copyOf(options);
  }

  /**
   * SHA-256 of datasets: of each, its columns, the target last, each as its name in UTF-8, a zero
   * byte and its values as float64, the first byte first. So it is the same of the same numbers,
   * wherever they were read and however they were written.
   */
  public static String sha256(Iterable<Dataset> datasets) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Dataset data : datasets) {
        List<String> names = data.terms().bases();
        for (int j = 0; j < names.size(); j++) {
          add(names.get(j), data.features()[j], digest);
        }
        add(data.targetName(), data.target(), digest);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) { // Every Java has it.
      throw new IllegalStateException(e);
    }
  }

  private static void add(String name, double[] values, MessageDigest digest) {
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    ByteBuffer bytes = ByteBuffer.allocate(ROWS * Double.BYTES);
    for (int first = 0; first < values.length; first += ROWS) {
      int rows = Math.min(ROWS, values.length - first);
      bytes.clear().asDoubleBuffer().put(values, first, rows);
      digest.update(bytes.limit(rows * Double.BYTES));
    }
  }
}
