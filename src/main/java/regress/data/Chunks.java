package regress.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.DoubleSupplier;

/** Cuts a table where records end, into chunks that can be parsed each by itself. */
final class Chunks {
  /** So that a small table takes little. */
  private static final int FIRST = 1 << 14;

  /** Longer than what any reader of tables takes for the text of one field. */
  private static final int LONGEST_QUOTED = 1 << 24;

  /** What a failure of the disk takes with it is not more than that. */
  private static final int READ = 1 << 13;

  /** More would wait for the one that reads. */
  private static final int MOST_HELPERS = 8;

  private final InputStream bytes;
  private final char separator;
  private final byte[] separatorBytes;
  private final Notation notation;
  private final DoubleSupplier part;
  private final int most;
  private Wanted wanted;
  private int length;
  private byte[] rest = {};
  private boolean ended;
  private IOException failure;

  /**
   * Takes the chunks.
   *
   * @param <T> what becomes of one
   */
  interface Taker<T> {
    /** The table's columns, as they are found, and what was counted. */
    Heading heading();

    /** Called once, when there are columns: which of them are read. */
    Wanted begin(List<String> columns);

    /** Works on a chunk that is parsed; on any number of them at a time. */
    T work(Chunk chunk);

    /** Adds a chunk, and what became of it, to those before it, and ends it. */
    void add(Chunk chunk, T made) throws CharacterCodingException;

    /** What to say where memory ended; with Java's own failure where it came to that. */
    default DataException tooLarge(Throwable failure) {
      return DataException.content(HostMemory.tooLittle(), failure);
    }
  }

  private record Worked<T>(Chunk chunk, T made) {
    static <T> Worked<T> of(Chunk chunk, Wanted wanted, long skipped, Taker<T> taker) {
      chunk.parse(wanted, skipped);
      return new Worked<>(chunk, taker.work(chunk));
    }

    void addTo(Taker<T> taker) throws CharacterCodingException {
      taker.add(chunk, made);
    }
  }

  /**
   * @param part which part of the table has been read, from 0 to 1; 0 where nobody knows
   * @param most how many bytes are read at a time
   */
  Chunks(TableText text, Notation notation, DoubleSupplier part, int most) {
    this.bytes = text.bytes();
    this.separator = text.separator();
    this.separatorBytes = String.valueOf(separator).getBytes(StandardCharsets.UTF_8);
    this.notation = notation;
    this.part = part;
    this.most = most;
    this.length = Math.min(FIRST, most);
  }

  /** Parses them all, and throws what kept the table from being read to its end. */
  <T> void parse(Taker<T> taker) throws IOException {
    Chunk next = next();
    for (; next != null && wanted == null; next = next()) {
      begin(next, taker);
    }
    if (next != null) {
      parseFrom(next, taker);
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Takes a chunk that follows nothing but blank lines. */
  private <T> void begin(Chunk first, Taker<T> taker) throws CharacterCodingException {
    Heading heading = taker.heading();
    long skipped = heading.begin(first);
    if (heading.columns().isEmpty()) {
      heading.end(first.parse(Wanted.of(1, List.of(), List.of()), skipped));
      return;
    }
    wanted = taker.begin(heading.columns());
    Worked.of(first, wanted, skipped, taker).addTo(taker);
  }

  /**
   * Parses several chunks at a time, and puts them together in their order. Whoever would wait for
   * one parses another, and never waits for one that nobody parses: where memory ends, so may the
   * thread that was to do it.
   */
  private <T> void parseFrom(Chunk first, Taker<T> taker) throws IOException {
    int helpers = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, MOST_HELPERS);
    ExecutorService crew = Executors.newFixedThreadPool(helpers);
    Deque<FutureTask<Worked<T>>> parsed = new ArrayDeque<>();
    try {
      for (Chunk next = first; next != null || !parsed.isEmpty(); next = next()) {
        if (next != null) {
          Chunk chunk = next;
          parsed.add(new FutureTask<>(() -> Worked.of(chunk, wanted, 0, taker)));
          crew.execute(parsed.getLast());
        }
        if (next == null || parsed.size() > 2 * helpers) {
          FutureTask<Worked<T>> oldest = parsed.remove();
          if (!oldest.isDone() && !parsed.isEmpty()) {
            parsed.getLast().run();
          }
          oldest.run();
          oldest.get().addTo(taker);
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
    byte[] text = Arrays.copyOf(rest, Math.max(length, size));
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

  private int fill(byte[] text, int from) {
    int size = from;
    try {
      while (size < text.length && !ended && failure == null) {
        int read = bytes.read(text, size, Math.min(text.length - size, READ));
        ended = read < 0;
        size += Math.max(read, 0);
      }
    } catch (IOException e) {
      failure = e;
    }
    return size;
  }

  /** As a text, which HotSpot searches many bytes at a time. */
  private static boolean hasQuotes(byte[] text, int size) {
    return new String(text, 0, size, StandardCharsets.ISO_8859_1).indexOf('"') >= 0;
  }

  /** The last line end that is seen to be whole; 0 where there is none. */
  private static int endOfLines(byte[] text, int size) {
    int end = size;
    while (end > 0 && !endsLine(text, end - 1, size)) {
      end--;
    }
    return end;
  }

  /** A line feed may follow what returns the carriage. */
  private static boolean endsLine(byte[] text, int i, int size) {
    return text[i] == '\n' || text[i] == '\r' && i + 1 < size;
  }

  /**
   * The last line end outside quotes likewise. A quote opens a field if only blanks stand before it
   * there; doubled, it closes and opens one. A field of which no end is in sight is handed out as
   * it is, to be refused.
   */
  private int endOfRecords(byte[] text, int size) {
    int end = 0;
    int open = 0;
    boolean quoted = false;
    boolean blank = true;
    for (int i = 0; i < size; i++) {
      byte c = text[i];
      if (c == '"') {
        quoted ^= blank;
        open = i;
      } else if (!quoted) {
        end = endsLine(text, i, size) ? i + 1 : end;
        blank = c == '\n' || c == '\r' || blank && c >= 0 && c <= ' ' || separates(text, i);
      }
    }
    if (quoted && size - open > LONGEST_QUOTED) {
      end = size;
      while (text[end - 1] < 0) { // Behind a character of ASCII, as a quote is one.
        end--;
      }
    }
    return end;
  }

  private boolean separates(byte[] text, int i) {
    int from = i + 1 - separatorBytes.length;
    return text[i] == separatorBytes[separatorBytes.length - 1]
        && from >= 0
        && (from == i
            || Arrays.equals(text, from, i + 1, separatorBytes, 0, separatorBytes.length));
  }
}
