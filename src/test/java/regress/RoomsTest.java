package regress;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each package uses its own list of other packages, and nothing else but the JDK. */
class RoomsTest {
  private static final Path FOLDER = Path.of("target", "classes");

  private static final JavaClasses CLASSES = new ClassFileImporter().importPath(FOLDER);

  private static final String PARALLEL = "uk.ac.manchester.tornado.api.annotations.Parallel";

  private static final String[] JDK = {
    "java..", "javax..", "jdk..", "org.w3c.dom..", "org.jspecify.."
  };

  /** The rooms, each with the packages that it may use beside its own. */
  enum Room {
    API(
        "regress",
        "regress.data",
        "regress.engine",
        "regress.internal.kernel",
        "regress.internal.engine",
        "regress.internal.optimizer",
        "regress.internal.reference",
        "org.apache.commons.statistics.distribution.."),
    // Threads, of which the work knows what it is.
    CREW("regress.internal.crew"),
    DATA("regress.data", "regress.internal.crew", "de.siegmar.fastcsv.."),
    // The words that a fit is asked with and reports in.
    WORDS("regress.engine", "regress.data"),
    KERNEL("regress.internal.kernel"),
    ENGINE(
        "regress.internal.engine",
        "regress.internal.crew",
        "regress.engine",
        "regress.internal.kernel",
        "regress.data"),
    OPTIMIZER(
        "regress.internal.optimizer",
        "regress.internal.crew",
        "regress.internal.engine",
        "regress.internal.kernel",
        "regress.engine",
        "regress.data",
        "org.apache.commons.math3.."),
    JVM(
        "regress.internal.jvm",
        "regress.internal.crew",
        "regress.internal.engine",
        "regress.internal.kernel",
        "regress.engine",
        "regress.data"),
    TORNADO(
        "regress.internal.tornado",
        "regress.data",
        "regress.engine",
        "regress.internal.engine",
        "regress.internal.kernel",
        "regress.internal.tornado.kernel",
        "uk.ac.manchester.tornado.."),
    // Vector kernels stop by the same rule as the plain ones.
    TORNADO_KERNEL(
        "regress.internal.tornado.kernel",
        "regress.internal.kernel",
        "uk.ac.manchester.tornado.api.."),
    REFERENCE(
        "regress.internal.reference",
        "regress.data",
        "regress.engine",
        "regress.internal.engine",
        "org.apache.commons.math3.."),
    // The API's options and results are made of the engine's words: Mode, Precision, Attestation.
    REPORT(
        "regress.report",
        "regress",
        "regress.data",
        "regress.engine",
        "tools.jackson..",
        "com.fasterxml.jackson..",
        "org.apache.batik.svggen..",
        "org.apache.commons.statistics.distribution..",
        "org.knowm.xchart.."),
    CLI(
        "regress.cli",
        "regress",
        "regress.data",
        "regress.engine",
        "regress.report",
        "picocli..",
        "tools.jackson..",
        "com.fasterxml.jackson..",
        "me.tongfei.progressbar..");

    private final String itself;
    private final String[] allowed;

    Room(String itself, String... others) {
      this.itself = itself;
      this.allowed =
          Stream.of(Stream.of(itself), Stream.of(others), Arrays.stream(JDK))
              .flatMap(s -> s)
              .toArray(String[]::new);
    }

    private DescribedPredicate<JavaClass> mayUse() {
      DescribedPredicate<JavaClass> listed = resideInAnyPackage(allowed);
      return this == KERNEL ? listed.or(named(PARALLEL)) : listed;
    }
  }

  private static DescribedPredicate<JavaClass> named(String name) {
    return DescribedPredicate.describe(name, type -> type.getFullName().equals(name));
  }

  @ParameterizedTest
  @EnumSource
  void usesWhatItMay(Room room) {
    classes()
        .that(resideInAPackage(room.itself))
        .should()
        .onlyDependOnClassesThat(room.mayUse().or(primitivesAndTheirArrays()))
        .allowEmptyShould(true) // A build without TornadoVM has no regress.internal.tornado.
        .check(CLASSES);
  }

  /** They reside in no package, and neither does anything of ours. */
  private static DescribedPredicate<JavaClass> primitivesAndTheirArrays() {
    return DescribedPredicate.describe(
        "primitives and their arrays", type -> type.getBaseComponentType().isPrimitive());
  }

  /**
   * ArchUnit does not see annotations on types, which {@code @Parallel} is: read the class files.
   */
  @Test
  void tornadoIsNamedInItsRoomsAlone() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      assertThat(files.filter(Files::isRegularFile).filter(RoomsTest::namesTornado))
          .allMatch(
              file ->
                  file.startsWith(FOLDER.resolve("regress/internal/kernel"))
                      || file.startsWith(FOLDER.resolve("regress/internal/tornado")));
    }
  }

  private static boolean namesTornado(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1)
          .contains("uk/ac/manchester/tornado");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyClassHasARoom() {
    String[] rooms = Arrays.stream(Room.values()).map(room -> room.itself).toArray(String[]::new);
    assertThat(CLASSES.that(not(resideInAnyPackage(rooms)))).isEmpty();
  }

  @Test
  void noRoomsDependOnEachOtherInACircle() {
    // Unlike regress.(*).., a slice of its own for the package regress, which the others are in.
    slices().assignedFrom(new RoomAssignment()).should().beFreeOfCycles().check(CLASSES);
  }

  /** A missing folder or a wrong pattern would let the rules above pass over nothing. */
  @Test
  void theClassesAreThere() {
    boolean withTornado = System.getenv("TORNADOVM_HOME") != null;
    assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Room.values())
                .map(room -> room.itself)
                .filter(room -> withTornado || !room.startsWith("regress.internal.tornado"))
                .toList());
  }
}
