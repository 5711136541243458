package regress.data;

import java.util.Locale;

/** How to say that Java's memory is too small, and what to set. */
public final class HostMemory {
  private static final long MEGABYTE = 1 << 20;
  private static final long GIGABYTE = 1 << 30;

  /** What the program itself takes, and room for the collector to work in. */
  private static final double SPARE = 1.15;

  private static final long OWN = 24 * MEGABYTE;

  private HostMemory() {}

  /**
   * Bytes that a fit of so many values takes, the target's among them: the table, its features
   * scaled, and both as the engine reads them.
   */
  public static double ofFit(double values) {
    return 3 * Double.BYTES * values;
  }

  /** Whether so many bytes of values cannot fit beside the program. */
  static boolean isTooSmallFor(double bytes) {
    return bytes * SPARE > Runtime.getRuntime().maxMemory() - OWN / 4;
  }

  /**
   * Whether a failure comes from memory that Java did not have, be it for another thread that said
   * so.
   */
  public static boolean isToBlameFor(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        System.gc(); // What the work held is garbage now, and to tell of it takes memory too.
        return !String.valueOf(cause.getMessage()).contains("native thread");
      }
    }
    return false;
  }

  /** Two sentences: that a subject of so many bytes needs more, and what to set. */
  public static String tooLittle(String subject, double bytes) {
    long most = Runtime.getRuntime().maxMemory();
    double needed = bytes * SPARE + OWN;
    boolean impossible = needed > most;
    String may = impossible ? "Java may take " : "too little is free of what Java may take: ";
    return "%s needs about %s of memory, and %s%s. %s"
        .formatted(
            subject,
            megabytes(needed),
            may,
            megabytes(most),
            advice(impossible ? needed : 2.0 * most));
  }

  /** The same where nobody knows how much is needed. */
  public static String tooLittle() {
    long most = Runtime.getRuntime().maxMemory();
    return "This needs more memory than Java may take, %s. %s"
        .formatted(megabytes(most), advice(2.0 * most));
  }

  private static String advice(double bytes) {
    String option = option(bytes);
    return "Set JAVA_TOOL_OPTIONS=" + option + ", or start java with " + option + ".";
  }

  private static String megabytes(double bytes) {
    return String.format(Locale.ROOT, "%,d MB", (long) Math.ceil(bytes / MEGABYTE));
  }

  private static String option(double bytes) {
    return bytes > GIGABYTE
        ? "-Xmx" + (long) Math.ceil(bytes / GIGABYTE) + "g"
        : "-Xmx" + 128 * (long) Math.ceil(bytes / (128 * MEGABYTE)) + "m";
  }
}
