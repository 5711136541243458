package regress.internal.tornado;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.ac.manchester.tornado.api.AccessorParameters;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.common.Access;
import uk.ac.manchester.tornado.api.common.TaskPackage;

/**
 * A task graph that takes a kernel's OpenCL source from {@link KernelCache} where it is, and so
 * saves TornadoVM's compilation of it. Only a task that is added as a package, with a grid of its
 * own, can be taken from there.
 */
final class CachedGraph extends TaskGraph {
  private static final Logger LOGGER = System.getLogger(CachedGraph.class.getName());
  private static final Pattern ENTRY = Pattern.compile("__kernel void (\\w+)\\(");

  private final KernelCache cache;
  private final String key;
  private final GridScheduler grid;
  private final Map<String, Path> missing = new LinkedHashMap<>();
  private final List<Path> used = new ArrayList<>();

  CachedGraph(String name, KernelCache cache, String key, GridScheduler grid) {
    super(name);
    this.cache = cache;
    this.key = key;
    this.grid = grid;
  }

  /** Whether a kernel must be compiled, whose source is then worth keeping. */
  boolean isMissing() {
    return !missing.isEmpty();
  }

  /** Keeps what TornadoVM wrote into a folder when this graph was first executed. */
  void keep(Path folder) {
    missing.forEach((task, entry) -> keep(folder, getTaskGraphName() + "." + task + "-", entry));
    missing.clear();
  }

  private static void keep(Path folder, String name, Path entry) {
    try (var files = Files.walk(folder, 2)) {
      Optional<Path> source =
          files.filter(file -> file.getFileName().toString().startsWith(name)).findFirst();
      if (source.isPresent()) {
        KernelCache.keep(entry, Files.readString(source.get()));
      }
    } catch (IOException | UncheckedIOException e) {
      LOGGER.log(Level.DEBUG, "A kernel was not kept.", e);
    }
  }

  /** Has kernels compiled anew the next time; whether any had been kept. */
  boolean forget() {
    used.forEach(KernelCache::remove);
    return !used.isEmpty();
  }

  /**
   * Whether the task was added from the cache.
   *
   * @param parameters its code and then its arguments
   */
  private boolean isKept(String task, Object[] parameters) {
    Object[] arguments = Arrays.copyOfRange(parameters, 1, parameters.length);
    WorkerGrid worker = grid.get(getTaskGraphName() + "." + task);
    if (worker == null) {
      return false;
    }
    Path entry = cache.entry(description(task, parameters[0], worker, arguments));
    Optional<Matcher> source = KernelCache.read(entry).map(ENTRY::matcher).filter(Matcher::find);
    if (source.isEmpty()) {
      missing.put(task, entry);
      return false;
    }
    used.add(entry);
    prebuiltTask(task, source.get().group(1), entry.toString(), accesses(arguments));
    return true;
  }

  /**
   * All that a kernel's code may depend on besides the cache's origin: more than it does, but not
   * how long arrays are and how many groups share the work, of which no kernel is told but in the
   * arrays themselves.
   */
  private String description(String task, Object code, WorkerGrid worker, Object[] arguments) {
    String maker = code.getClass().getName();
    String kernel = task.replaceFirst("\\d+$", ""); // A graph of ten epochs has a kernel ten times.
    var text = new StringBuilder(key + "\n" + kernel + " " + maker.split("\\$\\$")[0]);
    text.append(' ').append(Arrays.toString(worker.getLocalWork()));
    for (Object argument : arguments) {
      text.append('\n').append(argument.getClass().getName());
      if (argument instanceof Number scalar) {
        text.append(' ').append(scalar);
      }
    }
    return text.toString();
  }

  private static AccessorParameters accesses(Object[] arguments) {
    var accesses = new AccessorParameters(arguments.length);
    for (int i = 0; i < arguments.length; i++) {
      boolean written = !(arguments[i] instanceof KernelContext);
      accesses.set(i, arguments[i], written ? Access.READ_WRITE : Access.READ_ONLY);
    }
    return accesses;
  }

  @Override
  public TaskGraph addTask(TaskPackage task) {
    return isKept(task.getId(), task.getTaskParameters()) ? this : super.addTask(task);
  }
}
