package regress.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupsTest {
  private static final CsvFormat DETECTED = CsvFormat.detected();
  private static final String CARS = "make,wt,mpg\nSaab,1,9\nFiat,2,8\n Saab ,3,7\n";

  private static Table group(Groups groups, String... values) {
    return groups.tables().get(List.of(values));
  }

  private static List<String> names(Groups groups) {
    return groups.tables().keySet().stream().map(values -> String.join(",", values)).toList();
  }

  private static Groups read(String text, String... column) {
    return TableReader.readGroups(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        "cars.csv",
        DETECTED,
        column);
  }

  private static void assertRefused(boolean choice, String message, ThrowingCallable call) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(call)
        .withMessage(message)
        .matches(e -> e.isChoice() == choice);
  }

  @Test
  void groupsAreSortedAndTheirRowsKeepTheirOrder() {
    Groups groups = read(CARS, "make");
    assertThat(groups.by()).containsExactly("make");
    assertThat(names(groups)).containsExactly("Fiat", "Saab");
    Table saab = group(groups, "Saab");
    assertThat(saab.name()).isEqualTo("cars.csv (make Saab)");
    assertThat(saab.columns()).containsExactly("wt", "mpg");
    assertThat(saab.rows()).isEqualTo(2);
    assertThat(saab.column("wt")).containsExactly(1, 3);
    assertThat(saab.column("mpg")).containsExactly(9, 7);
    assertThat(group(groups, "Fiat").column("mpg")).containsExactly(8);
  }

  @Test
  void groupsAreReadFromFilesAndBytesAndWithoutHeader(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("cars.csv"), CARS);
    assertThat(TableReader.readGroups(file, DETECTED, "make").tables()).hasSize(2);
    var bytes = new ByteArrayInputStream("a;1\nb;2\na;3\n".getBytes(StandardCharsets.UTF_8));
    Groups groups = TableReader.readGroups(bytes, "bytes", DETECTED.withoutHeader(), "c1");
    assertThat(group(groups, "a").column("c2")).containsExactly(1, 3);
  }

  /** The names of the groups as they are first written. */
  @ParameterizedTest
  @CsvSource({
    "'4;4.0;+4;4e0;04', 4",
    "'007;7', 007",
    "'10;b;-2;9.5;a', -2 9.5 10 a b",
    "'0;-0.0;0e9', 0",
    "'9007199254740993;9007199254740992', 9007199254740992 9007199254740993",
    "'0.1;0.10;0.1000000000000000001', 0.1 0.1000000000000000001",
    "'a;A;4;4a', 4 4a A a",
    "'inf;1e999', 1e999 inf",
  })
  void equalNumbersAreOneGroupAndNothingElseIs(String values, String names) {
    String rows = values.replace(";", ",1\n");
    assertThat(names(read("g,x\n" + rows + ",1\n", "g"))).containsExactly(names.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "NA", "?"})
  void aRowOfNoGroupIsRefused(String missing) {
    String shown = missing.isBlank() ? "" : " (" + missing + ")";
    assertRefused(
        false,
        "cars.csv line 3, column 'g': the value is missing"
            + shown
            + ". Drop such rows (--missing drop), or impute the value.",
        () -> read("g,x\na,1\n" + missing + ",2\n", "g").tables());
  }

  @Test
  void whatIsWrongInARowConcernsItsGroupAlone() {
    Groups groups = read("g,x,y\na,1,2\nb,1,2\nb,NA,3\na,2,4\n", "g");
    assertThat(group(groups, "a").dataset("y", List.of("x")).samples()).isEqualTo(2);
    assertRefused(
        false,
        "cars.csv (g b) line 4, column 'x': the value is missing (NA). Drop such rows (--missing drop), or impute the value.",
        () -> group(groups, "b").dataset("y", List.of("x")));
    assertRefused(
        false,
        "cars.csv (g c) has 1 row, fewer than the 2 coefficients (intercept included). Add rows or"
            + " drop features.",
        () -> group(read("g,x,y\na,1,2\nc,1,2\n", "g"), "c").dataset("y", List.of("x")));
  }

  @Test
  void unnamedFeaturesAreTheSameInEveryGroup() {
    Groups groups = read("g,note,x,z,y\n1,n,1,NA,3\n2,m,1,5,3\n1,NA,2,NA,4\n", "g");
    assertThat(groups.numberlessColumns()).containsExactly("note");
    assertThat(groups.features("y", List.of(), List.of(), List.of()).all())
        .containsExactly("x", "z");
    assertThat(groups.features("y", List.of("z"), List.of(), List.of()).all()).containsExactly("z");
  }

  @Test
  void columnsThatCannotBeMeantAreRefused() {
    String constant = "tells the groups apart, it is constant in each of them.";
    Groups groups = read(CARS, "make");
    assertRefused(
        true, "cars.csv has no column 'maker'. Did you mean 'make'?", () -> read(CARS, "maker"));
    assertRefused(
        true,
        "Target 'make' " + constant + " Choose another column.",
        () -> groups.features("make", List.of(), List.of(), List.of()));
    assertRefused(
        true,
        "Feature 'make' " + constant + " Choose another column.",
        () -> groups.features("mpg", List.of("wt", "make"), List.of(), List.of()));
    assertRefused(
        true,
        "cars.csv has no column 'mpgs'. Did you mean 'mpg'?",
        () -> groups.features("mpgs", List.of(), List.of(), List.of()));
    assertRefused(
        true,
        "Feature 'wt' appears twice. Name each column once.",
        () -> groups.features("mpg", List.of("wt", "wt"), List.of(), List.of()));
    assertRefused(
        false,
        "cars.csv has no numeric column beside the target 'mpg' and 'wt', which tells the groups"
            + " apart. Add one.",
        () -> read(CARS, "wt").features("mpg", List.of(), List.of(), List.of()));
  }

  @Test
  void severalColumnsTellGroupsApartInTheirOrder() {
    String text = "year,x,region\n2021,1,b\n2020,2,a\n2021.0,3,b\n9,4,b\n2020,5,a\n2021,6,a\n";
    for (String[] by : new String[][] {{"region", "year"}, {"region,year"}}) {
      Groups groups = read(text, by);
      assertThat(groups.by()).containsExactly("region", "year");
      assertThat(names(groups)).containsExactly("a,2020", "a,2021", "b,9", "b,2021");
      assertThat(group(groups, "b", "2021").column("x")).containsExactly(1, 3);
      assertThat(group(groups, "b", "2021").name()).isEqualTo("cars.csv (region b, year 2021)");
      assertThat(group(groups, "b", "2021").columns()).containsExactly("x");
    }
    assertThat(names(read(text, "year", "region")))
        .containsExactly("9,b", "2020,a", "2021,a", "2021,b");
    assertRefused(
        true,
        "Column 'year' tells groups apart twice. Name each column once.",
        () -> read(text, "year,region,year"));
    assertRefused(
        false,
        "cars.csv line 2, column 'h': the value is missing. Drop such rows (--missing drop), or impute the value.",
        () -> read("g,h,x\n1,,2\n", "g,h").tables());
  }

  /** However their values would look side by side. */
  @Test
  void groupsOfSeveralColumnsAreNeverTakenForOneAnother() {
    String text =
        "g,h,x\n\"a,b\",c,1\na,\"b,c\",2\n1:a,b,3\n1,:ab,4\na b,c,5\na,b c,6\nab,c,7\na,bc,8\n";
    assertThat(read(text, "g,h").tables()).hasSize(8);
  }

  @Test
  void tensOfThousandsOfGroupsAreTakenApart() {
    int groups = 20_000;
    var text = new StringBuilder("g,x\n");
    for (int i = 0; i < 3 * groups; i++) {
      text.append('k').append(i % groups).append(',').append(i).append('\n');
    }
    Groups read = read(text.toString(), "g");
    assertThat(read.tables()).hasSize(groups);
    assertThat(group(read, "k19999").column("x")).containsExactly(19_999, 39_999, 59_999);
  }
}
