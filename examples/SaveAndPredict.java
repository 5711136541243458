import java.nio.file.Path;
import java.util.Map;
import regress.IntervalOf;
import regress.Model;
import regress.Regression;
import regress.data.Table;
import regress.report.ModelFile;

/**
 * Fits a table, saves the model and predicts with what was saved: {@code java -cp
 * target/regress.jar examples/SaveAndPredict.java cars.csv cars.json}.
 */
class SaveAndPredict {
  public static void main(String[] args) {
    Table cars = Table.read(Path.of(args[0]));
    ModelFile.save(Regression.squared().fit(cars.dataset("mpg", "wt", "hp")), Path.of(args[1]));
    Model model = ModelFile.load(Path.of(args[1]));
    Map<String, Double> car = Map.of("wt", 2.62, "hp", 110.0);
    System.out.println(model + ": " + model.predict(car));
    System.out.println("a new car: " + model.interval(IntervalOf.NEW, 0.95, car));
    System.out.println("all cars: " + model.predict(cars).length + ", " + model.evaluate(cars));
  }
}
