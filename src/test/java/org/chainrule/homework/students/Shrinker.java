package org.chainrule.homework.students;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.chainrule.homework.students.Exercise.Node;
import org.chainrule.homework.students.Mistake.Made;
import org.chainrule.homework.students.Sheet.Line;

/**
 * Makes a sheet small about which there is something to complain: the same student works a smaller
 * exercise, or leaves lines out, as long as there is still the same complaint.
 */
final class Shrinker {
  private final String what;

  private Shrinker(String what) {
    this.what = what;
  }

  /** The smallest that was found, by single steps. */
  static Marking shrink(Marking marking, String what) {
    Shrinker shrinker = new Shrinker(what);
    Marking best = marking;
    for (boolean smaller = true; smaller; ) {
      smaller = false;
      for (Optional<Sheet> next : shrinker.steps(best.sheet())) {
        Optional<Marking> found =
            next.filter(isSmaller(best.sheet())).filter(shrinker::isFair).map(Marking::of);
        if (found.isPresent() && shrinker.complains(found.get())) {
          best = found.get();
          smaller = true;
          break;
        }
      }
    }
    return best;
  }

  private static Predicate<Sheet> isSmaller(Sheet than) {
    return sheet ->
        sheet.lines().size() <= than.lines().size()
            && sheet.exercise().gates() <= than.exercise().gates()
            && sheet.text().length() < than.text().length();
  }

  private boolean isFair(Sheet sheet) {
    return sheet.made() == Made.NOT || Marking.isVisible(sheet);
  }

  private boolean complains(Marking marking) {
    return marking.complaints().stream().anyMatch(c -> c.what().equals(what));
  }

  private List<Optional<Sheet>> steps(Sheet sheet) {
    List<Optional<Sheet>> steps = new ArrayList<>();
    Exercise exercise = sheet.exercise();
    for (int place = exercise.output() - 1; place >= 0; place--) {
      Node node = exercise.node(place);
      if (node.isGate() && node.isNamed()) {
        steps.add(asInput(sheet, place));
      }
    }
    Node output = exercise.node(exercise.output());
    for (int operand : output.operands()) {
      if (exercise.node(operand).isGate()) {
        steps.add(asOutput(sheet, operand));
      }
    }
    for (Line line : sheet.lines()) {
      steps.add(without(sheet, line.quantity()));
      if (line.traits().contains(Sheet.Trait.WORKING)) {
        steps.add(without(sheet, "working " + line.quantity()));
      }
    }
    return steps;
  }

  private static Optional<Sheet> without(Sheet sheet, String quantity) {
    Set<String> dropped = new HashSet<>(sheet.dropped());
    dropped.add(quantity);
    return Student.work(sheet.exercise(), sheet.habits(), sheet.made(), dropped);
  }

  /** A gate's value is given; what only it used goes. */
  private static Optional<Sheet> asInput(Sheet sheet, int place) {
    Exercise exercise = sheet.exercise();
    List<Node> nodes = new ArrayList<>(exercise.nodes());
    Decimals value = values(exercise).get(place);
    Decimals given =
        value.map(n -> Habits.shown(n).round(new MathContext(sheet.habits().digits() + 1)));
    if (given.entries().stream().anyMatch(n -> n.signum() == 0 || n.scale() < 0)) {
      return Optional.empty();
    }
    nodes.set(place, new Node(Op.INPUT, List.of(), Optional.of(given), exercise.name(place)));
    return again(sheet, nodes, exercise.output());
  }

  private static Optional<Sheet> asOutput(Sheet sheet, int place) {
    List<Node> nodes = new ArrayList<>(sheet.exercise().nodes());
    Node node = nodes.get(place);
    if (!values(sheet.exercise()).get(place).isNumber()) {
      return Optional.empty();
    }
    nodes.set(place, new Node(node.op(), node.operands(), node.given(), "f"));
    return again(sheet, nodes, place);
  }

  private static List<Decimals> values(Exercise exercise) {
    List<Decimals> values = new ArrayList<>();
    for (Node node : exercise.nodes()) {
      values.add(
          node.isGate()
              ? Paper.value(
                  node.op(),
                  values.get(node.operand(0)),
                  values.get(node.operand(node.op().arity - 1)))
              : node.given().orElseThrow());
    }
    return values;
  }

  /** The same student on what is left below an output; what was chosen stays chosen by place. */
  private static Optional<Sheet> again(Sheet sheet, List<Node> nodes, int output) {
    boolean[] used = new boolean[nodes.size()];
    used[output] = true;
    for (int place = output; place >= 0; place--) {
      if (used[place]) {
        nodes.get(place).operands().forEach(operand -> used[operand] = true);
      }
    }
    List<Node> left = new ArrayList<>();
    for (int place = 0; place <= output; place++) {
      // What is not used stays as a place that nothing speaks of, so that choices stay the same.
      left.add(
          used[place]
              ? nodes.get(place)
              : new Node(Op.CONSTANT, List.of(), Optional.of(Decimals.of(BigDecimal.ONE)), ""));
    }
    return left.get(output).isGate()
        ? Student.work(new Exercise(left), sheet.habits(), sheet.made(), sheet.dropped())
        : Optional.empty();
  }
}
