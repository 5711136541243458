package regress.report;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import regress.Fit;
import regress.Verification;
import regress.data.Missing;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fits as JSON, each an object with the members of {@link Summary}; {@code docs/model.schema.json}
 * says what they are.
 */
public final class JsonFit {
  /** Reads what it knows, all of it and nothing else. */
  static final JsonMapper MAPPER = mapper();

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonFit() {}

  private static JsonMapper mapper() {
    var builder =
        JsonMapper.builder()
            .disable(
                MapperFeature.SORT_PROPERTIES_ALPHABETICALLY,
                MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                // Groups may be numbers that are no doubles.
                DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    var never = JsonSetter.Value.forValueNulls(Nulls.FAIL);
    Stream.of(String.class, List.class, Map.class, Ran.class, Missing.class)
        .forEach(type -> builder.withConfigOverride(type, o -> o.setNullHandling(never)));
    return builder.changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL)).build();
  }

  /** The members of a fit that there was not. */
  public static ObjectNode none() {
    ObjectNode node = JSON.objectNode();
    for (var member : Summary.class.getRecordComponents()) {
      node.putNull(member.getName());
    }
    return node;
  }

  /** The members of a fit, with intervals of a level. */
  public static ObjectNode of(Fit fit, double level) {
    return of(Summary.of(fit, level));
  }

  static ObjectNode of(Summary fit) {
    return MAPPER.valueToTree(fit);
  }

  /** {"dropped", "columns": {...}}. */
  public static ObjectNode of(Missing missing) {
    return MAPPER.valueToTree(missing);
  }

  /** {"digits", "possible", "standardErrors", "contradicted": [...]}. */
  public static ObjectNode verification(Verification of) {
    double far = of.standardErrors().orElse(Double.NaN);
    return JSON.objectNode()
        .put("digits", of.digits())
        .put("possible", of.possible())
        .put("standardErrors", Double.isFinite(far) ? (Double) far : null)
        .putPOJO("contradicted", of.contradicted());
  }
}
