package regress.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which name was meant, by edit distance (Wagner and Fischer, J. ACM 21, 1974). */
final class NearestName {
  private NearestName() {}

  /** The nearest name, if at most a third of its letters need a change, or one of two. */
  static Optional<String> to(String asked, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(asked, name) <= allowed(name))
        .min(Comparator.comparingInt(name -> distance(asked, name)));
  }

  private static int allowed(String name) {
    return name.length() == 1 ? 0 : Math.max(1, name.length() / 3);
  }

  /** Letters to insert, drop or replace, capitals and small letters being the same. */
  static int distance(String a, String b) {
    String s = a.toLowerCase(Locale.ROOT);
    String t = b.toLowerCase(Locale.ROOT);
    int[] above = new int[t.length() + 1];
    for (int j = 0; j <= t.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= s.length(); i++) {
      int[] row = new int[t.length() + 1];
      row[0] = i;
      for (int j = 1; j <= t.length(); j++) {
        int replaced = above[j - 1] + (s.charAt(i - 1) == t.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[t.length()];
  }
}
