package regress.report;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import regress.engine.Attestation;
import regress.engine.Kernels;

/** As {@link Attestation}. */
record Ran(
    String engine,
    String optimizer,
    String mode,
    String precision,
    String backend,
    String device,
    String deviceName,
    @JsonSetter(nulls = Nulls.SET) String kernels,
    List<String> tasks,
    int rowBlocks,
    long bytesToDevice,
    long bytesToHost,
    long compileNanos,
    long transferNanos,
    long runNanos,
    long otherNanos) {
  static Ran of(Attestation ran) {
    return new Ran(
        ran.engine(),
        Report.shown(ran.optimizer()),
        ran.mode().toString(),
        ran.precision().toString(),
        ran.device().backend(),
        ran.device().id(),
        ran.device().name(),
        ran.kernels().map(Kernels::toString).orElse(null),
        ran.tasks(),
        ran.rowBlocks(),
        ran.bytesToDevice(),
        ran.bytesToHost(),
        ran.compileNanos(),
        ran.transferNanos(),
        ran.runNanos(),
        ran.otherNanos());
  }

  long nanos() {
    return compileNanos + transferNanos + runNanos + otherNanos;
  }
}
