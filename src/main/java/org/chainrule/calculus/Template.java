package org.chainrule.calculus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Constant;
import org.chainrule.graph.GraphBuilder;
import org.chainrule.sheet.Constants;

/**
 * A formula over the parameters of a gate, compiled to postfix: it can be appended to a graph in
 * place of them.
 */
final class Template {
  /** The name of the gate's own value in its formulas. */
  static final String OUT = "out";

  /** The name of the gradient that arrives, in pullbacks. */
  static final String UP = "up";

  private static final int PARAMETER = 0;
  private static final int OWN_VALUE = 1;
  private static final int CONSTANT = 2;
  private static final int APPLY = 3;
  private static final int UPSTREAM = 4;

  private final int[] steps;
  private final int[] arguments;
  private final Constant[] constants;
  private final Gate[] gates;
  private final int depth;

  private Template(
      int[] steps, int[] arguments, List<Constant> constants, List<Gate> gates, int depth) {
    this.steps = steps;
    this.arguments = arguments;
    this.constants = constants.toArray(new Constant[0]);
    this.gates = gates.toArray(new Gate[0]);
    this.depth = depth;
  }

  static Template of(Expr formula, List<String> parameters) {
    Optional<Constant> number = number(formula);
    if (number.isPresent()) {
      return new Template(new int[] {CONSTANT}, new int[] {0}, List.of(number.get()), List.of(), 1);
    }
    List<int[]> steps = new ArrayList<>();
    List<Constant> constants = new ArrayList<>();
    List<Gate> gates = new ArrayList<>();
    int[] height = {0, 0};
    Trees.postorder(
        formula,
        part -> {
          if (part instanceof Expr.Apply apply) {
            steps.add(new int[] {APPLY, gates.size()});
            gates.add(apply.gate());
            height[0] -= apply.gate().arity() - 1;
          } else {
            steps.add(leaf(part, parameters, constants));
            height[0]++;
          }
          height[1] = Math.max(height[1], height[0]);
        });
    // A loop: streams are linked at run time, at every start.
    int[] kinds = new int[steps.size()];
    int[] arguments = new int[kinds.length];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = steps.get(i)[0];
      arguments[i] = steps.get(i)[1];
    }
    return new Template(kinds, arguments, constants, gates, height[1]);
  }

  /** The constant that a formula like {@code -1} is, computed once instead of at every edge. */
  private static Optional<Constant> number(Expr formula) {
    if (!(formula instanceof Expr.Apply apply)
        || apply.gate() != Gate.NEG
        || !(apply.operands().get(0) instanceof Expr.Number digits)) {
      return Optional.empty();
    }
    GraphBuilder folding = new GraphBuilder();
    int node = folding.gate(Gate.NEG, folding.constant(Constant.of(digits)), 0, 0);
    return Optional.of(folding.constantAt(node));
  }

  private static int[] leaf(Expr part, List<String> parameters, List<Constant> constants) {
    if (part instanceof Expr.Name name) {
      if (name.name().equals(OUT)) {
        return new int[] {OWN_VALUE, 0};
      }
      if (name.name().equals(UP)) {
        return new int[] {UPSTREAM, 0};
      }
      int parameter = parameters.indexOf(name.name());
      if (parameter >= 0) {
        return new int[] {PARAMETER, parameter};
      }
      if (Constants.of(name.name()).isEmpty()) {
        throw new IllegalStateException("a formula of the table of gates mentions " + name);
      }
      constants.add(Constant.named(name.name(), Constants.of(name.name()).getAsDouble()));
    } else if (part instanceof Expr.Number number) {
      constants.add(Constant.of(number));
    } else {
      throw new IllegalStateException("a formula of the table of gates calls " + part);
    }
    return new int[] {CONSTANT, constants.size() - 1};
  }

  /** Whether it is nothing but the constant {@code value}. */
  boolean isConstant(double value) {
    return steps.length == 1 && steps[0] == CONSTANT && constants[0].value() == value;
  }

  /** Appends the formula with these operands, own value and upstream; returns its node. */
  int append(AdjointBuilder graph, int x, int y, int z, int out, int up) {
    if (steps.length == 1) {
      switch (steps[0]) {
        case PARAMETER:
          return argument(arguments[0], x, y, z);
        case CONSTANT:
          return graph.constant(constants[0]);
        default:
          return steps[0] == OWN_VALUE ? out : up;
      }
    }
    int[] stack = new int[depth];
    int top = 0;
    for (int i = 0; i < steps.length; i++) {
      int argument = arguments[i];
      switch (steps[i]) {
        case PARAMETER -> stack[top++] = argument(argument, x, y, z);
        case OWN_VALUE -> stack[top++] = out;
        case UPSTREAM -> stack[top++] = up;
        case CONSTANT -> stack[top++] = graph.constant(constants[argument]);
        default -> {
          Gate gate = gates[argument];
          top -= gate.arity();
          int second = gate.arity() > 1 ? stack[top + 1] : 0;
          int third = gate.arity() > 2 ? stack[top + 2] : 0;
          stack[top] = graph.apply(gate, stack[top], second, third);
          top++;
        }
      }
    }
    return stack[0];
  }

  /** The operand in a slot. */
  static int argument(int slot, int x, int y, int z) {
    return slot == 0 ? x : slot == 1 ? y : z;
  }
}
