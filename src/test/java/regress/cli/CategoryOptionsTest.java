package regress.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static regress.cli.Ran.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Columns of names, from the command line. */
class CategoryOptionsTest {
  private static final String ROWS =
      "y,k,x,g\n1,a,1,u\n4,b,2,u\n3,a,3,u\n7,b,5,u\n9,c,8,v\n5,a,7,v\n6,c,4,v\n5,c,2,v\n8,a,9,v\n";

  @TempDir private Path folder;
  private Path table;
  private Path model;

  @BeforeEach
  void write() throws IOException {
    table = file("t.csv", ROWS);
    model = folder.resolve("m.json");
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void namedTextIsACategoryAndUnnamedTextIsLeftOut() {
    Ran named = run("fit --target=y --features=k,x --verify --model", model, table);
    assertThat(named.status()).as(named.err()).isZero();
    assertThat(named.err()).isEmpty();
    assertThat(named.out()).contains(" `k=b` ", " `k=c` ", "compared with `k=a`\n");
    assertThat(run("summary", model).out())
        .isEqualTo(named.out().replaceFirst("Commons Math, row.*\n", ""));
    Ran unnamed = run("fit --target=y", table);
    assertThat(unnamed.err())
        .contains("are left out: k, g. Name them to make categories (--categories).");
    assertThat(run("fit --target=y --categories=k", table).out()).contains("`k=b`", "\nx ");
    assertThat(run("fit --target=y --features=k --categories=x", table).err())
        .contains("has 9 rows, fewer than the 10", "Column 'x' has 8 levels");
    Ran origin = run("fit --target=y --features=k --no-intercept", table);
    assertThat(origin.out()).contains("`k=a`", "`k=b`", "`k=c`").doesNotContain("compared");
    Ran huber = run("fit --target=y --features=k,x --loss=huber --delta=9", table);
    assertThat(huber.out()).contains("compared with `k=a`");
  }

  @Test
  void levelsThatWereNotFittedAreRefusedOrTheBaseLevel() throws IOException {
    run("fit --target=y --features=k,x --model", model, table);
    Path next = file("next.csv", "k,x,y\na,4,5\nz,4,6\n,4,7\nb,4,8\n");
    Ran refused = run("predict --missing=drop", model, next);
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err())
        .contains("next.csv line 3, column 'k': 'z' is no level", "--unseen base");
    Path far = file("far.csv", "k,x,y\n" + "a,4,5\n".repeat(6000) + "z,4,5\n");
    assertThat(run("predict", model, far).err()).contains("far.csv line 6002, column 'k': 'z'");
    Ran base = run("predict --missing=empty --unseen=base --keep=k", model, next);
    assertThat(base.out()).containsPattern("^k,y\na,(.+)\nz,\\1\n\"?\"?,\nb,.+\n$");
    JsonNode json =
        JsonMapper.shared()
            .readTree(run("evaluate --missing=drop --unseen=base --json", model, next).out());
    assertThat(json.at("/rows").asInt()).isEqualTo(3);
    assertThat(json.at("/missing/columns/k").asInt()).isEqualTo(1);
  }

  @Test
  void groupsHaveLevelsOfTheirOwn() throws IOException {
    Ran ran = run("fit --target=y --features=k --by=g --model", model, table);
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out())
        .containsPattern("`k=b` +`k=c` ")
        .containsPattern("(?m)^u +4 .* 3\\.50000 +- ")
        .containsPattern("(?m)^v +5 .* - +0\\.1666");
    assertThat(run("summary", model).out()).isEqualTo(ran.out());
    Path next = file("next.csv", "g,k\nu,b\nv,c\n");
    assertThat(run("predict", model, next).out())
        .containsPattern("g,k,y\nu,b,5\\.(5|49{9}).*\nv,c,6\\.6+.*\n");
    assertThat(run("predict", model, file("other.csv", "g,k\nu,c\n")).err())
        .contains("other.csv line 2, column 'k': 'c' is no level that was fitted, as a, b are");
    Path mixed = file("mixed.csv", "y,k,g\n1,1,u\n2,2,u\n4,1,u\n1,a,v\n2,b,v\n5,a,v\n");
    Ran numbers = run("fit --target=y --features=k --by=g", mixed);
    assertThat(numbers.err()).contains("(g v) line 5, column 'k': 'a' is not a number");
    assertThat(run("fit --target=y --categories=k --by=g", mixed).out())
        .containsPattern("`k=2` +`k=b` ");
  }
}
