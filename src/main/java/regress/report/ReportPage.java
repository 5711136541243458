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
import regress.Fit;
import regress.Verification;
import regress.data.ColumnNames;
import regress.data.Dataset;
import regress.report.TextTable.Column;

/**
 * The report of a fit as one HTML page, with pictures: what the command prints, in the same words.
 * It needs no other file and asks for nothing from anywhere.
 */
public final class ReportPage {
  private static final String TEMPLATE = "page.html";
  private static final int FEW = 4;

  private ReportPage() {}

  /** A fit that has a model, of these data, with intervals of a level. */
  public static byte[] of(
      Fit fit, Dataset data, double level, Optional<Verification> verification, Provenance from)
      throws IOException {
    Summary of = Summary.of(fit, level);
    String verified = verification.map(Report::text).orElse("");
    return Html.filled(
            template(),
            Map.of(
                "title", Html.text(title(fit)),
                "short", stoppedShort(of),
                "equation", Html.text(Report.equation(of).replaceAll("\n *", " ")),
                "coefficients", Html.table(coefficients(of), of.coefficients()),
                "trust", trust(of) + Html.paragraphs(verified),
                "pictures", pictures(fit, data),
                "data", Html.list(data(of, from)),
                "ran", Html.list(Report.attestation(of.attestation())),
                "version", Html.text(Objects.requireNonNullElse(from.regress(), ""))))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String template() throws IOException {
    try (InputStream page = ReportPage.class.getResourceAsStream(TEMPLATE)) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String title(Fit fit) {
    List<String> names = fit.features();
    return fit.target()
        + " by "
        + (names.size() <= FEW ? String.join(", ", names) : names.size() + " features");
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

  /** The fit is worth a page also where Java cannot draw. */
  private static String pictures(Fit fit, Dataset data) {
    try {
      Figure figure = Figure.of(data, fit);
      return "<div class=\"pictures\">\n%s\n</div>\n%s"
          .formatted(String.join("\n", Drawing.panels(figure)), Html.paragraphs(figure.note()));
    } catch (IOException | LinkageError e) {
      return Html.paragraphs("No pictures: " + e + ".");
    }
  }

  private static List<List<String>> data(Summary of, Provenance from) {
    List<List<String>> rows = new ArrayList<>();
    if (from.data() != null) {
      rows.add(List.of("table", from.data()));
    }
    rows.add(List.of("rows", Numbers.count(of.rows())));
    rows.add(List.of("target", of.target()));
    rows.add(List.of("columns", ColumnNames.list(of.columns())));
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
