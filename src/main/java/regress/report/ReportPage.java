package regress.report;

import static java.util.stream.Collectors.joining;
import static regress.report.TextTable.Column.right;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import regress.Fit;
import regress.Verification;
import regress.data.ColumnNames;
import regress.data.Dataset;
import regress.report.FitDocument.Entry;
import regress.report.TextTable.Column;

/**
 * The report of a fit as one HTML page, with pictures: what the command prints, in the same words.
 * It needs no other file and asks for nothing from anywhere.
 */
public final class ReportPage {
  /** More groups than anybody reads, and as many as a browser shows at once. */
  static final int MOST_GROUPS = 30;

  private static final int FEW = 4;

  private ReportPage() {}

  /** A fit that has a model, of these data, with intervals of a level. */
  public static byte[] of(
      Fit fit, Dataset data, double level, Optional<Verification> verification, Provenance from)
      throws IOException {
    Summary of = Summary.of(fit, level);
    String verified = Html.paragraphs(verification.map(Report::text).orElse(""));
    return page(
        title(of.target(), fit.features()),
        part(of, verified, pictures(() -> Optional.of(Figure.of(data, fit)), ""), 2),
        data(of.rows(), of.target(), of.columns(), from),
        Report.attestation(of.attestation()),
        from);
  }

  /** Of fits by groups: a row of a table each, and of the first ones a section each. */
  public static byte[] of(FitDocument fits, Provenance from) throws IOException {
    GroupTable groups = fits.groups();
    List<Entry> all = groups.entries();
    var sections = new StringBuilder("<section id=\"groups\">\n<h2>Groups</h2>\n");
    sections.append(Html.table(groups.columns(), all));
    if (all.size() > MOST_GROUPS) {
      sections.append(
          Html.paragraphs(
              "Of %s groups the first %s have a section below. Fit fewer at a time to see others."
                  .formatted(Numbers.count(all.size()), MOST_GROUPS)));
    }
    sections.append("</section>\n");
    for (int i = 0; i < Math.min(all.size(), MOST_GROUPS); i++) {
      sections.append(section(groups.name(all.get(i)), all.get(i), "g" + i));
    }
    return page(
        title(groups.target(), groups.terms().names())
            + " for each "
            + String.join(", ", groups.by()),
        sections.toString(),
        data(
            all.stream().mapToLong(Entry::rows).sum(),
            groups.target(),
            groups.terms().columns(),
            from),
        groups.attestation(),
        from);
  }

  private static String section(String name, Entry one, String word) throws IOException {
    Optional<Summary> of = one.fit().get().filter(fit -> fit.coefficients() != null);
    return "<section>\n<h2>%s</h2>\n%s</section>\n"
        .formatted(
            Html.text(name),
            of.isPresent()
                ? part(of.get(), "", pictures(one.figure(), word), 3)
                : Html.paragraphs("No model: " + one.error().orElse("it diverged.")));
  }

  /** What there is to say of one fit, under headings of a level. */
  private static String part(Summary of, String verified, String pictures, int level)
      throws IOException {
    return Html.filled(
        template("fit.html"),
        Map.of(
            "short",
            stoppedShort(of),
            "equation",
            Html.text(Report.equation(of).replaceAll("\n *", " ")),
            "coefficients",
            Html.table(coefficients(of), of.coefficients()),
            "trust",
            trust(of) + verified,
            "pictures",
            pictures,
            "level",
            "" + level));
  }

  private static byte[] page(
      String title, String body, List<List<String>> data, List<List<String>> ran, Provenance from)
      throws IOException {
    return Html.filled(
            template("page.html"),
            Map.of(
                "title", Html.text(title),
                "body", body,
                "data", Html.list(data),
                "ran", Html.list(ran),
                "version", Html.text(Objects.requireNonNullElse(from.regress(), ""))))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String template(String name) throws IOException {
    try (InputStream page = ReportPage.class.getResourceAsStream(name)) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String title(String target, List<String> features) {
    return target
        + " by "
        + (features.size() <= FEW ? String.join(", ", features) : features.size() + " features");
  }

  private static String stoppedShort(Summary of) {
    String lines = Report.stoppedShort(of);
    return lines.isEmpty() ? "" : "<div class=\"short\">" + Html.paragraphs(lines) + "</div>\n";
  }

  private static List<Column<Summary.Estimate>> coefficients(Summary of) {
    List<Column<Summary.Estimate>> columns = new ArrayList<>(Report.columns(of));
    if (of.inference() != null) {
      columns.add(right("digits", one -> "" + one.digits()));
      Map<String, Double> inflation = of.accuracy().varianceInflation();
      columns.add(
          right(
              "variance inflation",
              one ->
                  ErrorReport.isIntercept(of, one)
                      ? "-"
                      : ErrorReport.two(Summary.number(inflation.get(one.name())))));
    }
    return columns;
  }

  private static String trust(Summary of) {
    return of.accuracy() == null
        ? Html.list(Report.quality(of)) + Html.paragraphs(ErrorReport.bases(of))
        : Html.paragraphs(ErrorReport.quality(of));
  }

  /** Ids begin with the word. The fit is worth a page also where Java cannot draw. */
  private static String pictures(Supplier<Optional<Figure>> of, String word) {
    try {
      Optional<Figure> drawn = of.get();
      if (drawn.isEmpty()) {
        return "";
      }
      Figure figure = drawn.get();
      return "<div class=\"pictures\">\n%s\n</div>\n%s"
          .formatted(
              String.join("\n", Drawing.panels(figure, word)), Html.paragraphs(figure.note()));
    } catch (IOException | LinkageError e) {
      return Html.paragraphs("No pictures: " + e + ".");
    }
  }

  private static List<List<String>> data(
      long count, String target, List<String> columns, Provenance from) {
    List<List<String>> rows = new ArrayList<>();
    if (from.data() != null) {
      rows.add(List.of("table", from.data()));
    }
    rows.add(List.of("rows", Numbers.count(count)));
    rows.add(List.of("target", target));
    rows.add(List.of("columns", ColumnNames.list(columns)));
    if (from.sha256() != null) {
      rows.add(List.of("SHA-256", from.sha256()));
    }
    if (!from.options().isEmpty()) {
      rows.add(List.of("command", command(from.options())));
    }
    return rows;
  }

  /** As a shell reads it. */
  private static String command(List<String> options) {
    return options.stream()
        .map(word -> word.matches("[\\w./=,:+-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
        .collect(joining(" ", "regress ", ""));
  }
}
