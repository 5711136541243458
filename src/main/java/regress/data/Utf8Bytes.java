package regress.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Characters as bytes in UTF-8. */
final class Utf8Bytes extends InputStream {
  private final Reader reader;
  private final char[] chars = new char[1 << 13];

  /** How many characters wait for the other half of theirs. */
  private int held;

  private byte[] bytes = {};
  private int next;

  Utf8Bytes(Reader reader) {
    this.reader = reader;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    while (next == bytes.length) {
      int read = reader.read(chars, held, chars.length - held);
      if (read < 0) {
        return -1;
      }
      int size = held + read;
      held = size > 0 && Character.isHighSurrogate(chars[size - 1]) ? 1 : 0;
      bytes = new String(chars, 0, size - held).getBytes(StandardCharsets.UTF_8);
      next = 0;
      chars[0] = chars[Math.max(size - 1, 0)];
    }
    int taken = Math.min(length, bytes.length - next);
    System.arraycopy(bytes, next, to, from, taken);
    next += taken;
    return taken;
  }
}
