package regress.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import regress.report.WholeFile;

class PlotTest {
  private static final String LINE = "x,y\n0,1\n2,3\n3,5\n5,8\n";

  @TempDir private Path folder;

  /** The table is not there, and nobody has looked. */
  @ParameterizedTest
  @ValueSource(strings = {"plot.pdf", "plot", "png", "plot.png.txt", "plot.svg/"})
  void anotherEndingIsRefusedBeforeATableIsRead(String name) {
    assertRefused(Ran.of("fit", "none.csv", "--target=y", "--plot=" + name), ".png", ".svg");
    assertRefused(Ran.of("seed", "--plot", name), ".png", ".svg");
  }

  @Test
  void aPlaceThatCannotHoldAFileIsRefusedBeforeATableIsRead() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken.png"));
    Path nowhere = folder.resolve("missing").resolve("a.png");
    assertRefused(
        Ran.of("fit", "none.csv", "--target=y", "--plot=" + nowhere),
        "a folder that is there",
        "missing");
    assertRefused(Ran.of("fit", "none.csv", "--target=y", "--plot=" + taken), "no folder");
  }

  @Test
  void ofManyGroupsThereIsNoPicture() throws IOException {
    String rows = IntStream.range(0, 13).mapToObj(g -> g + ",1,2\n").collect(joining());
    Path table = Files.writeString(folder.resolve("t.csv"), "g,x,y\n" + rows);
    Path file = folder.resolve("a.png");
    Ran ran = Ran.run("fit", table, "--target=y", "--by=g", "--plot=" + file);
    assertRefused(ran, "--plot draws 12 groups at most, and --by makes 13. Leave --plot out");
    Files.writeString(table, "g,x,y\n1,2,3\n");
    ran = Ran.run("fit", table, "--target=y", "--by=g", "--plot=" + file);
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("No picture in ", "there is no model to draw");
    assertThat(file).doesNotExist();
  }

  private static void assertRefused(Ran ran, String... words) {
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains(words).doesNotContain("none.csv");
  }

  @Test
  void aTableFromStandardInputIsDrawnInPlaceOfAnOlderPicture() throws IOException {
    Path file = Files.writeString(folder.resolve("a.PNG"), "older");
    Ran ran = fit(new ByteArrayInputStream(LINE.getBytes(StandardCharsets.UTF_8)), file);
    assertThat(ran.status()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(file).content(StandardCharsets.ISO_8859_1).startsWith("\u0089PNG");
    assertThat(folder).isDirectoryContaining(found -> found.equals(file));
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void aPictureThatCannotBeWrittenLeavesTheResult() throws IOException {
    Path away = Files.createDirectory(folder.resolve("away"));
    Ran ran = fit(whileRemoving(away), away.resolve("a.svg"));
    assertThat(ran.out()).startsWith("y = ").contains("R²");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).startsWith("regress: No picture in ").hasLineCount(1);
  }

  @Test
  void aPictureIsWrittenWholeOrNotAtAll() throws IOException {
    Path full = Files.createDirectory(folder.resolve("full.png"));
    Files.createFile(full.resolve("a file"));
    var file = new OutFile(full);
    assertThatThrownBy(() -> WholeFile.write(file.path(), out -> out.write(1)))
        .isInstanceOf(IOException.class);
    assertThat(folder.toFile().list()).containsExactly("full.png");
  }

  @Test
  void aFitThatDivergedHasNoPicture() {
    Path file = folder.resolve("a.png");
    Ran ran = Ran.of("seed", "--engine=jvm", "--learning-rate=5", "--plot=" + file);
    assertThat(ran.status()).isEqualTo(1);
    assertThat(file).doesNotExist();
  }

  @Test
  void jsonStaysOneDocument() {
    Path file = folder.resolve("a.svg");
    Ran ran = Ran.of("seed", "--engine=jvm", "--json", "--plot=" + file);
    assertThat(ran.out().strip()).startsWith("{").endsWith("}");
    assertThat(file).isNotEmptyFile();
  }

  private static Ran fit(InputStream table, Path picture) {
    InputStream before = System.in;
    try {
      System.setIn(table);
      return Ran.of("fit", "-", "--target=y", "--engine=reference", "--plot=" + picture);
    } finally {
      System.setIn(before);
    }
  }

  /** A table, and when it has been read the folder is gone. */
  private static InputStream whileRemoving(Path folder) {
    return new ByteArrayInputStream(LINE.getBytes(StandardCharsets.UTF_8)) {
      @Override
      public synchronized int read(byte[] bytes, int offset, int length) {
        folder.toFile().delete();
        return super.read(bytes, offset, length);
      }
    };
  }
}
