package regress.cli;

import java.util.OptionalDouble;
import picocli.CommandLine.ITypeConverter;

/** Reads a learning rate: {@code auto}, which is empty, or a number. */
final class LearningRateOption implements ITypeConverter<OptionalDouble> {

  @Override
  public OptionalDouble convert(String text) {
    if (text.equals("auto")) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Reading.number(text, "auto or a number"));
  }
}
