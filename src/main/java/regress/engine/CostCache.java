package regress.engine;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Keeps measured cost models in files, one for each engine, device and precision. What another
 * program has measured, with kernels that may differ, counts as not there.
 */
public final class CostCache {
  private static final String PROGRAM = "program";

  private final Path folder;
  private final String program;

  /** A cache in a folder, which need not be there yet, for the program that is running. */
  public CostCache(Path folder) {
    this(folder, ProgramCode.stamp());
  }

  CostCache(Path folder, String program) {
    this.folder = folder;
    this.program = program;
  }

  /** A cache in {@link #userFolder}, or one that keeps nothing where there is none. */
  public static CostCache ofUser() {
    return new CostCache(userFolder().orElse(Path.of("/dev/null", "regress")));
  }

  /**
   * The user's: {@code $XDG_CACHE_HOME/regress}, or {@code ~/.cache/regress}, or where the system
   * property {@code regress.cache} points; empty where the user has no home.
   */
  public static Optional<Path> userFolder() {
    String elsewhere = System.getProperty("regress.cache");
    if (elsewhere != null) {
      return Optional.of(Path.of(elsewhere));
    }
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

  /** The model kept for a device, or empty where there is none of this program's to be read. */
  public Optional<CostModel> read(String engine, Device device, Precision precision) {
    Path file = file(engine, device, precision);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      if (!program.equals(properties.getProperty(PROGRAM))) {
        return Optional.empty();
      }
      CostModel model = new CostModel(costs(properties, "single."), costs(properties, "several."));
      return model.single().isEmpty() ? Optional.empty() : Optional.of(model);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Keeps a model, in place of an older one.
   *
   * @return the file it is in
   * @throws IOException if the folder cannot be written
   */
  public Path write(String engine, Device device, Precision precision, CostModel model)
      throws IOException {
    Properties properties = new Properties();
    properties.put(PROGRAM, program);
    model.single().forEach((mode, cost) -> properties.put("single." + mode, text(cost)));
    model.several().forEach((mode, cost) -> properties.put("several." + mode, text(cost)));
    Files.createDirectories(folder);
    Path unfinished = Files.createTempFile(folder, "cost", ".new");
    try (Writer writer = Files.newBufferedWriter(unfinished)) {
      properties.store(writer, device.name() + ": launch, pass, turn, value in nanoseconds");
    }
    Path file = file(engine, device, precision);
    return Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path file(String engine, Device device, Precision precision) {
    String name = device.backend() + "-" + device.name() + "-" + device.computeUnits();
    String plain = name.replaceAll("[^A-Za-z0-9]+", "-");
    return folder.resolve("cost-" + engine + "-" + plain + "-" + precision + ".properties");
  }

  private static String text(Cost cost) {
    return cost.launch() + " " + cost.pass() + " " + cost.turn() + " " + cost.value();
  }

  private static Map<Mode, Cost> costs(Properties properties, String prefix) {
    Map<Mode, Cost> costs = new EnumMap<>(Mode.class);
    for (Mode mode : Mode.values()) {
      String text = properties.getProperty(prefix + mode);
      if (text != null) {
        costs.put(mode, cost(text.split(" ")));
      }
    }
    return costs;
  }

  private static Cost cost(String[] numbers) {
    if (numbers.length != 4) {
      throw new IllegalArgumentException("four numbers make a cost");
    }
    return new Cost(
        Double.parseDouble(numbers[0]),
        Double.parseDouble(numbers[1]),
        Double.parseDouble(numbers[2]),
        Double.parseDouble(numbers[3]));
  }
}
