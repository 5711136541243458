package regress.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;
import regress.IntervalOf;
import regress.data.Dates;
import regress.data.HostMemory;
import regress.engine.Errors;
import regress.engine.Kernels;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Optimizer;
import regress.engine.Precision;

/** Entry point of the command. */
public final class Main {
  private static final int WIDTH = 100;

  private Main() {}

  public static void main(String[] args) {
    StartMark.STARTED.say();
    var results = new ResultStream(new FileOutputStream(FileDescriptor.out));
    var out = new PrintStream(results, false, StandardCharsets.UTF_8);
    // Drivers and libraries print where they like; standard output is for results.
    System.setOut(System.err);
    boolean mayBeginAgain = Boolean.getBoolean("regress.light");
    var remarks = new BufferedOutputStream(new FileOutputStream(FileDescriptor.err));
    var err = new PrintStream(remarks, !mayBeginAgain, StandardCharsets.UTF_8);
    var streams = new Streams(out, err, Streams::isTerminal);
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> sayDeath(thread, e, streams));
    int status = run(args, streams);
    out.flush();
    boolean arePrinted = results.report(err);
    err.flush();
    System.exit(arePrinted ? status : Failures.FAILED);
  }

  /** Of want of memory the command itself has to tell, once it has some. */
  private static void sayDeath(Thread thread, Throwable cause, Streams streams) {
    if (!(cause instanceof OutOfMemoryError)) {
      streams.say("Thread " + thread.getName() + " died of " + cause + ".");
    }
  }

  /**
   * Runs a command line as the program does, but returns the exit status: 0 success, 1 the fit
   * failed or diverged, 2 wrong usage.
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return run(args, new Streams(out, err, () -> false));
  }

  private static int run(String[] args, Streams streams) {
    var root = new RootCommand(streams);
    var failures = new Failures(streams, root::debug);
    try {
      return commandLine(root, streams, args)
          .setExecutionExceptionHandler((e, line, parsed) -> failures.report(e))
          .setParameterExceptionHandler(failures::reportUsage)
          .execute(args);
    } catch (Error e) {
      if (e instanceof LinkageError && !HostMemory.isToBlameFor(e)) {
        StartMark.BROKEN.say();
      }
      return failures.report(e);
    } finally {
      streams.out().flush();
    }
  }

  static CommandLine commandLine(RootCommand root, Streams streams, String[] args) {
    // Its warnings quote what was typed, as it was typed.
    CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF);
    var line = new CommandLine(root);
    addCommands(line, streams, args.length == 0 ? "" : args[0]);
    return line.setOut(new PrintWriter(streams.out(), true))
        .setErr(new PrintWriter(streams.err(), true))
        .registerConverter(Errors.class, Reading.choice(Errors.class))
        .registerConverter(IntervalOf.class, Reading.choice(IntervalOf.class))
        .registerConverter(Predictor.Unknown.class, Reading.choice(Predictor.Unknown.class))
        .registerConverter(Predictor.Incomplete.class, Reading.choice(Predictor.Incomplete.class))
        .registerConverter(MissingOption.Rule.class, Reading.choice(MissingOption.Rule.class))
        .registerConverter(SavedModel.Unseen.class, Reading.choice(SavedModel.Unseen.class))
        .registerConverter(Kernels.class, Reading.choice(Kernels.class))
        .registerConverter(Loss.Kind.class, Reading.choice(Loss.Kind.class, List.of(Loss.Kind.OWN)))
        .registerConverter(Mode.class, Reading.choice(Mode.class))
        .registerConverter(Optimizer.class, Reading.choice(Optimizer.class))
        .registerConverter(Precision.class, Reading.choice(Precision.class))
        .registerConverter(Integer.class, Reading::count)
        .registerConverter(long.class, Reading::seed)
        .registerConverter(Long.class, Reading::bytes)
        .registerConverter(OptionalDouble.class, Reading::numberOrAuto)
        .registerConverter(Charset.class, Reading::encoding)
        .registerConverter(Dates.class, Reading::dates)
        .registerConverter(Character.class, Reading::sign)
        .registerConverter(Double.class, Reading::number)
        .registerConverter(Path.class, Reading::path)
        .registerConverter(OutFile.class, OutFile::of)
        .registerConverter(PlotFile.class, PlotFile::of)
        .registerConverter(PageFile.class, PageFile::of)
        // A column's name may begin with @.
        .setExpandAtFiles(false)
        .setExecutionStrategy(Main::execute)
        .setHelpFactory(GroupedHelp::new)
        .setUsageHelpWidth(WIDTH);
  }

  /** Whoever asks for help with a misspelt command should not get that of all. */
  private static int execute(ParseResult parsed) {
    List<String> left = parsed.unmatched();
    if (!left.isEmpty() && !left.getFirst().startsWith("-")) {
      throw new UnmatchedArgumentException(parsed.commandSpec().commandLine(), left);
    }
    return new RunLast().execute(parsed);
  }

  /**
   * Adds the command that the first word names, else all of them. To read the annotations of one
   * takes longer than many a fit.
   */
  private static void addCommands(CommandLine line, Streams streams, String first) {
    switch (first) {
      case "seed" -> line.addSubcommand(new SeedCommand(streams));
      case "fit" -> line.addSubcommand(new FitCommand(streams));
      case "predict" -> line.addSubcommand(new PredictCommand(streams));
      case "evaluate" -> line.addSubcommand(new EvaluateCommand(streams));
      case "describe" -> line.addSubcommand(new DescribeCommand(streams));
      case "summary" -> line.addSubcommand(new SummaryCommand(streams));
      case "explain" -> line.addSubcommand(new ExplainCommand(streams));
      case "devices" -> line.addSubcommand(new DevicesCommand(streams));
      default ->
          line.addSubcommand(new SeedCommand(streams))
              .addSubcommand(new FitCommand(streams))
              .addSubcommand(new PredictCommand(streams))
              .addSubcommand(new EvaluateCommand(streams))
              .addSubcommand(new DescribeCommand(streams))
              .addSubcommand(new SummaryCommand(streams))
              .addSubcommand(new ExplainCommand(streams))
              .addSubcommand(new DevicesCommand(streams))
              .addSubcommand(new CompletionCommand(streams))
              .addSubcommand(new ManCommand(streams))
              .addSubcommand(new CommandLine.HelpCommand());
    }
  }
}
