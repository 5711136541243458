package regress.tornado;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import regress.engine.CostCache;

/**
 * The OpenCL source of kernels that TornadoVM has compiled here before, in the user's cache folder.
 * An entry's name is a digest of all that it was made from, its first line one of what it holds: a
 * stale entry is not found, a damaged one not used.
 *
 * @param folder where the entries are
 * @param origin what every kernel of this process is made from and by
 */
record KernelCache(Path folder, String origin) {
  private static final String MARK = "// regress ";

  /** The user's cache, or empty where regress is no jar, or told not to prepare anything. */
  static Optional<KernelCache> ofUser() {
    String sdk = System.getenv("TORNADOVM_HOME");
    String off = System.getenv("REGRESS_NO_FAST_START");
    if (sdk == null || off != null && !off.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path jar =
          Path.of(KernelCache.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Files.isRegularFile(jar)
          ? Optional.of(
              new KernelCache(CostCache.userFolder().resolve("kernels"), origin(jar, sdk)))
          : Optional.empty();
    } catch (Exception e) {
      return Optional.empty();
    }
  }

  private static String origin(Path jar, String sdk) throws IOException {
    Path release = Path.of(sdk, "etc", "tornado.release");
    var text = new StringBuilder();
    text.append(jar).append(' ').append(stamp(jar)).append('\n');
    text.append(release.toRealPath()).append(' ').append(stamp(release)).append('\n');
    text.append(System.getProperty("java.vm.version")).append('\n');
    var options = new TreeMap<Object, Object>(System.getProperties());
    options.forEach((name, value) -> append(text, name.toString(), value));
    return text.toString();
  }

  private static void append(StringBuilder text, String name, Object value) {
    if (name.startsWith("tornado.")) {
      text.append(name).append('=').append(value).append('\n');
    }
  }

  private static String stamp(Path file) throws IOException {
    return Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
  }

  /** The file for a kernel of this description, there or not. */
  Path entry(String description) {
    return folder.resolve(digest((origin + description).getBytes(UTF_8)) + ".cl");
  }

  /** The source in an entry, or empty where there is none that is whole. */
  static Optional<String> read(Path entry) {
    try {
      String text = Files.isReadable(entry) ? Files.readString(entry) : "";
      int end = text.indexOf('\n') + 1;
      String source = text.substring(end);
      return text.startsWith(head(source)) ? Optional.of(source) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Keeps a source; whoever reads at the same time sees all of it or nothing. */
  static void keep(Path entry, String source) throws IOException {
    Files.createDirectories(entry.getParent());
    Path unfinished = Files.createTempFile(entry.getParent(), "kernel", ".new");
    Files.writeString(unfinished, head(source) + source);
    Files.move(unfinished, entry, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String head(String source) {
    return MARK + digest(source.getBytes(UTF_8)) + "\n";
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
