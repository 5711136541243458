package regress.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

  @Test
  void whatATerminalObeysIsWrittenOut() {
    assertThat(Printable.line("a\u001b[2J\r\n\tb\u009b31m\u007f"))
        .isEqualTo("a\\u001b[2J\\u000d\\u000a\\u0009b\\u009b31m\\u007f");
  }

  @Test
  void whatAReaderDoesNotSeeIsWrittenOut() {
    assertThat(Printable.line("\u202emgp\u2028\u200b\ufeff\udb40\udc01\ud800"))
        .isEqualTo("\\u202emgp\\u2028\\u200b\\ufeff\\udb40\\udc01\\ud800");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mpg",
        "Größe (m²)",
        "名前 1",
        "می\u200cخواهم",
        "👩\u200d💻",
        "\\u001b",
        "a\u00a0b"
      })
  void wordsOfAllLanguagesStay(String word) {
    assertThat(Printable.line(word)).isEqualTo(word);
    assertThat(Printable.lines(word)).isEqualTo(word);
  }

  @Test
  void linesStayLinesAndJoinedOnesAreOne() {
    assertThat(Printable.lines("a\r\nb\rc\n\td\u0007\n")).isEqualTo("a\nb\nc\n\td\\u0007\n");
    assertThat(Printable.joined("It broke:\n  in line 1\r\n")).isEqualTo("It broke: in line 1");
  }

  @Test
  void printedTextStaysAsItIs() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      String text =
          random
              .ints(20, 0, 0x2100)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      String line = Printable.line(text);
      assertThat(line).doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cf}&&[^\u200c\u200d]]");
      assertThat(Printable.line(line)).isEqualTo(line);
      assertThat(Printable.lines(line)).isEqualTo(line);
    }
  }
}
