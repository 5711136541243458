package regress.internal.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import regress.LongForm;
import regress.engine.Attestation;
import regress.engine.Device;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.engine.Descended;
import regress.internal.engine.Problem;
import regress.internal.engine.Problems;

/** A kernel that was kept gives the same answer to the bit; one that cannot serve is made anew. */
@Tag("device")
class KernelCacheTest {
  private static final String FOLDER = "regress.kernels";

  @TempDir Path temporary;
  private Path folder;
  private boolean isCompiling;

  private final Progress watcher =
      new Progress() {
        @Override
        public void epoch(int epoch, double loss) {}

        @Override
        public void compiling(Device device) {
          isCompiling = true;
        }
      };

  @BeforeEach
  void keepInAFolderOfOurOwn() {
    assumeTrue(Presence.absence().isEmpty(), () -> Presence.absence().orElseThrow());
    assumeTrue(device().backend().equals("OpenCL"), "sources are kept of OpenCL's kernels");
    folder = temporary.resolve("kernels");
    System.setProperty(FOLDER, folder.toString());
  }

  @AfterEach
  void keepNoMore() {
    System.clearProperty(FOLDER);
  }

  private static Device device() {
    return Devices.list().getFirst();
  }

  private static Descended fit(Device device, Purpose purpose, Precision precision, int n, int p) {
    Problem problem = Problems.linear(n, p, 1);
    PlanFits strategy = PlanFits.of(new PlanKey(purpose, precision, n, p, device));
    try {
      strategy.fit(problem, Problems.descent(problem, 3, 0), Progress.NONE);
      Problem other = Problems.linear(n, p, 2);
      return strategy.fit(other, Problems.descent(other, 40, 0), Progress.NONE);
    } finally {
      strategy.close();
    }
  }

  private boolean isCompiled(Precision precision) {
    isCompiling = false;
    first(precision);
    return isCompiling;
  }

  private Descended first(Precision precision) {
    Problem problem = Problems.linear(300, 1, 1);
    PlanFits strategy = PlanFits.of(new PlanKey(Purpose.FUSED, precision, 300, 1, device()));
    try {
      return strategy.fit(problem, Problems.descent(problem, 40, 0), watcher);
    } finally {
      strategy.close();
    }
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void assertSame(Descended actual, Descended expected) {
    assertThat(actual.parameters()).containsExactly(expected.parameters());
    assertThat(actual.epochs()).isEqualTo(expected.epochs());
    assertThat(actual.status()).isEqualTo(expected.status());
    Attestation ours = actual.attestation();
    // With a kept kernel, scratch that is only written is copied to the device once, too.
    assertThat(ours.bytesToDevice() - expected.attestation().bytesToDevice())
        .isBetween(-1000L, 1000L);
    assertThat(ours.bytesToHost()).isEqualTo(expected.attestation().bytesToHost());
  }

  @LongForm
  @ParameterizedTest
  @CsvSource({
    "FUSED,FLOAT32,500,1", "FUSED,FLOAT64,500,1", "FUSED,FLOAT32,301,3", "FUSED,FLOAT64,301,3",
    "FUSED,FLOAT32,20000,2", "MOMENTS,FLOAT32,500,1", "MOMENTS,FLOAT64,301,3",
        "MOMENTS,FLOAT32,301,3"
  })
  void aKeptKernelGivesTheSameAnswerOnAnyDevice(Purpose purpose, Precision precision, int n, int p)
      throws IOException {
    for (Device device : Devices.list()) {
      aKeptKernelGivesTheSameAnswer(device, purpose, precision, n, p);
    }
  }

  @ParameterizedTest
  @CsvSource({"FUSED,FLOAT32,500,1", "FUSED,FLOAT64,301,3", "MOMENTS,FLOAT32,301,3"})
  void aKeptKernelGivesTheSameAnswer(Purpose purpose, Precision precision, int n, int p)
      throws IOException {
    aKeptKernelGivesTheSameAnswer(device(), purpose, precision, n, p);
  }

  private void aKeptKernelGivesTheSameAnswer(
      Device device, Purpose purpose, Precision precision, int n, int p) throws IOException {
    System.setProperty(FOLDER, "");
    Descended without = fit(device, purpose, precision, n, p);
    System.setProperty(FOLDER, folder.toString());
    assertSame(fit(device, purpose, precision, n, p), without);
    List<Path> kept = entries();
    assertThat(kept).isNotEmpty();
    assertSame(fit(device, purpose, precision, n, p), without);
    assertThat(entries()).isEqualTo(kept);
  }

  @Test
  void aKeptKernelIsNotCompiledAgainAndNobodyIsTold() throws IOException {
    Descended compiled = first(Precision.FLOAT32);
    assertThat(isCompiling).isTrue();
    isCompiling = false;
    Descended kept = first(Precision.FLOAT32);
    assertThat(isCompiling).isFalse();
    assertSame(kept, compiled);
    assertThat(entries()).hasSize(2);
  }

  @LongForm
  @ParameterizedTest
  @CsvSource({"FUSED, FLOAT32, 1, 1", "MOMENTS, FLOAT64, 1, 1"})
  void soItIsOfOneFeature(Purpose purpose, Precision precision, int p, int otherP)
      throws IOException {
    aKernelOfAnotherShapeIsTheSame(purpose, precision, p, otherP);
  }

  /** Neither rows nor features, neither the memory nor the number of groups is in the kernels. */
  @ParameterizedTest
  @CsvSource({"FUSED, FLOAT64, 3, 17", "MOMENTS, FLOAT32, 3, 17"})
  void aKernelOfAnotherShapeIsTheSame(Purpose purpose, Precision precision, int p, int otherP)
      throws IOException {
    fit(device(), purpose, precision, 300, p);
    Path other = temporary.resolve("other");
    System.setProperty(FOLDER, other.toString());
    PlanKey limited =
        new PlanKey(purpose, precision, 9_001, otherP, device()).with(Memory.ANY.atMost(1L << 40));
    Descended compiled = fit(limited);
    assertThat(isCompiling).isTrue();
    isCompiling = false;
    System.setProperty(FOLDER, folder.toString());
    Descended kept = fit(limited);
    assertThat(isCompiling).isFalse();
    assertSame(kept, compiled);
    for (Path entry : entries()) {
      assertThat(lines(other.resolve(entry.getFileName()))).isEqualTo(lines(entry));
    }
  }

  /** Without declarations, whose order is any. */
  private static List<String> lines(Path entry) {
    return GeneratedKernel.of("", KernelCache.read(entry).orElseThrow()).lines();
  }

  private Descended fit(PlanKey key) {
    Problem problem = Problems.linear(key.rows(), key.features(), 3);
    try (PlanFits strategy = PlanFits.of(key)) {
      return strategy.fit(problem, Problems.descent(problem, 40, 0), watcher);
    }
  }

  @Test
  void anotherPrecisionOrFlagIsNotMistakenForIt() throws IOException {
    first(Precision.FLOAT32);
    List<Path> kept = entries();
    first(Precision.FLOAT64);
    assertThat(entries()).hasSizeGreaterThan(kept.size());
    System.setProperty("tornado.regress.test", "other");
    try {
      assertThat(isCompiled(Precision.FLOAT32)).isTrue();
    } finally {
      System.clearProperty("tornado.regress.test");
    }
  }

  @Test
  void aDamagedEntryIsMadeAnew() throws IOException {
    Descended compiled = first(Precision.FLOAT32);
    for (Path entry : entries()) {
      byte[] bytes = Files.readAllBytes(entry);
      Files.write(entry, Arrays.copyOf(bytes, bytes.length - 7));
    }
    isCompiling = false;
    Descended anew = first(Precision.FLOAT32);
    assertThat(isCompiling).isTrue();
    assertSame(anew, compiled);
    assertThat(isCompiled(Precision.FLOAT32)).isFalse();
  }

  @Test
  void onlyAWholeEntryIsRead() throws IOException {
    String source = "__kernel void fit()";
    Path entry = folder.resolve("entry.cl");
    KernelCache.keep(entry, source);
    byte[] whole = Files.readAllBytes(entry);
    for (int length = 0; length < whole.length; length++) {
      Files.write(entry, Arrays.copyOf(whole, length));
      assertThat(KernelCache.read(entry)).as("%d bytes of it", length).isEmpty();
      byte[] other = whole.clone();
      other[length] ^= 4;
      Files.write(entry, other);
      assertThat(KernelCache.read(entry)).as("another byte %d", length).isEmpty();
    }
    Files.delete(entry);
    Files.createDirectories(entry.resolve("a folder in its place"));
    assertThat(KernelCache.read(entry)).isEmpty();
    assertThatIOException().isThrownBy(() -> KernelCache.keep(entry, source));
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  /** The device's compiler complains on the error stream here. */
  @Test
  void aKernelThatTheDeviceRefusesIsCompiledInTheSameFit() throws IOException {
    Descended compiled = first(Precision.FLOAT32);
    for (Path entry : entries()) {
      KernelCache.keep(entry, KernelCache.read(entry).orElseThrow() + "\nnot OpenCL\n");
    }
    isCompiling = false;
    Descended anew = first(Precision.FLOAT32);
    assertThat(anew.parameters()).containsExactly(compiled.parameters());
    assertThat(isCompiling).isTrue();
    assertSame(first(Precision.FLOAT32), compiled);
  }

  @Test
  void whereNothingCanBeWrittenFitsGoOn() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    System.setProperty(FOLDER, file.resolve("kernels").toString());
    assertSame(first(Precision.FLOAT32), first(Precision.FLOAT32));
    assertThat(file).isEmptyFile();
  }

  @Test
  void theOldestEntriesGo() throws IOException {
    for (int i = 0; i < 70; i++) {
      Path entry = folder.resolve(i + ".cl");
      KernelCache.keep(entry, "kernel " + i);
      assertThat(entry.toFile().setLastModified(1_000_000L * (i + 1))).isTrue();
    }
    assertThat(entries()).hasSize(64);
    assertThat(KernelCache.read(folder.resolve("69.cl"))).contains("kernel 69");
    assertThat(KernelCache.read(folder.resolve("0.cl"))).isEmpty();
  }
}
