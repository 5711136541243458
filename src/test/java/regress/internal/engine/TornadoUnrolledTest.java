package regress.internal.engine;

import org.junit.jupiter.api.Tag;
import regress.LongForm;
import regress.engine.Mode;

/**
 * Ten epochs a graph are ten kernels to compile for every shape. The short form has {@link
 * AgreementTest} instead, which holds unrolled fits to the bits of stepwise ones.
 */
@LongForm
@Tag("device")
class TornadoUnrolledTest extends EngineContract {
  TornadoUnrolledTest() {
    super(EnginesInTests.named("tornado"), Mode.UNROLLED);
  }
}
