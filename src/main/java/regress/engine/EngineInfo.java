package regress.engine;

import java.util.List;
import java.util.Optional;

/**
 * What an engine offers on this machine.
 *
 * @param name the name users choose it by
 * @param absence one sentence that says why it cannot run here, or empty where it can
 * @param devices those it can use, the default one first; none where it is absent
 * @param modes those it can run, the one first that serves any fit
 */
public record EngineInfo(
    String name, Optional<String> absence, List<Device> devices, List<Mode> modes) {}
