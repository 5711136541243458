import static java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import static java.lang.classfile.ClassFile.JAVA_6_VERSION;
import static java.lang.classfile.ClassFile.JAVA_7_VERSION;
import static java.lang.classfile.ClassFile.StackMapsOption.GENERATE_STACK_MAPS;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * Gives the classes of a jar that were compiled for Java 5 the stack map frames of Java 7. Without
 * them the JVM keeps no class in its AOT cache, and takes an older, slower way to verify it; the
 * code stays the same. Run by the build, on a JDK that has caches.
 */
final class Frames {
  private static final ClassTransform LIFT =
      ClassTransform.transformingMethodBodies((builder, element) -> builder.with(element))
          .andThen(
              (builder, element) -> {
                if (element instanceof ClassFileVersion) {
                  builder.withVersion(JAVA_7_VERSION, 0);
                } else {
                  builder.with(element);
                }
              });

  private Frames() {}

  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    try (var classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        var inside = FileSystems.newFileSystem(jar);
        var found = Files.walk(inside.getPath("/"))) {
      var resolver = ClassHierarchyResolver.ofResourceParsing(classes);
      var files = ClassFile.of(GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(resolver));
      for (Path file : (Iterable<Path>) found::iterator) {
        if (file.toString().endsWith(".class")) {
          lift(file, files);
        }
      }
    }
  }

  private static void lift(Path file, ClassFile files) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int version = bytes[6] << 8 | bytes[7];
    if (version < JAVA_6_VERSION) {
      FileTime time = Files.getLastModifiedTime(file);
      Files.write(file, files.transformClass(files.parse(bytes), LIFT));
      Files.setLastModifiedTime(file, time);
    }
  }
}
