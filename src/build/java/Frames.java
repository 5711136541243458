import static java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import static java.lang.classfile.ClassFile.JAVA_6_VERSION;
import static java.lang.classfile.ClassFile.JAVA_7_VERSION;
import static java.lang.classfile.ClassFile.StackMapsOption.GENERATE_STACK_MAPS;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

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
    Path lifted = Path.of(arguments[0] + ".new");
    try (var in = new ZipInputStream(Files.newInputStream(jar));
        var out = new ZipOutputStream(Files.newOutputStream(lifted));
        var classes = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      var resolver = ClassHierarchyResolver.ofResourceParsing(classes);
      var files = ClassFile.of(GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(resolver));
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        var copy = new ZipEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        byte[] bytes = in.readAllBytes();
        out.write(entry.getName().endsWith(".class") ? lift(files, bytes) : bytes);
      }
    }
    Files.move(lifted, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] lift(ClassFile files, byte[] bytes) {
    var parsed = files.parse(bytes);
    return parsed.majorVersion() < JAVA_6_VERSION ? files.transformClass(parsed, LIFT) : bytes;
  }
}
