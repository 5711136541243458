package regress.internal.tornado;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The OpenCL source of kernels that TornadoVM has compiled here before, in the user's cache folder.
 * An entry's name is a digest of all that it was made from, its last line one of what it holds: a
 * stale entry is not found, a damaged one not used. A line before the source would have a driver
 * compile it once more, which finds what it compiled by the text.
 *
 * @param folder where the entries are
 * @param origin what every kernel of this process is made from and by
 */
record KernelCache(Path folder, String origin) {
  private static final int MOST_ENTRIES = 64;
  private static final String MARK = "// regress ";

  /**
   * The user's cache, or empty where regress is no jar, or told not to prepare anything. The system
   * property {@code regress.kernels} names another folder, or none with an empty text.
   */
  static Optional<KernelCache> ofUser() {
    String sdk = System.getenv("TORNADOVM_HOME");
    String off = System.getenv("REGRESS_NO_FAST_START");
    String elsewhere = System.getProperty("regress.kernels");
    if (sdk == null || (elsewhere == null ? off != null && !off.isEmpty() : elsewhere.isEmpty())) {
      return Optional.empty();
    }
    try {
      Path code = code();
      if (elsewhere != null) {
        return Optional.of(new KernelCache(Path.of(elsewhere), origin(code, sdk)));
      }
      String origin = origin(code, sdk);
      return userFolder()
          .filter(folder -> Files.isRegularFile(code))
          .map(folder -> new KernelCache(folder.resolve("kernels"), origin));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** {@code $XDG_CACHE_HOME/regress}, or {@code ~/.cache/regress}; empty without a home. */
  private static Optional<Path> userFolder() {
    return absolute(System.getenv("XDG_CACHE_HOME"))
        .or(() -> absolute(System.getProperty("user.home")).map(home -> home.resolve(".cache")))
        .map(caches -> caches.resolve("regress"));
  }

  /** A path, or empty where a relative one would lead into the working folder. */
  private static Optional<Path> absolute(String text) {
    try {
      return Optional.ofNullable(text).map(Path::of).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The jar of this program, or the folder of its classes. */
  private static Path code() throws IOException {
    try {
      return Path.of(KernelCache.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("the JVM does not say where the program is", e);
    }
  }

  /** Size and time of a file, one of which every new version of it changes. */
  private static String stamp(Path file) throws IOException {
    return Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
  }

  private static String origin(Path jar, String sdk) throws IOException {
    Path release = Path.of(sdk, "etc", "tornado.release");
    var text = new StringBuilder();
    text.append(jar).append(' ').append(stamp(jar)).append('\n');
    text.append(release.toRealPath()).append(' ').append(stamp(release)).append('\n');
    text.append(System.getProperty("java.vm.version")).append('\n');
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("tornado.") && !name.startsWith("tornado.opencl.source."))
        .sorted()
        .map(name -> name + '=' + System.getProperty(name) + '\n')
        .forEach(text::append);
    return text.toString();
  }

  /** The file for a kernel of this description, there or not. */
  Path entry(String description) {
    return folder.resolve(digest((origin + description).getBytes(UTF_8)) + ".cl");
  }

  /** The source in an entry, or empty where there is none that is whole. */
  static Optional<String> read(Path entry) {
    try {
      String text = Files.isRegularFile(entry) ? Files.readString(entry) : "";
      String source = text.substring(0, Math.max(text.lastIndexOf(MARK), 0));
      return text.equals(source + mark(source)) ? Optional.of(source) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Keeps a source; whoever reads at the same time sees all of it or nothing. */
  static void keep(Path entry, String source) throws IOException {
    Files.createDirectories(entry.getParent());
    Path unfinished = Files.createTempFile(entry.getParent(), "kernel", ".new");
    try {
      Files.writeString(unfinished, source + mark(source));
      Files.move(unfinished, entry, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    evict(entry.getParent());
  }

  /** Removes what is oldest. */
  private static void evict(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      files
          .sorted(Comparator.comparing((Path file) -> file.toFile().lastModified()).reversed())
          .skip(MOST_ENTRIES)
          .forEach(KernelCache::remove);
    }
  }

  /** Removes an entry, or leaves it where it may not be removed. */
  static void remove(Path entry) {
    entry.toFile().delete();
  }

  private static String mark(String source) {
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
