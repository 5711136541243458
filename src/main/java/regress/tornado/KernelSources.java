package regress.tornado;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Has TornadoVM write down the kernels that it compiles for some graphs, and keeps them. It writes
 * to one folder for as long as their plan lives, named in properties that it reads when the plan is
 * first executed.
 */
final class KernelSources implements AutoCloseable {
  private static final String DUMP = "tornado.opencl.source.dump";
  private static final String FOLDER = "tornado.opencl.source.dir";

  private final List<CachedGraph> graphs;
  private Path folder;

  KernelSources(List<CachedGraph> graphs) {
    this.graphs = graphs;
  }

  /** Executes, and keeps what was compiled. */
  <T> T watch(Supplier<T> execution) {
    if (graphs.stream().noneMatch(CachedGraph::isMissing)) {
      return execution.get();
    }
    begin();
    try {
      T result = execution.get();
      graphs.forEach(graph -> graph.keep(folder));
      return result;
    } finally {
      System.clearProperty(DUMP);
      System.clearProperty(FOLDER);
    }
  }

  private void begin() {
    try {
      if (folder == null) {
        folder = Files.createTempDirectory("regress").toRealPath();
      }
      // TornadoVM takes every path as one below its SDK.
      Path sdk = Path.of(System.getenv("TORNADOVM_HOME")).toRealPath();
      System.setProperty(DUMP, "true");
      System.setProperty(FOLDER, sdk.relativize(folder).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has the kernels compiled anew the next time. */
  void forget() {
    graphs.forEach(CachedGraph::forget);
  }

  @Override
  public void close() {
    if (folder == null) {
      return;
    }
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    folder = null;
  }
}
