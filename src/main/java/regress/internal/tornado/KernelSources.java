package regress.internal.tornado;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import uk.ac.manchester.tornado.api.TaskGraph;

/**
 * Has TornadoVM write down the kernels that it compiles for some graphs, and keeps them. It writes
 * to one folder for as long as their plan lives, named in properties that it reads when the plan is
 * first executed.
 */
final class KernelSources implements AutoCloseable {
  private static final String DUMP = "tornado.opencl.source.dump";
  private static final String FOLDER = "tornado.opencl.source.dir";

  private static final Logger LOGGER = System.getLogger(KernelSources.class.getName());

  private final List<TaskGraph> graphs;
  private Path folder;

  KernelSources(List<TaskGraph> graphs) {
    this.graphs = graphs;
  }

  private Stream<CachedGraph> cached() {
    return graphs.stream().filter(CachedGraph.class::isInstance).map(CachedGraph.class::cast);
  }

  /** Whether TornadoVM will compile, or has begun to. */
  boolean willCompile() {
    return areMissing() || cached().count() < graphs.size();
  }

  private boolean areMissing() {
    return cached().anyMatch(CachedGraph::isMissing);
  }

  /** Executes the graph at an index, and keeps what was compiled for it. */
  <T> T watch(int index, Supplier<T> execution) {
    if (!areMissing() || !begin()) {
      return execution.get();
    }
    try {
      T result = execution.get();
      if (graphs.get(index) instanceof CachedGraph graph) {
        graph.keep(folder);
      }
      return result;
    } finally {
      System.clearProperty(DUMP);
      System.clearProperty(FOLDER);
    }
  }

  /** Whether there is a folder for TornadoVM to write to; without one nothing is kept. */
  private boolean begin() {
    try {
      if (folder == null) {
        folder = Files.createTempDirectory("regress").toRealPath();
      }
      // TornadoVM takes every path as one below its SDK.
      Path sdk = Path.of(System.getenv("TORNADOVM_HOME")).toRealPath();
      System.setProperty(FOLDER, sdk.relativize(folder).toString());
      System.setProperty(DUMP, "true");
      return true;
    } catch (IOException | RuntimeException e) {
      LOGGER.log(Level.DEBUG, "Kernels are not kept.", e);
      return false;
    }
  }

  /** Has the kernels compiled anew the next time; whether any had been kept. */
  boolean forget() {
    return cached().map(CachedGraph::forget).reduce(false, Boolean::logicalOr);
  }

  @Override
  public void close() {
    if (folder == null) {
      return;
    }
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      LOGGER.log(Level.DEBUG, "A folder of kernels was not removed.", e);
    }
    folder = null;
  }
}
