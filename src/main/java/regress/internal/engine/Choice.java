package regress.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import regress.engine.Device;
import regress.engine.EngineException;
import regress.engine.Engines;
import regress.engine.Kernels;
import regress.engine.Loss;
import regress.engine.Mode;
import regress.engine.Precision;
import regress.engine.Progress;
import regress.internal.kernel.Moments;

/**
 * Which engine runs a fit, in which mode and where: the one place that chooses. What was asked for
 * is obeyed. What was left to us follows from the options, the shape of the data and the machine,
 * and from nothing that was ever measured, so that a fit's bits do not depend on what ran before.
 *
 * @param asked the engine's name that was asked for, or {@link Engines#AUTO}
 * @param wanted what was asked for beside it
 */
public record Choice(
    String asked,
    Execution wanted,
    Work work,
    Engine engine,
    Mode mode,
    Device device,
    Progress progress) {
  /**
   * Bytes of operands that one core gets through in the time of a hand-over there and back: 0.1 ms.
   */
  private static final double HAND_OVER = 1 << 23;

  /** n p^2 of a solution, below which no device is worth a copy of the data. */
  private static final double WORTH_A_COPY = 5e7;

  /** Bytes of data from which on a fused descent has more than one work-group. */
  private static final double SHARED = 1 << 16;

  /**
   * For an engine of a name, or {@link Engines#AUTO}. What was asked for and is not there is
   * refused.
   */
  public static Choice of(String engine, Execution wanted, Work work) {
    return of(engine, engine(engine, wanted, work), wanted, work);
  }

  /** As {@link #of(String, Execution, Work)}, on this engine. */
  public static Choice of(Engine engine, Execution wanted, Work work) {
    return of(engine.name(), engine, wanted, work);
  }

  private static Choice of(String asked, Engine engine, Execution wanted, Work work) {
    if (engine.absence().isPresent()) {
      String advice = " Choose engine auto or jvm to fit without it.";
      throw EngineException.notThere(engine.absence().get() + advice);
    }
    if (work.loss().kind() == Loss.Kind.OWN && engine.name().equals(Engines.TORNADO)) {
      throw EngineException.notThere(
          "A loss of your own is Java code, which engine tornado has no kernels of. Choose engine auto or jvm.");
    }
    Mode mode = mode(engine, wanted.mode(), work);
    return new Choice(
        asked, wanted, work, engine, mode, device(engine, wanted, mode, work), Progress.NONE);
  }

  /** The same, whose sessions say when they compile kernels. */
  public Choice watchedBy(Progress watcher) {
    return new Choice(asked, wanted, work, engine, mode, device, watcher);
  }

  public Session open(List<Problem> problems) {
    return engine.open(problems, placement()).watchedBy(progress);
  }

  /** Where a session of this choice has its data. */
  public Placement placement() {
    return new Placement(wanted.precision(), device, wanted.memory(), wanted.kernels());
  }

  /**
   * Left to us: TornadoVM's where it is there and can gain, since its devices are what we are for.
   */
  private static Engine engine(String name, Execution wanted, Work work) {
    if (!isLeft(name)) {
      return Installed.named(name);
    }
    boolean isHere = isTheHosts(wanted, work) || isOwn(work) || Installed.fallback().isPresent();
    return Installed.named(isHere ? Engines.JVM : Engines.TORNADO);
  }

  private static boolean isOwn(Work work) {
    return work.loss().kind() == Loss.Kind.OWN;
  }

  /**
   * A solution, and a descent on moments, reads the data once or twice: where the device is the
   * processor itself, or the data are few, to copy them there costs more than it gains. Many
   * descents at a time are the device's: it has them side by side.
   */
  private static boolean isTheHosts(Execution wanted, Work work) {
    boolean isForDevices =
        !isLeft(wanted.device())
            || wanted.kernels() != Kernels.AUTO
            || wanted.memory() != Long.MAX_VALUE;
    boolean isShort = work.epochs() == 0 || isOnMoments(wanted, work) && work.fits() == 1;
    return isShort
        && !isForDevices
        && (isSmall(work) || Installed.fallback().isPresent() || areCpus());
  }

  private static boolean isOnMoments(Execution wanted, Work work) {
    return wanted.mode() == Mode.GRAM || wanted.mode() == Mode.AUTO && isWorthMoments(work);
  }

  private static boolean isSmall(Work work) {
    double p = work.features();
    return work.fits() * (double) work.samples() * p * p < WORTH_A_COPY;
  }

  private static boolean areCpus() {
    return Installed.named(Engines.TORNADO).devices().getFirst().kind().equals("CPU");
  }

  private static boolean isLeft(String name) {
    return name.equals(Engines.AUTO);
  }

  private static Mode mode(Engine engine, Mode wanted, Work work) {
    List<Mode> modes = engine.modes();
    if (work.epochs() == 0) {
      return serving("optimizer newton", Mode.DIRECT, work);
    }
    if (wanted == Mode.AUTO) {
      Mode first = modes.getFirst();
      Mode left = modes.contains(Mode.GRAM) && isWorthMoments(work) ? Mode.GRAM : first;
      return serving("engine " + engine.name(), left, work);
    }
    if (!modes.contains(wanted)) {
      throw notThere(engine, "mode", wanted.toString(), modes.stream().map(Mode::toString));
    }
    return serving("mode " + wanted, wanted, work);
  }

  private static Mode serving(String asked, Mode mode, Work work) {
    if (!work.loss().isFor(mode)) {
      throw EngineException.notThere(
          "There is no loss %s with %s, which is for squared loss. Leave one of them out."
              .formatted(work.loss().kind(), asked));
    }
    return mode;
  }

  /**
   * Squared loss alone has any. By count: the pass that takes moments multiplies as often as (p +
   * 2) / 2 epochs over the data, and with n above p no epoch on moments multiplies more often than
   * one over the data.
   */
  private static boolean isWorthMoments(Work work) {
    return work.loss().isSquared() && work.epochs() > work.features();
  }

  /**
   * Left to us: the engine's default device, with one exception. A CPU's OpenCL runtime hands each
   * launch and each copy over to its threads, and the caller sleeps until they are done: tens of
   * microseconds each time, while an epoch of a small fit takes less than one. Where a device that
   * works in the calling thread is beside a default that is a CPU too, it gets the fits that
   * handing over costs more than more cores would bring.
   */
  private static Device device(Engine engine, Execution wanted, Mode mode, Work work) {
    List<Device> devices = engine.devices();
    boolean left = isLeft(wanted.device());
    boolean prompt = left && isPrompt(devices, mode, wanted.precision(), work);
    return devices.stream()
        .filter(device -> left || device.id().equalsIgnoreCase(wanted.device()))
        .filter(device -> !prompt || device.isPrompt())
        .findFirst()
        .orElseThrow(
            () -> notThere(engine, "device", wanted.device(), devices.stream().map(Device::id)));
  }

  private static boolean isPrompt(List<Device> devices, Mode mode, Precision precision, Work work) {
    return work.fits() == 1
        && devices.stream().anyMatch(Device::isPrompt)
        && devices.getFirst().kind().equals("CPU")
        && isSmall(devices.getFirst(), mode, precision, work);
  }

  /** In mode fused what one work-group does anyway, else little work between two hand-overs. */
  private static boolean isSmall(Device usual, Mode mode, Precision precision, Work work) {
    boolean moments = mode == Mode.GRAM || mode == Mode.DIRECT;
    double row = moments ? Moments.square(work.features()) : work.features() + 1.0;
    double bytes = work.samples() * row * precision.bytes();
    return mode == Mode.FUSED ? bytes < SHARED : bytes - bytes / usual.computeUnits() <= HAND_OVER;
  }

  /** Why the engine is not the one that auto would rather have; empty where it is. */
  public Optional<String> fallback() {
    return isLeft(asked) && !isTheHosts(wanted, work) && !isOwn(work)
        ? Installed.fallback()
        : Optional.empty();
  }

  private String whyEngine() {
    if (isTheHosts(wanted, work)) {
      return isSmall(work) ? "the data are few" : "the device is the processor itself";
    }
    boolean isThere = Installed.fallback().isEmpty();
    return isThere && isOwn(work)
        ? "the loss is Java code"
        : "TornadoVM is " + (isThere ? "" : "not ") + "there";
  }

  private static EngineException notThere(
      Engine engine, String what, String wanted, Stream<String> all) {
    return EngineException.notThere(
        "The %s engine has no %s '%s'. Choose auto or %s."
            .formatted(engine.name(), what, wanted, all.collect(Collectors.joining(" or "))));
  }

  /** One sentence that says what auto chose and why. */
  public String why() {
    return whyBeside(List.of());
  }

  /** As {@link #why}, after reasons of the caller's own. */
  public String whyBeside(List<String> others) {
    List<String> reasons = new ArrayList<>(others);
    if (isLeft(asked)) {
      reasons.add("engine " + engine.name() + ", as " + whyEngine());
    }
    if (mode != Mode.DIRECT && wanted.mode() == Mode.AUTO && engine.modes().contains(Mode.GRAM)) {
      String fewer = isWorthMoments(work) ? "fewer" : "no fewer";
      String counts = "there are %s features (%s) than epochs (up to %s)";
      String why =
          work.loss().isSquared()
              ? counts.formatted(fewer, work.features(), work.epochs())
              : "moments do not say all of loss " + work.loss().kind();
      reasons.add("mode " + mode + ", as " + why);
    }
    if (isLeft(wanted.device()) && engine.devices().size() > 1) {
      boolean usual = device.equals(engine.devices().getFirst());
      String why = usual ? "as it is the engine's default" : "as the fit is too small to share";
      reasons.add("device " + device.id() + ", " + why);
    }
    return reasons.isEmpty()
        ? "Nothing was left to auto."
        : "Auto chose " + String.join("; ", reasons) + ".";
  }
}
