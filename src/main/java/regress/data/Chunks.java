package regress.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.DoubleSupplier;

/** Cuts a table where records end, into pieces that can be parsed each by itself. */
final class Chunks {
  /** So that a small table takes little. */
  private static final int FIRST = 1 << 14;

  /** Longer than what any reader of tables takes for the text of one field. */
  private static final int LONGEST_QUOTED = 1 << 24;

  /** What a failure of the disk takes with it is not more than that. */
  private static final int READ = 1 << 13;

  /** More would wait for the one that reads. */
  private static final int MOST_HELPERS = 8;

  private final Reader reader;
  private final char separator;
  private final Notation notation;
  private final DoubleSupplier part;
  private final int most;
  private int length;
  private char[] rest = {};
  private boolean ended;
  private IOException failure;

  /**
   * Takes the pieces.
   *
   * @param <P> a piece that is parsed
   */
  interface Taker<P> {
    /** What was found out about the table; before all else. */
    default void begin(TableText text) {}

    boolean hasColumns();

    /** How many lines have been added. */
    long lines();

    /** Finds the columns in a chunk that follows nothing but blank lines, and adds its rows. */
    void begin(Chunk chunk);

    /** Parses a later chunk, any number of them at a time. */
    P parse(Chunk chunk);

    /** Adds a chunk that has been parsed to those before it. */
    void add(P parsed);

    /** What to say where memory ended; with Java's own failure where it came to that. */
    DataException tooLarge(Throwable failure);
  }

  /**
   * @param part which part of the table has been read, from 0 to 1; 0 where nobody knows
   * @param most how many characters are read at a time
   */
  Chunks(TableText text, Notation notation, DoubleSupplier part, int most) {
    this.reader = text.reader();
    this.separator = text.separator();
    this.notation = notation;
    this.part = part;
    this.most = most;
    this.length = Math.min(FIRST, most);
  }

  /** Parses them all, and throws what kept the table from being read to its end. */
  <P> void parse(Taker<P> taker) throws IOException {
    Chunk next = next();
    for (; next != null && !taker.hasColumns(); next = next()) {
      taker.begin(next);
    }
    if (next != null) {
      parseFrom(next, taker);
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Parses several chunks at a time, and puts them together in their order. Whoever would wait for
   * one parses another, and never waits for one that nobody parses: where memory ends, so may the
   * thread that was to do it.
   */
  private <P> void parseFrom(Chunk first, Taker<P> taker) throws IOException {
    int helpers = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, MOST_HELPERS);
    ExecutorService crew = Executors.newFixedThreadPool(helpers);
    Deque<FutureTask<P>> parsed = new ArrayDeque<>();
    try {
      for (Chunk next = first; next != null || !parsed.isEmpty(); next = next()) {
        if (next != null) {
          Chunk chunk = next;
          parsed.add(new FutureTask<>(() -> taker.parse(chunk)));
          crew.execute(parsed.getLast());
        }
        if (next == null || parsed.size() > 2 * helpers) {
          FutureTask<P> oldest = parsed.remove();
          if (!oldest.isDone() && !parsed.isEmpty()) {
            parsed.getLast().run();
          }
          oldest.run();
          taker.add(oldest.get());
        }
      }
    } catch (ExecutionException e) {
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      crew.shutdownNow();
    }
  }

  /** The next one; null after the last, be it that no more can be read. */
  private Chunk next() {
    if (ended || failure != null) {
      return null;
    }
    int size = rest.length;
    char[] text = Arrays.copyOf(rest, Math.max(length, size));
    length = Math.min(most, 2 * length);
    while (true) {
      size = fill(text, size);
      boolean quotes = hasQuotes(text, size);
      int end = ended ? size : quotes ? endOfRecords(text, size) : endOfLines(text, size);
      if (end > 0) {
        rest = Arrays.copyOfRange(text, end, size);
        return new Chunk(text, end, separator, quotes, notation, part.getAsDouble());
      }
      if (ended || failure != null) {
        return null;
      }
      text = Arrays.copyOf(text, 2 * text.length);
    }
  }

  private int fill(char[] text, int from) {
    int size = from;
    try {
      while (size < text.length && !ended && failure == null) {
        int read = reader.read(text, size, Math.min(text.length - size, READ));
        ended = read < 0;
        size += Math.max(read, 0);
      }
    } catch (IOException e) {
      failure = e;
    }
    return size;
  }

  private static boolean hasQuotes(char[] text, int size) {
    int found = 0;
    for (int i = 0; i < size; i++) {
      found |= (text[i] ^ '"') - 1; // Negative for a quote alone; without a branch, for speed.
    }
    return found < 0;
  }

  /** The last line end that is seen to be whole; 0 where there is none. */
  private static int endOfLines(char[] text, int size) {
    int end = size;
    while (end > 0 && !endsLine(text, end - 1, size)) {
      end--;
    }
    return end;
  }

  /** A line feed may follow what returns the carriage. */
  private static boolean endsLine(char[] text, int i, int size) {
    return text[i] == '\n' || text[i] == '\r' && i + 1 < size;
  }

  /**
   * The last line end outside quotes likewise. A quote opens a field if only blanks stand before it
   * there; doubled, it closes and opens one. A field of which no end is in sight is handed out as
   * it is, to be refused.
   */
  private int endOfRecords(char[] text, int size) {
    int end = 0;
    int open = 0;
    boolean quoted = false;
    boolean blank = true;
    for (int i = 0; i < size; i++) {
      char c = text[i];
      if (c == '"') {
        quoted ^= blank;
        open = i;
      } else if (!quoted) {
        end = endsLine(text, i, size) ? i + 1 : end;
        blank = c == separator || c == '\n' || c == '\r' || blank && c <= ' ';
      }
    }
    return quoted && size - open > LONGEST_QUOTED ? size : end;
  }
}
