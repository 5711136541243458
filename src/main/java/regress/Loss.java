package regress;

import java.util.Locale;

/** What a fit minimises. */
public enum Loss {
  /** Mean of the squared residuals. */
  SQUARED;

  /** The name as users write it: lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
