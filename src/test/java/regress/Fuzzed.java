package regress;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Inputs that nobody meant: valid ones that were damaged, and a judge of what a program makes of
 * them. {@code -Dregress.fuzz=N} tries so many of each kind; a failure names the seed of its input.
 *
 * @param seeds valid inputs, each of tokens
 * @param words what may come in
 */
public record Fuzzed(List<List<String>> seeds, List<String> words) {
  /** Inputs of a kind, which in the long form are a million in all. */
  private static final int COUNT =
      Integer.getInteger("regress.fuzz", LongForm.ASKED ? 200_000 : 50);

  /** The first seed: {@code -Dregress.fuzz.seed=S -Dregress.fuzz=1} repeats one input. */
  private static final int FIRST = Integer.getInteger("regress.fuzz.seed", 0);

  private static final int MOST_KINDS = 12;

  private static final int MOST_BYTES = 1 << 14;

  /** Far more than any such input takes, on any machine: only what never ends is found. */
  private static final long MOST_SECONDS = 120;

  /** Of valid inputs, and what a token of them is. */
  public static Fuzzed of(List<String> seeds, Pattern token, List<String> words) {
    return new Fuzzed(
        seeds.stream()
            .map(seed -> token.matcher(seed).results().map(MatchResult::group).toList())
            .toList(),
        words);
  }

  /** A damaged input of a few bytes: tokens changed, then perhaps single bytes. */
  public byte[] next(Random random) {
    List<String> parts = new ArrayList<>(one(seeds, random));
    if (random.nextInt(3) == 0) { // What is otherwise whole is read to its end.
      parts.set(random.nextInt(parts.size()), one(words, random));
      return String.join("", parts).getBytes(StandardCharsets.UTF_8);
    }
    for (int changes = random.nextInt(4); changes > 0 && !parts.isEmpty(); changes--) {
      change(parts, random);
    }
    byte[] bytes = String.join("", parts).getBytes(StandardCharsets.UTF_8);
    for (int changes = random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
      bytes = change(bytes, random);
    }
    return Arrays.copyOf(bytes, Math.min(bytes.length, MOST_BYTES));
  }

  private void change(List<String> parts, Random random) {
    int at = random.nextInt(parts.size());
    int end = Math.min(parts.size(), at + 1 + random.nextInt(1 + random.nextInt(8)));
    List<String> some = List.copyOf(parts.subList(at, end));
    switch (random.nextInt(6)) {
      case 0 -> parts.subList(at, end).clear();
      case 1 -> parts.addAll(random.nextInt(parts.size()), some);
      case 2 -> parts.set(at, parts.get(random.nextInt(parts.size())));
      case 3 -> parts.set(at, one(words, random).repeat(1 + random.nextInt(3)));
      case 4 -> parts.add(at, one(words, random));
      default -> parts.set(at, one(words, random));
    }
  }

  private static byte[] change(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    byte[] changed = bytes.clone();
    switch (random.nextInt(4)) {
      case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> changed[at] = (byte) random.nextInt(256);
      case 2 -> changed = Arrays.copyOf(bytes, at);
      default -> System.arraycopy(bytes, 0, changed, at, bytes.length - at);
    }
    return changed;
  }

  /** One of some. */
  public static <T> T one(List<T> some, Random random) {
    return some.get(random.nextInt(some.size()));
  }

  /** Bytes as a text of Latin-1 that can be copied into a test. */
  public static String shown(byte[] bytes) {
    var text = new StringBuilder();
    for (byte b : bytes) {
      int c = b & 0xff;
      text.append(c >= ' ' && c < 0x7f && c != '\\' ? "" + (char) c : "\\x%02x".formatted(c));
    }
    return text.toString();
  }

  /** Words that make trouble wherever they stand. */
  public static List<String> nasty(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "",
                " ",
                "0",
                "-0",
                "-1",
                "1e999999999",
                "-1e-999999999",
                "1e99999999999",
                "1e308",
                "1e-320",
                "NaN",
                "inf",
                "1e18",
                "9223372036854775808",
                "0x1p3",
                "1.2.3",
                "1,5",
                "1 000",
                "+",
                "-",
                ".",
                "e",
                "1e",
                "\0",
                "\ufeff",
                "\u2028",
                "\u202e",
                "\u001b[2J",
                "\ud83d\ude00",
                "\u0661",
                "\"",
                "\"\"",
                "'",
                "`",
                "\\",
                "\n",
                "\r",
                "\r\n",
                "\t",
                ",",
                ";",
                "|",
                "#",
                "%",
                "$",
                "NA",
                "null",
                "true",
                "2024-02-30",
                "12:60",
                "9".repeat(400),
                "a".repeat(300),
                "%s%n",
                "${x}",
                "*",
                "?",
                "["));
    words.addAll(List.of(more));
    return words;
  }

  /** What is done with inputs made of random numbers. */
  public interface Check {
    void on(Random random) throws Bad, IOException;
  }

  /** An input that is not answered as it should be. */
  public static final class Bad extends Exception {
    private static final long serialVersionUID = 1;

    public Bad(String input, Throwable cause) {
      super(cause + "\n  of " + input, cause);
    }

    /** What is wrong, and where in our code, whatever the input. */
    private String kind() {
      return getCause().getClass()
          + Arrays.stream(getCause().getStackTrace())
              .map(StackTraceElement::toString)
              .filter(place -> place.contains("regress."))
              .findFirst()
              .orElse("");
    }
  }

  /**
   * Judges inputs, some times as many as of other kinds, each of which has to come to an end; shows
   * one of each kind that fails.
   */
  public static void judge(int times, Check check) {
    ExecutorService worker =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon()::unstarted);
    Map<String, String> bad = new TreeMap<>();
    for (int i = 0; i < times * COUNT && bad.size() < MOST_KINDS; i++) {
      int seed = FIRST + i;
      Callable<Void> work =
          () -> {
            check.on(new Random(seed));
            return null;
          };
      try {
        worker.submit(work).get(MOST_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof Bad kind)) {
          throw new AssertionError("With seed " + seed, e.getCause());
        }
        bad.putIfAbsent(kind.kind(), "With seed " + seed + ": " + kind.getMessage());
      } catch (TimeoutException | InterruptedException e) {
        throw new AssertionError("With seed " + seed + " it does not end.", e);
      }
    }
    worker.shutdown();
    if (!bad.isEmpty()) {
      throw new AssertionError(String.join("\n", bad.values()));
    }
  }
}
