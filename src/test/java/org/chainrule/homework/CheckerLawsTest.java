package org.chainrule.homework;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.chainrule.Chainrule;
import org.chainrule.RandomExpressions;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Graph;
import org.chainrule.homework.Student.Kind;
import org.chainrule.homework.Student.Mutation;
import org.chainrule.source.ChainruleException;
import org.chainrule.trace.Trace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What holds of the checker on any circuit: sound work is never called wrong, and mistakes are
 * found.
 */
@Tag("long")
final class CheckerLawsTest {
  private static final List<Gate> GATES =
      List.of(
          Gate.ADD,
          Gate.ADD,
          Gate.MUL,
          Gate.MUL,
          Gate.SUB,
          Gate.DIV,
          Gate.NEG,
          Gate.EXP,
          Gate.SIN,
          Gate.COS,
          Gate.TANH,
          Gate.SIGMOID,
          Gate.RELU,
          Gate.MAX,
          Gate.MIN);

  /** A circuit with a name for every gate, and values for its inputs. */
  private static final class Exercise {
    final List<String> lines = new ArrayList<>();
    final Circuit circuit;
    final Student student;
    final List<Integer> gates = new ArrayList<>();

    Exercise(Circuit circuit, List<String> lines, double[] inputs) {
      this.circuit = circuit;
      this.lines.addAll(lines);
      this.student = new Student(circuit.graph(), circuit.output(), inputs);
      boolean[] reachable = circuit.graph().reachable(circuit.output());
      for (int node = 0; node < reachable.length; node++) {
        if (reachable[node] && circuit.graph().isGate(node)) {
          gates.add(node);
        }
      }
    }

    double truth(Quantity quantity) {
      return student.value(quantity, Map.of(), Mutation.NONE);
    }
  }

  /** An exercise of a few gates whose numbers are neither huge nor tiny; null if it is none. */
  private static Exercise exercise(long seed, int size) {
    Random random = new Random(seed);
    String text = new RandomExpressions(seed).over(GATES, size).toString();
    Trace trace = Chainrule.parse(text).trace();
    List<String> lines = new ArrayList<>();
    for (Trace.Step step : trace.steps()) {
      lines.add(step.id() + " = " + step.expression());
    }
    StringBuilder givens = new StringBuilder();
    Map<String, Double> values = new LinkedHashMap<>();
    for (String input : trace.inputs().keySet()) {
      double value = Math.round((random.nextDouble() * 4 - 2) * 10) / 10.0;
      values.put(input, value == 0 ? 0.5 : value);
      givens.append(givens.isEmpty() ? "" : "; ").append(input).append(" = ");
      givens.append(BigDecimal.valueOf(values.get(input)).toPlainString());
    }
    if (lines.size() < 3 || values.isEmpty()) {
      return null;
    }
    lines.add(givens.toString());
    Circuit circuit;
    try {
      circuit = Chainrule.parse(String.join("\n", lines)).workings().circuit();
    } catch (ChainruleException e) {
      return null; // A gate on constants alone that has no value, such as 1/0.
    }
    double[] inputs = circuit.graph().inputs().stream().mapToDouble(values::get).toArray();
    Exercise exercise = new Exercise(circuit, lines, inputs);
    for (int node : exercise.gates) {
      double value = Math.abs(exercise.truth(new Quantity.Value(node)));
      double up = Math.abs(exercise.truth(new Quantity.Total(circuit.output(), node)));
      if (!(value > 1e-2 && value < 1e3 && up > 1e-2 && up < 1e3)) {
        return null;
      }
    }
    return exercise;
  }

  /** To so many significant digits, always with a point. */
  private static String rounded(double value, int digits, RoundingMode mode) {
    BigDecimal exact = new BigDecimal(value);
    int before = exact.precision() - exact.scale();
    return exact.setScale(Math.max(1, digits - before), mode).toPlainString();
  }

  /** Rounded at every step, each step from the rounded numbers before, as on paper. */
  @Test
  void soundWorkIsNeverCalledWrong() {
    int sheets = Integer.getInteger("sheets", 1_500);
    int done = 0;
    Map<Verdict, Integer> verdicts = new LinkedHashMap<>();
    List<String> wrong = new ArrayList<>();
    for (long seed = 0; done < sheets; seed++) {
      Exercise exercise = exercise(seed, 9);
      if (exercise == null) {
        continue;
      }
      done++;
      int digits = 2 + (int) (seed % 5);
      RoundingMode mode = seed % 2 == 0 ? RoundingMode.HALF_UP : RoundingMode.HALF_EVEN;
      Map<Quantity, Double> written = new LinkedHashMap<>();
      List<Quantity> order = new ArrayList<>();
      exercise.gates.forEach(node -> order.add(new Quantity.Value(node)));
      for (int i = exercise.gates.size() - 2; i >= 0; i--) {
        order.add(new Quantity.Total(exercise.circuit.output(), exercise.gates.get(i)));
      }
      for (String input : exercise.circuit.sheet().inputs()) {
        int node = exercise.circuit.nodes().get(input);
        order.add(new Quantity.Total(exercise.circuit.output(), node));
      }
      List<String> lines = new ArrayList<>(exercise.lines);
      Names names = new Names(exercise.circuit);
      for (Quantity quantity : order) {
        double value = exercise.student.value(quantity, written, Mutation.NONE);
        if (Math.abs(value) < 1e-3 || !Double.isFinite(value)) {
          continue; // Left out, as a number that cancels away.
        }
        String text = rounded(value, digits, mode);
        written.put(quantity, Double.parseDouble(text));
        lines.add(names.of(quantity) + " = " + text);
      }
      Report report = Checker.check("sheet.hw", String.join("\n", lines));
      for (Judgement claim : report.claims()) {
        verdicts.merge(claim.verdict(), 1, Integer::sum);
        if (claim.verdict() == Verdict.WRONG || claim.verdict().isUnchecked()) {
          wrong.add("seed " + seed + ", " + digits + " digits: " + claim + "\n" + lines);
        }
      }
    }
    System.out.printf(Locale.ROOT, "%d sound sheets: %s%n", sheets, verdicts);
    assertThat(wrong).isEmpty();
  }

  /** A mistake of the catalogue at one gate, and what it makes of a quantity. */
  private record Slip(String id, Mutation mutation, Quantity target) {}

  private static List<Slip> slips(Exercise exercise) {
    List<Slip> slips = new ArrayList<>();
    Graph graph = exercise.circuit.graph();
    int output = exercise.circuit.output();
    for (int node : exercise.gates) {
      GateSpec gate = graph.gate(node).spec();
      for (GateSpec.Mistake mistake : gate.wrongValues()) {
        Mutation mutation = new Mutation(Kind.VALUE, node, -1, mistake.formula());
        slips.add(new Slip(mistake.id(), mutation, new Quantity.Value(node)));
      }
      for (int slot = 0; slot < graph.arity(node); slot++) {
        if (!graph.isConstant(graph.operand(node, slot))) {
          for (GateSpec.Mistake mistake : gate.wrongPartials(slot)) {
            Mutation mutation = new Mutation(Kind.LOCAL, node, slot, mistake.formula());
            slips.add(new Slip(mistake.id(), mutation, total(exercise, node, slot)));
          }
        }
      }
      for (int slot = 0; slot < graph.arity(node); slot++) {
        if (!graph.isConstant(graph.operand(node, slot)) && node != output) {
          Quantity target = total(exercise, node, slot);
          slips.add(
              new Slip("forgot-upstream", new Mutation(Kind.NO_UPSTREAM, node, slot, ""), target));
          slips.add(new Slip("added", new Mutation(Kind.ADDED, node, slot, ""), target));
          slips.add(new Slip("forgot-local", new Mutation(Kind.NO_LOCAL, node, slot, ""), target));
        }
        int operand = graph.operand(node, slot);
        if (!graph.isConstant(operand) && exercise.student.paths(operand, output) > 1) {
          Quantity target = new Quantity.Total(output, operand);
          slips.add(new Slip("one-branch", new Mutation(Kind.ONE_BRANCH, operand, 0, ""), target));
          slips.add(
              new Slip("branch-product", new Mutation(Kind.PRODUCT, operand, -1, ""), target));
        }
      }
    }
    return slips;
  }

  private static Quantity total(Exercise exercise, int node, int slot) {
    return new Quantity.Total(
        exercise.circuit.output(), exercise.circuit.graph().operand(node, slot));
  }

  @Test
  void aMistakeAtOneGateIsAmongThoseThatFit() {
    int circuits = Integer.getInteger("circuits", 150);
    int done = 0;
    int slips = 0;
    int listed = 0;
    int first = 0;
    Map<String, int[]> byId = new LinkedHashMap<>();
    for (long seed = 50_000; done < circuits; seed++) {
      Exercise exercise = exercise(seed, 8);
      if (exercise == null) {
        continue;
      }
      done++;
      Names names = new Names(exercise.circuit);
      for (Slip slip : slips(exercise)) {
        double truth = exercise.truth(slip.target());
        double value = exercise.student.value(slip.target(), Map.of(), slip.mutation());
        boolean visible =
            Double.isFinite(value)
                && Math.abs(value) > 1e-2
                && Math.abs(value) < 1e4
                && Math.abs(value - truth) > 0.02 * Math.abs(truth);
        if (!visible) {
          continue;
        }
        // Everything above is written and right, the slip itself to five digits.
        List<String> lines = new ArrayList<>(exercise.lines);
        for (int node : exercise.gates) {
          Quantity up = new Quantity.Total(exercise.circuit.output(), node);
          if (!up.equals(slip.target()) && node != exercise.circuit.output()) {
            lines.add(names.of(up) + " = " + rounded(exercise.truth(up), 7, RoundingMode.HALF_UP));
          }
        }
        lines.add(names.of(slip.target()) + " = " + rounded(value, 5, RoundingMode.HALF_UP));
        Report report = Checker.check("sheet.hw", String.join("\n", lines));
        Judgement judged = report.claims().get(report.claims().size() - 1);
        List<String> ids =
            judged.slips().stream().map(Judgement.Slip::id).collect(Collectors.toList());
        boolean found = ids.contains(slip.id());
        boolean atFirst = found && ids.get(0).equals(slip.id());
        slips++;
        listed += found ? 1 : 0;
        first += atFirst ? 1 : 0;
        int[] counts = byId.computeIfAbsent(slip.id(), id -> new int[3]);
        counts[0]++;
        counts[1] += found ? 1 : 0;
        counts[2] += atFirst ? 1 : 0;
      }
    }
    StringBuilder table = new StringBuilder();
    byId.forEach(
        (id, c) -> table.append(String.format(Locale.ROOT, "%s %d/%d/%d; ", id, c[2], c[1], c[0])));
    System.out.printf(
        Locale.ROOT,
        "%d slips on %d circuits: listed %.1f %%, first %.1f %%%n%s%n",
        slips,
        circuits,
        100.0 * listed / slips,
        100.0 * first / slips,
        table);
    assertThat(listed).isGreaterThanOrEqualTo((int) (0.95 * slips));
    assertThat(first).isGreaterThanOrEqualTo((int) (0.80 * slips));
  }
}
