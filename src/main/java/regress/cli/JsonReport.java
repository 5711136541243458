package regress.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import regress.Fit;
import regress.Verification;
import regress.engine.Chosen;
import regress.engine.Device;
import regress.report.JsonFit;
import regress.report.Report;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fits as one JSON document. What a fit does not have is null.
 *
 * <p>Fits by groups have {@code "by"}, the column's name, beside {@code "fits"}, and before the
 * members of each fit {@code "group"}, the value of that column (a number where all groups are
 * numbers that JSON can write, else a string), {@code "rows"}, how many rows have it, and {@code
 * "error"}, why there is no model.
 *
 * <p>A fit that was verified has {@code "verification"} behind its members.
 *
 * <p>Devices are another document, in the same words: {@code {"devices": [{...}]}}. So are kinds of
 * fit, each with what they took and the members of a fit, or nulls where it was not measured:
 * {@code {"why", "rows": [{...}]}}.
 *
 * <p>Where groups were fitted side by side, bytes and times are those of all of them.
 */
final class JsonReport {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** A number of RFC 8259: no plus sign, no zeros before it. */
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

  private JsonReport() {}

  /** A fit, and what verified it if anything did. */
  static String of(Fit fit, double level, Optional<Verification> verification) {
    ObjectNode node = JsonFit.of(fit, level);
    verification.ifPresent(of -> node.set("verification", JsonFit.verification(of)));
    return text(JSON.objectNode(), "fits", List.of(node), one -> one);
  }

  /** Fits by groups that a column tells apart. */
  static String of(String by, List<GroupRun.Group> groups, double level) {
    boolean numbers = groups.stream().allMatch(group -> NUMBER.matcher(group.name()).matches());
    return text(
        JSON.objectNode().put("by", by), "fits", groups, group -> group(group, numbers, level));
  }

  /** All devices, as a document of their own. */
  static String ofDevices(List<DevicesCommand.Row> devices) {
    return text(JSON.objectNode(), "devices", devices, JsonReport::device);
  }

  /** What kinds of fit took, as a document of their own. */
  static String of(Chosen auto, List<Kind> kinds) {
    return text(JSON.objectNode().put("why", auto.why()), "rows", kinds, JsonReport::kind);
  }

  private static ObjectNode kind(Kind row) {
    return JSON.objectNode()
        .put("engine", row.where().engine())
        .put("device", row.device().id())
        .put("optimizer", Report.shown(row.where().optimizer()))
        .put("mode", row.mode().toString())
        .put("auto", row.auto())
        .put("note", row.note().isEmpty() ? null : row.note())
        .put("firstNanos", row.timing().map(t -> t.compileNanos() + t.firstNanos()).orElse(null))
        .put("warmNanos", row.timing().map(Timing::warmNanos).orElse(null))
        .setAll(
            row.timing()
                .map(timing -> JsonFit.of(timing.fit(), Report.LEVEL))
                .orElseGet(JsonFit::none));
  }

  private static ObjectNode device(DevicesCommand.Row row) {
    Device device = row.device();
    return JSON.objectNode()
        .put("engine", row.engine())
        .put("device", device.id())
        .put("index", device.index().orElse(null))
        .put("backend", device.backend())
        .put("kind", device.kind())
        .put("computeUnits", device.computeUnits())
        .put("memoryBytes", device.memoryBytes())
        .put("auto", row.auto().orElse(null))
        .put("name", device.name());
  }

  private static <T> String text(
      ObjectNode document, String name, List<T> parts, Function<T, ObjectNode> node) {
    document.putArray(name).addAll(parts.stream().map(node).toList());
    return document.toPrettyString() + "\n";
  }

  private static ObjectNode group(GroupRun.Group group, boolean numbers, double level) {
    return JSON.objectNode()
        .set(
            "group",
            numbers ? JSON.numberNode(new BigDecimal(group.name())) : JSON.stringNode(group.name()))
        .put("rows", group.rows())
        .put("error", group.error().orElse(null))
        .setAll(group.fit().map(fit -> JsonFit.of(fit, level)).orElseGet(JsonFit::none));
  }
}
