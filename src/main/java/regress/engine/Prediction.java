package regress.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What fits take by the cost models of the devices that they would run on.
 *
 * @param modes the modes to choose from
 * @param place where a fit runs
 * @param models a device's cost model, or empty where none was measured
 */
public record Prediction(
    List<Mode> modes, Place place, Function<Device, Optional<CostModel>> models) {

  /** Says where a fit in a mode, of n samples and p features, runs. */
  @FunctionalInterface
  public interface Place {
    /** The device. */
    Device of(Mode mode, long n, int p);
  }

  /** For fits on an engine that ask for a device or for {@link Engines#AUTO}. */
  public static Prediction of(
      Engine engine,
      String device,
      Precision precision,
      Function<Device, Optional<CostModel>> models) {
    return new Prediction(
        engine.modes(), (mode, n, p) -> engine.device(device, mode, precision, n, p), models);
  }

  /** Predicted nanoseconds, or empty where the mode was not measured. */
  public OptionalDouble nanos(Mode mode, long n, int p, long epochs) {
    return models
        .apply(place.of(mode, n, p))
        .map(model -> model.costs(p).get(mode))
        .map(cost -> OptionalDouble.of(cost.nanos(mode, n, p, epochs)))
        .orElse(OptionalDouble.empty());
  }

  /**
   * The mode that is predicted to be fastest, or empty where no mode or not every device that one
   * would run on was measured.
   */
  public Optional<Mode> fastest(long n, int p, long epochs) {
    if (modes.stream().anyMatch(mode -> models.apply(place.of(mode, n, p)).isEmpty())) {
      return Optional.empty();
    }
    return modes.stream()
        .filter(mode -> nanos(mode, n, p, epochs).isPresent())
        .min(Comparator.comparingDouble(mode -> nanos(mode, n, p, epochs).getAsDouble()));
  }
}
