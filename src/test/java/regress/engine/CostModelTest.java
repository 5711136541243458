package regress.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostModelTest {
  private static final Device DEVICE =
      new Device("opencl:one", "OpenCL", "a device/with: signs", "CPU", 2, 1);
  private static final CostModel MODEL =
      new CostModel(
          Map.of(
              Mode.STEPWISE, new Cost(1_000, 0, 50_000, 0.1),
              Mode.FUSED, new Cost(100_000, 0, 100, 0.1),
              Mode.GRAM, new Cost(200_000, 0.2, 10, 0)),
          Map.of(Mode.FUSED, new Cost(100_000, 0, 100, 0.3)));

  @TempDir Path folder;

  @Test
  void theFormulaIsTheDocumentedOne() {
    Cost cost = new Cost(1, 10, 100, 1000);
    assertThat(cost.nanos(Mode.FUSED, 7, 2, 3)).isEqualTo(1 + 3 * (100 + 1000 * 7 * 3));
    assertThat(cost.nanos(Mode.GRAM, 7, 2, 3)).isEqualTo(1 + 10 * 7 * 6 + 3 * (100 + 1000 * 9));
  }

  @Test
  void theFastestModeDependsOnShapeAndEpochs() {
    assertThat(MODEL.fastest(100, 1, 1)).isEqualTo(Mode.STEPWISE);
    assertThat(MODEL.fastest(100, 1, 10)).isEqualTo(Mode.FUSED);
    assertThat(MODEL.fastest(1_000_000, 1, 1_000)).isEqualTo(Mode.GRAM);
    assertThat(MODEL.fastest(1_000_000, 2, 1_000)).isEqualTo(Mode.FUSED);
  }

  @Test
  void theCacheGivesBackWhatItKeeps() throws IOException {
    CostCache cache = new CostCache(folder.resolve("new"));
    assertThat(cache.read("tornado", DEVICE, Precision.FLOAT32)).isEmpty();
    Path file = cache.write("tornado", DEVICE, Precision.FLOAT32, MODEL);
    assertThat(cache.read("tornado", DEVICE, Precision.FLOAT32)).isEqualTo(Optional.of(MODEL));
    assertThat(cache.read("tornado", DEVICE, Precision.FLOAT64)).isEmpty();
    assertThat(cache.read("jvm", DEVICE, Precision.FLOAT32)).isEmpty();
    String whole = Files.readString(file);
    String fused = "single.fused=100000.0 0.0 100.0 0.1";
    for (String damaged : List.of("single.fused=1 2 3", "single.fused=1 2 3 four")) {
      assertThat(whole).contains(fused);
      Files.writeString(file, whole.replace(fused, damaged));
      assertThat(cache.read("tornado", DEVICE, Precision.FLOAT32)).as(damaged).isEmpty();
    }
  }

  @Test
  void whatAnotherBuildHasMeasuredIsIgnoredAndReplaced() throws IOException {
    CostCache older = new CostCache(folder, "an older build");
    CostCache newer = new CostCache(folder, "a newer build");
    Path file = older.write("jvm", DEVICE, Precision.FLOAT32, MODEL);
    assertThat(newer.read("jvm", DEVICE, Precision.FLOAT32)).isEmpty();
    assertThat(newer.write("jvm", DEVICE, Precision.FLOAT32, MODEL)).isEqualTo(file);
    assertThat(newer.read("jvm", DEVICE, Precision.FLOAT32)).isEqualTo(Optional.of(MODEL));
    assertThat(older.read("jvm", DEVICE, Precision.FLOAT32)).isEmpty();

    List<String> unmarked =
        Files.readAllLines(file).stream().filter(line -> !line.startsWith("program")).toList();
    Files.write(file, unmarked);
    assertThat(newer.read("jvm", DEVICE, Precision.FLOAT32))
        .as("of before there was one")
        .isEmpty();
  }

  @Test
  void aBuildIsKnownBySizeAndTime() throws IOException {
    Path jar = Files.writeString(folder.resolve("regress.jar"), "a build");
    Set<String> stamps = new HashSet<>(List.of(ProgramCode.stamp(jar)));
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1));
    stamps.add(ProgramCode.stamp(jar));
    Files.writeString(jar, "another build");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1));
    stamps.add(ProgramCode.stamp(jar));
    assertThat(stamps).hasSize(3);
    assertThat(ProgramCode.stamp()).isNotEmpty();
  }

  /** An engine whose time is a formula, on a clock of its own: the calibration must find it. */
  @Test
  void calibrationFindsTheCostsOfAnEngine() {
    Map<Mode, Cost> truth =
        Map.of(
            Mode.FUSED, new Cost(2e6, 0, 2e4, 4),
            Mode.GRAM, new Cost(3e6, 2, 0, 5));
    Formula engine = new Formula(truth, new AtomicLong());
    CostModel model =
        new Calibration(engine, Precision.FLOAT64, "auto", engine.clock()::get).measure();
    for (Mode mode : truth.keySet()) {
      for (int p : new int[] {1, 12}) {
        double found = model.costs(p).get(mode).nanos(mode, 1_000_000, p, 100);
        double expected = truth.get(mode).nanos(mode, 1_000_000, p, 100);
        assertThat(found).as("%s, p = %d", mode, p).isCloseTo(expected, withinPercentage(1));
      }
    }
  }

  private record Formula(Map<Mode, Cost> costs, AtomicLong clock) implements Engine {
    @Override
    public String name() {
      return "formula";
    }

    @Override
    public Optional<String> absence() {
      return Optional.empty();
    }

    @Override
    public List<Device> devices() {
      return List.of(DEVICE);
    }

    @Override
    public List<Mode> modes() {
      return List.copyOf(costs.keySet());
    }

    @Override
    public Descended fit(Problem problem, Descent descent, Execution execution, Progress unused) {
      Mode mode = execution.mode();
      int p = problem.featureCount();
      clock.addAndGet((long) costs.get(mode).nanos(mode, problem.samples(), p, descent.epochs()));
      return new Descended(new double[0], 1, 0, new double[0], null);
    }
  }

  /** A JVM that finds no home calls it "?": a folder of that name is not to appear anywhere. */
  @Test
  void whoHasNoHomeHasNoCache() {
    assumeTrue(System.getenv("XDG_CACHE_HOME") == null, "there is a cache folder");
    String home = System.setProperty("user.home", "?");
    String cache = System.clearProperty("regress.cache");
    try {
      assertThat(CostCache.userFolder()).isEmpty();
      assertThat(CostCache.ofUser().read("jvm", DEVICE, Precision.FLOAT32)).isEmpty();
    } finally {
      System.setProperty("user.home", home);
      if (cache != null) {
        System.setProperty("regress.cache", cache);
      }
    }
  }
}
