package regress.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import regress.Fit;
import regress.Model;
import regress.data.DataException;
import regress.data.GroupKey;
import regress.data.Missing;
import regress.report.FitDocument.Entry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file that holds a model, or one of each group: the document of its fit, before it which kind of
 * file this is and where the model comes from, and in every fit what intervals are made of. Doubles
 * are written so that they read back to the bit. Needs Jackson on the class path.
 *
 * <p>{@code docs/model.schema.json} says what is in it. A file with anything else in it is refused.
 */
public final class ModelFile {
  private static final String SCHEMA = "regress-model";
  private static final int VERSION = 1;

  private final FitDocument document;
  private final SequencedMap<GroupKey, Optional<Model>> models = new TreeMap<>();

  private ModelFile(FitDocument document) {
    this.document = document;
    document.entries().forEach(one -> models.put(GroupKey.of(one.group()), one.model().get()));
  }

  /**
   * Saves a fit's model; a file that is there is replaced when the new one is whole.
   *
   * @throws DataException if it cannot be written
   * @throws regress.DivergedException if there is no model
   */
  public static void save(Fit fit, Path file) {
    fit.metrics();
    try {
      WholeFile.write(
          file, out -> write(FitDocument.of(fit, Report.LEVEL), Provenance.UNKNOWN, out));
    } catch (IOException e) {
      throw DataException.choice(file + " cannot be written: " + e + ". Choose another.", e);
    }
  }

  /**
   * The model that {@link #save} has saved, to the bit.
   *
   * @throws DataException if the file cannot be read, or is of something else
   */
  public static Model load(Path file) {
    return read(file).model();
  }

  /** Writes fits, of which at least one has a model. */
  public static void write(FitDocument document, Provenance provenance, OutputStream out) {
    ObjectNode node =
        JsonFit.MAPPER.createObjectNode().put("schema", SCHEMA).put("version", VERSION);
    node.set("provenance", JsonFit.MAPPER.valueToTree(provenance));
    node.setAll(document.json());
    for (int i = 0; i < document.entries().size(); i++) {
      Object uncertainty =
          document.entries().get(i).model().get().flatMap(Model::uncertainty).orElse(null);
      ((ObjectNode) node.get("fits").get(i))
          .set("uncertainty", JsonFit.MAPPER.valueToTree(uncertainty));
    }
    JsonFit.MAPPER.writerWithDefaultPrettyPrinter().writeValue(out, node);
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @throws DataException as {@link #load}
   */
  public static ModelFile read(Path file) {
    try {
      return new ModelFile(document(JsonFit.MAPPER.readTree(Files.readAllBytes(file))));
    } catch (NoSuchFileException e) {
      throw DataException.choice("There is no file " + file + ". Check its path.", e);
    } catch (AccessDeniedException e) {
      throw DataException.choice(file + " may not be read. Check its permissions.", e);
    } catch (IOException e) {
      throw DataException.choice(file + " cannot be read: " + e + ". Check the file.", e);
    } catch (JacksonException | DataException | NumberFormatException e) { // Some escape Jackson.
      throw DataException.content(
          "%s is no model that this regress reads: %s. Save it again with regress fit --model."
              .formatted(file, why(e)),
          e);
    }
  }

  private static String why(RuntimeException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return unknown("'" + unknown.getPropertyName() + "'");
    }
    Throwable told = e.getCause() instanceof DataException ? e.getCause() : e;
    String message =
        told instanceof JacksonException json ? json.getOriginalMessage() : told.getMessage();
    return message.lines().findFirst().orElse("").replaceFirst("\\.$", "");
  }

  private static String unknown(String member) {
    return member + " is a member that it does not know";
  }

  private static FitDocument document(JsonNode node) {
    require(node instanceof ObjectNode, "it is no object");
    require(SCHEMA.equals(node.path("schema").asString("")), "its schema is not " + SCHEMA);
    JsonNode version = node.path("version");
    require(version.isInt() && version.asInt() == VERSION, "its version is " + version + ", not 1");
    List<String> known = List.of("schema", "version", "provenance", "by", "missing", "fits");
    for (String member : node.propertyNames()) {
      require(known.contains(member), unknown("'" + member + "'"));
    }
    JsonFit.MAPPER.treeToValue(node.get("provenance"), Provenance.class);
    List<String> columns =
        node.optional("by").map(by -> SavedFit.oneOrAll(by, SavedFit::column)).orElse(List.of());
    List<Entry> entries = new ArrayList<>();
    for (JsonNode fit : node.path("fits")) {
      require(fit instanceof ObjectNode, "a fit is no object");
      entries.add(SavedFit.entry((ObjectNode) fit, columns.size()));
    }
    Summary first =
        entries.stream()
            .flatMap(one -> one.brief().stream())
            .findFirst()
            .orElseThrow(() -> DataException.content("there is no fit in it"));
    require(!columns.isEmpty() || entries.size() == 1, "it has several fits and no groups");
    long groups = entries.stream().map(one -> GroupKey.of(one.group())).distinct().count();
    require(groups == entries.size(), "two fits are of the same group");
    Missing missing =
        node.has("missing")
            ? JsonFit.MAPPER.treeToValue(node.get("missing"), Missing.class)
            : Missing.NONE;
    return new FitDocument(columns, missing, first.target(), SavedFit.terms(first), entries);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw DataException.content(otherwise);
    }
  }

  /** The same with models that are each {@link Model#unseenAsBase}. */
  public ModelFile unseenAsBase() {
    var same = new ModelFile(document);
    same.models.replaceAll((group, model) -> model.map(Model::unseenAsBase));
    return same;
  }

  /** The columns that tell groups apart; empty where there are none. */
  public List<String> by() {
    return document.by();
  }

  /** The groups that have a model, or have not, in their order; one where there are none. */
  public Map<GroupKey, Optional<Model>> models() {
    return models;
  }

  /**
   * The only model.
   *
   * @throws DataException if there are groups
   */
  public Model model() {
    if (!by().isEmpty()) {
      throw DataException.choice(
          "The file has a model for each '%s', and not one of all. Ask for those."
              .formatted(String.join("', '", by())));
    }
    return models.firstEntry().getValue().orElseThrow();
  }

  /** The report of the fit, as it was printed. */
  public String text() {
    return document.text();
  }
}
