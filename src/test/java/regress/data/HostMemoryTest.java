package regress.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import regress.engine.EngineException;

class HostMemoryTest {
  private static final double GIGABYTE = 1 << 30;

  @Test
  void aFailureOfAnotherThreadIsSeenThroughWhatWrapsIt() {
    Throwable heap = new OutOfMemoryError("Java heap space");
    assertThat(HostMemory.isToBlameFor(heap)).isTrue();
    assertThat(HostMemory.isToBlameFor(EngineException.failed("A thread failed.", heap))).isTrue();
    assertThat(HostMemory.isToBlameFor(new ExceptionInInitializerError(heap))).isTrue();
    assertThat(HostMemory.isToBlameFor(new OutOfMemoryError())).isTrue();
    assertThat(HostMemory.isToBlameFor(EngineException.failed("Else.", null))).isFalse();
    assertThat(
            HostMemory.isToBlameFor(
                new OutOfMemoryError("unable to create native thread: possibly out of memory")))
        .isFalse();
  }

  @Test
  void moreThanJavaMayTakeIsAskedFor() {
    long most = Runtime.getRuntime().maxMemory();
    double needed = Math.ceil(most / GIGABYTE + 3) * GIGABYTE;
    String message = HostMemory.tooLittle("A fit of 9 rows", needed);
    assertThat(message)
        .matches(
            "A fit of 9 rows needs about [\\d,]+ MB of memory, and Java may take [\\d,]+ MB\\. Set"
                + " JAVA_TOOL_OPTIONS=-Xmx\\d+g, or start java with -Xmx\\d+g\\.");
    assertThat(asked(message) * GIGABYTE).isGreaterThan(needed);
  }

  @Test
  void whereOthersTakeTheMemoryTwiceAsMuchIsAskedFor() {
    long most = Runtime.getRuntime().maxMemory();
    String message = HostMemory.tooLittle("A fit of 9 rows", 0);
    assertThat(message).contains("too little is free of what Java may take");
    assertThat(asked(message) * GIGABYTE).isGreaterThanOrEqualTo(2.0 * most);
  }

  private static long asked(String message) {
    return Long.parseLong(message.replaceAll("(?s).*-Xmx(\\d+)g\\.", "$1"));
  }
}
