package org.chainrule.homework;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.chainrule.engine.Interpreter;
import org.chainrule.graph.Circuit;
import org.chainrule.source.Work;
import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;

/**
 * Whether a formula is a quantity of a circuit with matrices: compared at the values of the sheet,
 * then near them, then at others of the same shapes.
 */
final class MatrixFormulas {
  /** What was found. */
  enum Decision {
    SAME,
    /** Where every number is near that of the sheet, but not elsewhere. */
    SAME_NEARBY,
    DIFFERENT_HERE,
    DIFFERENT_ELSEWHERE,
    SHAPE,
    UNDECIDED
  }

  /**
   * The outcome.
   *
   * @param place where they differ, if that can be told in a few words; else empty
   * @param right the right value there
   * @param written what the formula gives there
   * @param points how many points were compared
   */
  record Outcome(Decision decision, String place, Matrix right, Matrix written, int points) {}

  private static final int NEARBY = 12;
  private static final int POINTS = 24;
  private static final int FEWEST_POINTS = 12;
  private static final int MOST_LETTERS = 60;
  private static final double SLACK = 1e-7;

  private final Circuit circuit;
  private final Quantity quantity;
  private final Circuit formula;
  private final Map<String, Matrix> sheet = new LinkedHashMap<>();

  /** A formula as a circuit over the inputs of the other, shaped as they are. */
  MatrixFormulas(Circuit circuit, Quantity quantity, Circuit formula) {
    this.circuit = circuit;
    this.quantity = quantity;
    this.formula = formula;
    circuit.givens().forEach((name, given) -> sheet.put(name, given.matrix()));
  }

  Outcome compare() {
    Random random = new Random(circuit.sheet().inputs().hashCode());
    Outcome elsewhere = null;
    int compared = 0;
    for (int i = 0; i <= POINTS && elsewhere == null && !Work.isRunningOut(); i++) {
      Map<String, Matrix> point = i == 0 ? sheet : other(random, i <= NEARBY);
      Matrix right = new Sweeps(circuit, inputs(circuit, point)).truth(quantity);
      Matrix written =
          Interpreter.evaluate(formula.graph(), inputs(formula, point)).get(formula.output());
      if (!written.shape().equals(right.shape())
          && written.shape().isVector()
          && written.shape().transposed().equals(right.shape())) {
        written = Matrices.transpose(written); // A vector may stand or lie.
      }
      if (!written.shape().equals(right.shape())) {
        return new Outcome(Decision.SHAPE, "", right, written, 0);
      }
      if (!isFinite(right) || !isFinite(written)) {
        continue;
      }
      compared++;
      if (!agree(right, written)) {
        Decision decision =
            i == 0
                ? Decision.DIFFERENT_HERE
                : i <= NEARBY ? Decision.DIFFERENT_ELSEWHERE : Decision.SAME_NEARBY;
        elsewhere = new Outcome(decision, place(point), right, written, compared);
      }
    }
    Matrix none = Matrix.scalar(Double.NaN);
    return elsewhere != null
        ? elsewhere
        : new Outcome(
            compared < FEWEST_POINTS ? Decision.UNDECIDED : Decision.SAME,
            "",
            none,
            none,
            compared);
  }

  private Matrix[] inputs(Circuit of, Map<String, Matrix> point) {
    List<String> names = of.graph().inputs();
    Matrix[] values = new Matrix[names.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = point.getOrDefault(names.get(i), Matrix.scalar(Double.NaN));
    }
    return values;
  }

  /**
   * Other values of the same shapes, each near that of the sheet or a small multiple of 1 or 1/4.
   */
  private Map<String, Matrix> other(Random random, boolean near) {
    Map<String, Matrix> point = new LinkedHashMap<>();
    sheet.forEach(
        (name, value) -> {
          double[] entries = value.toArray();
          int parts = random.nextBoolean() ? 1 : 4;
          boolean index = value.isScalar() && circuit.graph().hasIndexInputs();
          for (int i = 0; i < entries.length && !index; i++) {
            double size = (1 + random.nextInt(3 * parts)) / (double) parts;
            entries[i] =
                near
                    ? entries[i] * (1 + 0.01 * (random.nextDouble() - 0.5))
                    : random.nextBoolean() ? size : -size;
          }
          point.put(name, Matrix.over(value.shape(), entries));
        });
    return point;
  }

  private static boolean isFinite(Matrix matrix) {
    boolean finite = true;
    for (double entry : matrix.unsafeEntries()) {
      finite &= Double.isFinite(entry);
    }
    return finite;
  }

  private static boolean agree(Matrix right, Matrix written) {
    double largest = 0;
    for (double entry : right.unsafeEntries()) {
      largest = Math.max(largest, Math.abs(entry));
    }
    boolean agree = true;
    for (int i = 0; i < right.size(); i++) {
      double slack = SLACK * Math.max(Math.abs(right.entry(i)), 1e-3 * largest) + 1e-12;
      agree &= Math.abs(right.entry(i) - written.entry(i)) <= slack;
    }
    return agree;
  }

  private static String place(Map<String, Matrix> point) {
    StringBuilder place = new StringBuilder();
    point.forEach(
        (name, value) ->
            place
                .append(place.length() == 0 ? "" : ", ")
                .append(name)
                .append(" = ")
                .append(Shown.matrix(value)));
    return place.length() <= MOST_LETTERS ? place.toString() : "";
  }
}
