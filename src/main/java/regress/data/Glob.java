package regress.data;

import java.util.stream.IntStream;

/**
 * A pattern of names, as shells have them: {@code *} stands for any characters, {@code ?} for one,
 * {@code [ab0-9]} for one of these and {@code [!ab]} for one of all others.
 */
final class Glob {
  private final int[] pattern;

  Glob(String pattern) {
    this.pattern = pattern.codePoints().toArray();
  }

  /** Whether a text holds a sign that stands for others. */
  static boolean isOne(String text) {
    return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
  }

  /**
   * Whether it stands for a name. Only the last star is ever tried again, so no name takes long.
   */
  boolean matches(String name) {
    int[] text = name.codePoints().toArray();
    int at = 0;
    int star = -1;
    int afterStar = 0;
    int i = 0;
    while (i < text.length) {
      if (at < pattern.length && pattern[at] == '*') {
        star = at++;
        afterStar = i;
      } else if (at < pattern.length && isHere(at, text[i])) {
        at = next(at);
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++afterStar;
      } else {
        return false;
      }
    }
    return IntStream.range(at, pattern.length).allMatch(k -> pattern[k] == '*');
  }

  private boolean isHere(int at, int c) {
    int end = next(at) - 1;
    if (end == at) {
      return pattern[at] == '?' || pattern[at] == c;
    }
    boolean isOther = pattern[at + 1] == '!';
    int first = isOther ? at + 2 : at + 1;
    return isOther != isAmong(first, end, c);
  }

  private boolean isAmong(int from, int end, int c) {
    for (int k = from; k < end; k++) {
      boolean isRange = k + 2 < end && pattern[k + 1] == '-';
      if (isRange ? pattern[k] <= c && c <= pattern[k + 2] : pattern[k] == c) {
        return true;
      }
      k += isRange ? 2 : 0;
    }
    return false;
  }

  /** Where what follows begins; a bracket that is never closed stands for itself. */
  private int next(int at) {
    if (pattern[at] == '[') {
      int first = at + 1 < pattern.length && pattern[at + 1] == '!' ? at + 3 : at + 2;
      for (int k = first; k < pattern.length; k++) {
        if (pattern[k] == ']') {
          return k + 1;
        }
      }
    }
    return at + 1;
  }
}
