package regress.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * What the build runs to see which classes a start needs, which it keeps in an AOT cache beside the
 * jar: fits of a table, the program's one argument, with what people usually ask for.
 */
final class Rehearsal {
  private Rehearsal() {}

  public static void main(String[] arguments) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    for (String more : List.of("", "--json", "--by=cyl", "--by=cyl --json", "--features=no")) {
      String[] line = ("fit TABLE --target=mpg " + more).split(" ");
      line[1] = arguments[0];
      Main.run(line, nowhere, nowhere);
    }
    Main.main(new String[] {"fit", arguments[0], "--target=mpg", "--features=wt,hp"});
  }
}
