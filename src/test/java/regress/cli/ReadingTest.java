package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ReadingTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "65536, 65536",
    "64k, 65536",
    "512m, 536870912",
    "2G, 2147483648",
    "3t, 3298534883328"
  })
  void understandsPowersOf1024(String text, long bytes) {
    assertThat(Reading.bytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "m", "-1", "1.5g", "2 g", "2x", "9999999t", "99999999999999999999"})
  void refusesEverythingElse(String text) {
    assertThatExceptionOfType(TypeConversionException.class)
        .isThrownBy(() -> Reading.bytes(text))
        .withMessageContaining("512m");
  }
}
