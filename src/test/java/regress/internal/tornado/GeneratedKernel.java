package regress.internal.tornado;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The OpenCL C that TornadoVM generated for one kernel. TornadoVM writes a statement a line and an
 * operation a statement, names every value once, and says of each block where the graph that it was
 * made from enters it; all this reads no more of the language.
 *
 * @param task the task's name
 * @param lines without indentation, declarations of values left out
 */
record GeneratedKernel(String task, List<String> lines) {
  private static final String DUMP = "tornado.opencl.source.dump";
  private static final String FOLDER = "tornado.opencl.source.dir";
  private static final Pattern TASK = Pattern.compile("\\w+\\.(\\w+)-\\w+\\.cl");
  private static final Pattern BLOCK =
      Pattern.compile("// BLOCK (\\d+)(?: MERGES \\[([\\d ]*)\\])?");
  private static final Pattern DEFINITION = Pattern.compile("(\\w+_\\d+)  =  (.*);");
  private static final Pattern VALUE = Pattern.compile("\\b[a-z]\\w*_\\d+\\b");

  /** All kernels that TornadoVM compiles during the work, but the one that waits for transfers. */
  static List<GeneratedKernel> during(Path folder, Runnable work) throws IOException {
    // TornadoVM takes every path as one below its SDK.
    Path sdk = Path.of(System.getenv("TORNADOVM_HOME")).toRealPath();
    System.setProperty(FOLDER, sdk.relativize(folder.toRealPath()).toString());
    System.setProperty(DUMP, "true");
    try {
      work.run();
    } finally {
      System.clearProperty(DUMP);
      System.clearProperty(FOLDER);
    }
    List<GeneratedKernel> kernels = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        Matcher name = TASK.matcher(file.getFileName().toString());
        if (name.matches() && !name.group(1).equals("begin")) {
          kernels.add(of(name.group(1), Files.readString(file)));
        }
      }
    }
    return kernels;
  }

  static GeneratedKernel of(String task, String source) {
    return new GeneratedKernel(
        task,
        source
            .lines()
            .map(String::strip)
            .filter(line -> !line.matches("(float|double|bool|u?long|u?int)\\d* \\w+_\\d+[,;].*"))
            .toList());
  }

  /** The lines that a pattern matches somewhere. */
  static List<String> matching(String pattern, List<String> lines) {
    Pattern compiled = Pattern.compile(pattern);
    return lines.stream().filter(line -> compiled.matcher(line).find()).toList();
  }

  List<String> matching(String pattern) {
    return matching(pattern, lines);
  }

  /** All loops, from the line with "for" to the closing brace; outer ones before inner ones. */
  List<List<String>> loops() {
    List<List<String>> loops = new ArrayList<>();
    for (int from = 0; from < lines.size(); from++) {
      if (lines.get(from).startsWith("for(")) {
        loops.add(lines.subList(from, end(from)));
      }
    }
    return loops;
  }

  /** The line behind the braces that open behind a line. */
  private int end(int from) {
    int depth = 0;
    int at = from + 1;
    do {
      depth += lines.get(at).startsWith("{") ? 1 : lines.get(at).startsWith("}") ? -1 : 0;
      at++;
    } while (depth > 0);
    return at;
  }

  /** The loops in which there is no other, and that load values of these parameters. */
  List<List<String>> streams(Set<String> parameters) {
    return loops().stream()
        .filter(loop -> matching("^for\\(", loop).size() == 1)
        .filter(loop -> loads(loop).stream().anyMatch(load -> isOf(load, parameters)))
        .toList();
  }

  /** The lines that read global memory. */
  static List<String> loads(List<String> lines) {
    return matching("=  (\\*\\(\\(__global|vload)", lines);
  }

  /** Whether a load's or store's address was made from one of these parameters. */
  boolean isOf(String access, Set<String> parameters) {
    return parameters.contains(base(address(access)));
  }

  /** The value in the access that is its address. */
  static String address(String access) {
    Matcher address = Pattern.compile("\\*\\) (\\w+)\\)").matcher(access);
    if (!address.find()) {
      throw new IllegalArgumentException("no access to memory: " + access);
    }
    return address.group(1);
  }

  /** The parameter from which an address was made by adding offsets. */
  private String base(String value) {
    String made = first(value);
    if (made.startsWith("(ulong) ") && !made.contains(" + ")) {
      return made.substring("(ulong) ".length());
    }
    Matcher sum = Pattern.compile("(ul_\\d+) \\+ .*").matcher(made);
    return sum.matches() ? base(sum.group(1)) : made;
  }

  /** What is first assigned to a value; later ones are what a loop's next iteration begins with. */
  String first(String value) {
    return assigned(value).getFirst();
  }

  /** All that is assigned to a value, in order. */
  List<String> assigned(String value) {
    return lines.stream()
        .map(DEFINITION::matcher)
        .filter(definition -> definition.matches() && definition.group(1).equals(value))
        .map(definition -> definition.group(2))
        .toList();
  }

  /** What a value is, copies followed back. */
  String original(String made) {
    return VALUE.matcher(made).matches() && !assigned(made).isEmpty()
        ? original(assigned(made).getLast())
        : made;
  }

  /**
   * By how much a value differs between neighbouring work-items of a group, in the first iteration
   * of the loops around it.
   *
   * @return NaN where that is no constant
   */
  double perItem(String made) {
    if (made.equals("get_local_id(0)")) {
      return 1;
    }
    Matcher operation =
        Pattern.compile("(?:\\(\\w+\\) )?(\\w+)(?: (\\S+) (?:\\(ulong\\) )?(-?\\w+))?")
            .matcher(made);
    if (!operation.matches()) {
      return VALUE.matcher(made).results().allMatch(value -> perItem(value.group()) == 0)
          ? 0
          : Double.NaN;
    }
    double left = perItemOf(operation.group(1));
    if (operation.group(2) == null) {
      return left;
    }
    double right = perItemOf(operation.group(3));
    return switch (operation.group(2)) {
      case "+" -> left + right;
      case "-" -> left - right;
      case "<<" -> left * (1 << Integer.parseInt(operation.group(3)));
      default -> left == 0 && right == 0 ? 0 : Double.NaN;
    };
  }

  private double perItemOf(String operand) {
    return VALUE.matcher(operand).matches() && !assigned(operand).isEmpty()
        ? perItem(first(operand))
        : 0;
  }

  /** The names of all functions called. */
  Set<String> calls() {
    Set<String> calls = new TreeSet<>();
    for (String line : lines) {
      Pattern.compile("\\b([a-z]\\w*)\\(")
          .matcher(line)
          .results()
          .forEach(c -> calls.add(c.group(1)));
    }
    calls.removeAll(Set.of("if", "for"));
    return calls;
  }

  /** Block by block, those from which the graph enters it, where there are several. */
  Map<Integer, Set<Integer>> entriesOfGraph() {
    Map<Integer, Set<Integer>> entries = new TreeMap<>();
    for (String line : lines) {
      Matcher block = BLOCK.matcher(line);
      if (block.matches() && block.group(2) != null) {
        Set<Integer> from = new TreeSet<>();
        Stream.of(block.group(2).strip().split(" ")).map(Integer::valueOf).forEach(from::add);
        entries.put(Integer.valueOf(block.group(1)), from);
      }
    }
    return entries;
  }

  /** The same for the same blocks, as the braces have it. */
  Map<Integer, Set<Integer>> entriesOfText() {
    Map<Integer, Set<Integer>> entries = new TreeMap<>();
    entriesOfGraph().keySet().forEach(block -> entries.put(block, new TreeSet<>()));
    Deque<Set<Integer>> exits = new ArrayDeque<>();
    int body = 0;
    while (!lines.get(body).equals("{")) {
      body++;
    }
    walk(body + 1, end(body - 1) - 1, Set.of(), entries, exits);
    return entries;
  }

  /** The blocks that flow on behind some lines. */
  private Set<Integer> walk(
      int from,
      int to,
      Set<Integer> before,
      Map<Integer, Set<Integer>> entries,
      Deque<Set<Integer>> exits) {
    Set<Integer> here = before;
    Set<Integer> passing = new HashSet<>(); // Those from which only empty blocks have come since.
    for (int at = from; at < to; ) {
      String line = lines.get(at);
      Matcher block = BLOCK.matcher(line);
      int next = at + 1;
      if (block.matches()) {
        int number = Integer.parseInt(block.group(1));
        if (here.isEmpty() && number > 0) {
          entries.put(number, Set.of()); // Never reached.
        } else if (block.group(2) == null) {
          passing.addAll(here);
        } else {
          passing.retainAll(entriesOfGraph().get(number));
          entries.get(number).addAll(here);
          entries.get(number).addAll(passing);
        }
        if (block.group(2) != null || !lines.get(next).startsWith("// BLOCK")) {
          passing.clear();
        }
        here = Set.of(number);
      } else if (line.startsWith("if(")) {
        next = end(at);
        Set<Integer> after = new HashSet<>(walk(at + 2, next - 1, here, entries, exits));
        if (next < to && lines.get(next).equals("else")) {
          int otherwise = next;
          next = end(otherwise);
          after.addAll(walk(otherwise + 2, next - 1, here, entries, exits));
        } else {
          after.addAll(here);
        }
        here = after;
      } else if (line.startsWith("for(")) {
        next = end(at);
        exits.push(new HashSet<>(line.equals("for(;;)") ? Set.of() : here));
        Set<Integer> head = here;
        Set<Integer> again = walk(at + 2, next - 1, here, entries, exits);
        head.forEach(number -> entries.get(number).addAll(again));
        here = exits.pop();
      } else if (line.equals("break;")) {
        exits.element().addAll(here);
        here = Set.of();
      } else if (line.equals("return;")) {
        here = Set.of();
      }
      at = next;
    }
    return here;
  }
}
