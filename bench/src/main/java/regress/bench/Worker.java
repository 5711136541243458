package regress.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers requests for measurements in the way of {@code bench/peers/serve.py}, where lines and
 * turns are described.
 *
 * <pre>
 *   Worker ours|peers CASE [TURNS]
 * </pre>
 */
final class Worker {
  private static final long TURN_NANOS = 50_000_000;
  private static final long LONG_NANOS = 1_000_000_000;

  /** Seconds after the first fit, because the JVM is still compiling then. */
  private static final String WARM_UP = "1.5";

  private static final JsonMapper JSON = new JsonMapper();

  private final Case of;
  private final Map<String, Subject> subjects = new LinkedHashMap<>();
  private final Set<String> prepared = new HashSet<>();
  private final PrintStream out;

  private Worker(Case of, List<Subject> subjects, PrintStream out) {
    this.of = of;
    this.out = out;
    subjects.forEach(subject -> this.subjects.put(subject.name(), subject));
  }

  /** See above. */
  public static void main(String[] args) throws IOException, ClassNotFoundException {
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    if (Boolean.getBoolean("regress.bench.flags")) {
      startTornado();
    }
    run(rest, args[0].equals("ours") ? OurSubjects::of : PeerSubjects::of);
  }

  /** Before regress sets its properties, so that those of the command line hold: for flags.py. */
  private static void startTornado() throws ClassNotFoundException {
    Class.forName("uk.ac.manchester.tornado.runtime.common.TornadoOptions");
  }

  /** What libraries print goes to standard error: standard output is ours. */
  static void run(String[] args, Function<Case, List<Subject>> subjects) throws IOException {
    PrintStream out = System.out;
    System.setOut(System.err);
    LogManager.getLogManager().reset();
    Case of = JSON.readValue(args[0], Case.class);
    Worker worker = new Worker(of, subjects.apply(of), out);
    if (args.length > 1) {
      worker.all(Integer.parseInt(args[1]));
    } else {
      worker.serve();
    }
    System.exit(0);
  }

  private void all(int turns) {
    for (String name : subjects.keySet()) {
      Map<String, Object> whole = answer(name);
      if (!whole.containsKey("error")) {
        whole.put("nanos", Stream.generate(() -> answer(name).get("nanos")).limit(turns).toList());
      }
      show(whole);
    }
  }

  private void serve() throws IOException {
    show(Map.of("systems", subjects.keySet()));
    var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String name = requests.readLine(); name != null; name = requests.readLine()) {
      show(answer(name.strip()));
    }
  }

  private void show(Object line) {
    out.println(JSON.writeValueAsString(line));
    out.flush();
  }

  private Map<String, Object> answer(String name) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("system", name);
    try {
      Subject subject = subjects.get(name);
      if (prepared.add(name)) {
        line.put("case", of);
        prepare(subject, line);
      } else {
        line.put("nanos", turn(subject));
      }
    } catch (Exception | LinkageError e) {
      line.put("error", e.toString());
    }
    return line;
  }

  private static void prepare(Subject subject, Map<String, Object> line) throws Exception {
    long begin = System.nanoTime();
    double[][] answer = subject.fit().call();
    long first = System.nanoTime() - begin;
    line.put("first_nanos", first);
    line.put("answer", answer[answer.length - 1]);
    line.put("check", subject.check(answer));
    if (subject.rows() != 0) {
      line.put("answered", answered(answer, subject.rows()));
    }
    String seconds = System.getenv().getOrDefault("REGRESS_BENCH_WARM_UP", WARM_UP);
    long end = System.nanoTime() + (long) (Double.parseDouble(seconds) * 1e9);
    while (System.nanoTime() < end) {
      subject.fit().call();
    }
  }

  /** What measure.py compares with the case that it asked for. */
  private static Map<String, Integer> answered(double[][] answer, int rows) {
    int features = answer[answer.length - 1].length - 1;
    return Map.of("fits", answer.length, "rows", rows, "features", features);
  }

  private static long turn(Subject subject) throws Exception {
    long[] nanos = new long[1000];
    int count = 0;
    long end = System.nanoTime() + TURN_NANOS;
    while (count == 0
        || count < nanos.length && System.nanoTime() < end
        || count == 1 && nanos[0] < LONG_NANOS) {
      long begin = System.nanoTime();
      subject.fit().call();
      nanos[count++] = System.nanoTime() - begin;
    }
    long[] counted = Arrays.copyOfRange(nanos, count > 1 ? 1 : 0, count);
    Arrays.sort(counted);
    int half = counted.length / 2;
    return counted.length % 2 == 1 ? counted[half] : (counted[half - 1] + counted[half]) / 2;
  }
}
