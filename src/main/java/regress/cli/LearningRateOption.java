package regress.cli;

import java.util.OptionalDouble;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a learning rate: {@code auto}, which is empty, or a number. */
final class LearningRateOption implements ITypeConverter<OptionalDouble> {

  @Override
  public OptionalDouble convert(String text) {
    if (text.equals("auto")) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is neither auto nor a number");
    }
  }
}
