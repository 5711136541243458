package regress.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Guesses which name was meant, by edit distance with swaps of neighbours (optimal string
 * alignment: Damerau, Comm. ACM 7, 1964), or by how it begins.
 */
public final class NearestName {
  private NearestName() {}

  /**
   * The nearest name, if at most a third of its letters need a change, or one of two; else the only
   * name that begins as asked.
   */
  public static Optional<String> to(String asked, Collection<String> names) {
    return names.stream()
        .filter(name -> Math.abs(name.length() - asked.length()) <= allowed(name))
        .filter(name -> distance(asked, name) <= allowed(name))
        .min(Comparator.comparingInt(name -> distance(asked, name)))
        .or(() -> begun(asked, names));
  }

  private static int allowed(String name) {
    return name.length() == 1 ? 0 : Math.max(1, name.length() / 3);
  }

  private static Optional<String> begun(String asked, Collection<String> names) {
    List<String> longer =
        names.stream()
            .filter(name -> !asked.isEmpty() && lower(name).startsWith(lower(asked)))
            .toList();
    return longer.size() == 1 ? Optional.of(longer.getFirst()) : Optional.empty();
  }

  /** Letters to insert, drop, replace or swap, capitals and small letters being the same. */
  static int distance(String a, String b) {
    String s = lower(a);
    String t = lower(b);
    int[][] edits = new int[s.length() + 1][t.length() + 1];
    for (int i = 0; i <= s.length(); i++) {
      for (int j = 0; j <= t.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, s, t, i, j);
      }
    }
    return edits[s.length()][t.length()];
  }

  private static int fewest(int[][] edits, String s, String t, int i, int j) {
    boolean same = s.charAt(i - 1) == t.charAt(j - 1);
    int fewest = edits[i - 1][j - 1] + (same ? 0 : 1);
    fewest = Math.min(fewest, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && s.charAt(i - 1) == t.charAt(j - 2) && s.charAt(i - 2) == t.charAt(j - 1);
    return swapped ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
