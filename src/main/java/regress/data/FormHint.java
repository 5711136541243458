package regress.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A form in which a field would be a number, and which one. */
record FormHint(double value, Notation form) {
  private static final int LONGEST = 40;

  /** What may be meant, the likeliest first. */
  private static List<FormHint> of(String field) {
    List<FormHint> hints = new ArrayList<>();
    if (field.length() > LONGEST || field.chars().noneMatch(Character::isDigit)) {
      return hints;
    }
    forms(Notation.PLAIN.symbols(symbol(field).stream().toList()))
        .forEach(
            form -> {
              double value = form.parse(field);
              if (!Double.isNaN(value) && hints.stream().noneMatch(hint -> hint.value == value)) {
                hints.add(new FormHint(value, form));
              }
            });
    return hints;
  }

  private static Stream<Notation> forms(Notation of) {
    Stream<Notation> others =
        Stream.of(
            Notation.PLAIN.dates(Dates.days()),
            of.thousands(','),
            of.decimal(','),
            of.decimal(',').thousands('.'),
            of.thousands(' '),
            of.decimal(',').thousands(' '),
            of.thousands('\''),
            of.decimal(',').thousands('\''));
    return of.symbols().isEmpty() ? others : Stream.concat(Stream.of(of), others);
  }

  /** The percent or currency sign that a field begins or ends with. */
  private static Optional<String> symbol(String field) {
    return Stream.of(field.charAt(0), field.charAt(field.length() - 1), second(field))
        .filter(c -> "%\u2030".indexOf(c) >= 0 || Character.getType(c) == Character.CURRENCY_SYMBOL)
        .map(String::valueOf)
        .findFirst();
  }

  private static char second(String field) {
    return "+-".indexOf(field.charAt(0)) >= 0 && field.length() > 1 ? field.charAt(1) : ' ';
  }

  /** What to do about a field, as a sentence. */
  static Optional<String> sentence(String field) {
    List<FormHint> hints = of(field);
    String second = hints.size() < 2 ? "" : ", or to read it as " + hints.get(1).advice();
    return hints.stream().map(hint -> "To read it as " + hint.advice() + second + ".").findFirst();
  }

  private String advice() {
    return Printable.number(value) + ", give " + options(form);
  }

  /** What to do about columns of text that are numbers in one form. */
  static Optional<String> sentence(List<Column> columns) {
    Notation form = Notation.PLAIN;
    List<String> names = new ArrayList<>();
    List<String> read = new ArrayList<>();
    for (Column column : columns) {
      String text = column.fault().map(Fault::field).orElse("");
      for (FormHint hint : of(text)) {
        Notation both = form.and(hint.form);
        if (!names.contains(column.name()) && both.parse(text) == hint.value && all(both, read)) {
          form = both;
          names.add(column.name());
          read.add(text);
        }
      }
    }
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "To read %s as numbers, give %s.".formatted(ColumnNames.list(names), options(form)));
  }

  private static boolean all(Notation form, List<String> fields) {
    return fields.stream().noneMatch(field -> Double.isNaN(form.parse(field)));
  }

  private static String options(Notation form) {
    return Stream.of(
            option("--decimal", form.decimal().stream()),
            option("--thousands", form.thousands().stream()),
            option("--symbols", form.symbols().stream()),
            form.dates().map(dates -> "--dates days").orElse(""))
        .filter(option -> !option.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String option(String name, Stream<?> signs) {
    String all = signs.map(Object::toString).collect(Collectors.joining(","));
    return all.isEmpty() ? "" : name + " " + (all.equals("'") ? "\"'\"" : "'" + all + "'");
  }
}
