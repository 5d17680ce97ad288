package org.chainrule.homework.students;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.chainrule.homework.students.Exercise.Node;

/** Random exercises of 4 to 12 gates at points where no value is huge and none is undefined. */
final class Exercises {
  /** What an exercise has more of than others. */
  enum Flavour {
    PLAIN,
    /** Short decimals, and gates that keep them exact. */
    EXACT,
    /** Differences of nearly equal numbers. */
    CANCELLING,
    QUOTIENTS,
    /** One node is used again and again. */
    FORKS,
    /** relu at 0, and max of equal numbers. */
    KINKS,
    MATRICES
  }

  private static final Op[] ALL = {
    Op.ADD,
    Op.ADD,
    Op.SUB,
    Op.SUB,
    Op.MUL,
    Op.MUL,
    Op.MUL,
    Op.DIV,
    Op.DIV,
    Op.POWER,
    Op.POWER,
    Op.EXPONENTIAL,
    Op.NEG,
    Op.EXP,
    Op.LOG,
    Op.SQRT,
    Op.SIGMOID,
    Op.TANH,
    Op.SIN,
    Op.COS,
    Op.MAX,
    Op.RELU
  };
  private static final Op[] SHORT = {Op.ADD, Op.SUB, Op.MUL, Op.MUL, Op.MUL, Op.POWER, Op.MAX};
  private static final Op[] JOINING = {Op.ADD, Op.SUB, Op.MUL, Op.MUL, Op.DIV, Op.MAX};
  private static final Op[] LAYER = {
    Op.RELU, Op.SIGMOID, Op.TANH, Op.POWER, Op.SIN, Op.EXP, Op.NEG, Op.COS
  };

  private final Random random;
  private final Flavour flavour;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Decimals> values = new ArrayList<>();
  private int gates;

  private Exercises(long seed, Flavour flavour) {
    this.random = new Random(seed);
    this.flavour = flavour;
  }

  /** The exercise of a seed; empty where its numbers got out of hand. */
  static Optional<Exercise> of(long seed, Flavour flavour) {
    try {
      return new Exercises(seed * 0x9E3779B97F4A7C15L, flavour).grow();
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  private Optional<Exercise> grow() {
    if (flavour == Flavour.MATRICES) {
      layer();
    } else {
      int inputs = 2 + random.nextInt(3);
      for (int i = 0; i < inputs; i++) {
        input(Decimals.of(number()));
      }
    }
    int aim = 4 + random.nextInt(flavour == Flavour.MATRICES ? 5 : 7);
    for (int attempt = 0; gates < aim && attempt < 200; attempt++) {
      if (flavour == Flavour.KINKS && random.nextInt(3) == 0) {
        kink();
      } else if (flavour == Flavour.CANCELLING && random.nextInt(5) < 2) {
        cancel();
      } else {
        Op[] ops = flavour == Flavour.EXACT && random.nextInt(8) > 0 ? SHORT : ALL;
        Op op = ops[random.nextInt(ops.length)];
        if (flavour == Flavour.QUOTIENTS && random.nextInt(3) == 0) {
          op = Op.DIV;
        }
        append(op);
      }
    }
    for (int attempt = 0; loose().size() > 1 && attempt < 200; attempt++) {
      List<Integer> loose = loose();
      gate(JOINING[random.nextInt(JOINING.length)], loose.get(0), loose.get(1));
    }
    boolean ends = loose().size() == 1 && nodes.get(loose().get(0)).isGate();
    return ends && gates >= 4 && gates <= 12 ? Optional.of(named()) : Optional.empty();
  }

  /** An input with one or two decimals, a half, or a small whole number. */
  private BigDecimal number() {
    int kind = flavour == Flavour.EXACT ? 2 + random.nextInt(2) : random.nextInt(4);
    int units =
        switch (kind) {
          case 0 -> 1 + random.nextInt(5);
          case 1 -> 1 + random.nextInt(39);
          case 2 -> 1 + random.nextInt(299);
          default -> 1 + 2 * random.nextInt(5);
        };
    BigDecimal number =
        kind == 3
            ? BigDecimal.valueOf(units).multiply(new BigDecimal("0.5"))
            : BigDecimal.valueOf(units, kind);
    if (number.signum() != 0) {
      number = number.stripTrailingZeros();
    }
    number = number.scale() < 0 ? number.setScale(0) : number;
    return random.nextInt(3) == 0 ? number.negate() : number;
  }

  private Decimals numbers(int rows, int columns) {
    List<BigDecimal> entries = new ArrayList<>();
    for (int i = 0; i < rows * columns; i++) {
      entries.add(number());
    }
    return new Decimals(rows, columns, entries);
  }

  private int input(Decimals given) {
    return add(new Node(Op.INPUT, List.of(), Optional.of(given), ""), given);
  }

  private int constant(BigDecimal number) {
    Decimals given = Decimals.of(number);
    return add(new Node(Op.CONSTANT, List.of(), Optional.of(given), ""), given);
  }

  private int add(Node node, Decimals value) {
    nodes.add(node);
    values.add(value);
    return nodes.size() - 1;
  }

  /** Nodes that nobody uses yet, but constants. */
  private List<Integer> loose() {
    boolean[] used = new boolean[nodes.size()];
    nodes.forEach(node -> node.operands().forEach(operand -> used[operand] = true));
    List<Integer> loose = new ArrayList<>();
    for (int place = 0; place < nodes.size(); place++) {
      if (!used[place] && nodes.get(place).op() != Op.CONSTANT) {
        loose.add(place);
      }
    }
    return loose;
  }

  private List<Integer> numbersOnly() {
    List<Integer> all = new ArrayList<>();
    for (int place = 0; place < nodes.size(); place++) {
      if (nodes.get(place).op() != Op.CONSTANT && values.get(place).isNumber()) {
        all.add(place);
      }
    }
    return all;
  }

  private int operand() {
    List<Integer> all = numbersOnly();
    if (flavour == Flavour.FORKS && random.nextInt(2) == 0) {
      return all.get(0);
    }
    List<Integer> loose = new ArrayList<>(loose());
    loose.retainAll(all);
    List<Integer> from = !loose.isEmpty() && random.nextInt(3) > 0 ? loose : all;
    return from.get(random.nextInt(from.size()));
  }

  private void append(Op op) {
    switch (op) {
      case POWER -> {
        String[] powers = {"2", "2", "2", "3", "3", "4", "-1", "-2"};
        int exponent = constant(new BigDecimal(powers[random.nextInt(powers.length)]));
        settle(gate(op, operand(), exponent), exponent);
      }
      case EXPONENTIAL -> {
        String[] bases = {"2", "3", "1.5", "10"};
        int base = constant(new BigDecimal(bases[random.nextInt(bases.length)]));
        settle(gate(op, base, operand()), base);
      }
      case ADD, SUB, MUL, DIV, MAX -> {
        if (op != Op.MAX && random.nextInt(flavour == Flavour.EXACT ? 2 : 5) == 0) {
          BigDecimal number = number().abs();
          int literal =
              constant(
                  number.compareTo(BigDecimal.ONE) == 0 && op != Op.ADD
                      ? number.add(number)
                      : number);
          boolean first = random.nextBoolean() || op == Op.MUL;
          int operand = operand();
          settle(first ? gate(op, literal, operand) : gate(op, operand, literal), literal);
        } else {
          gate(op, operand(), operand());
        }
      }
      default -> gate(op, operand(), operand());
    }
  }

  /** Takes back a constant whose gate was refused. */
  private void settle(boolean made, int constant) {
    if (!made) {
      nodes.remove(constant);
      values.remove(constant);
    }
  }

  /** relu at 0, or max of two equal numbers: a constant that equals the value of a node. */
  private void kink() {
    int node = operand();
    BigDecimal value = values.get(node).number().stripTrailingZeros();
    if (value.scale() > 2 || value.signum() == 0) {
      return;
    }
    int constant = constant(value.scale() < 0 ? value.setScale(0) : value);
    if (random.nextBoolean()) {
      settle(gate(Op.MAX, node, constant), constant);
    } else if (gate(Op.SUB, node, constant)) {
      gate(Op.RELU, nodes.size() - 1, nodes.size() - 1);
    } else {
      settle(false, constant);
    }
  }

  /** A node less a constant, or an input, that is nearly its value. */
  private void cancel() {
    int node = operand();
    BigDecimal value = values.get(node).number();
    BigDecimal near =
        value
            .multiply(BigDecimal.valueOf(92 + random.nextInt(16), 2))
            .setScale(1 + random.nextInt(2), RoundingMode.HALF_UP);
    if (near.signum() <= 0) {
      return;
    }
    if (random.nextBoolean()) {
      int constant = constant(near);
      settle(gate(Op.SUB, node, constant), constant);
    } else {
      int input = input(Decimals.of(near));
      if (!gate(Op.SUB, node, input)) {
        settle(false, input);
      }
    }
  }

  /** A layer: h = W @ x, perhaps a shift, a function entry by entry, and a sum. */
  private void layer() {
    int rows = 2 + random.nextInt(2);
    int columns = 2 + random.nextInt(2);
    int matrix = input(numbers(rows, columns));
    int vector = input(numbers(columns, 1));
    require(gate(Op.PRODUCT, matrix, vector));
    int last = nodes.size() - 1;
    if (random.nextBoolean()) {
      int shift = input(numbers(rows, 1));
      require(gate(random.nextBoolean() ? Op.ADD : Op.SUB, last, shift));
      last = nodes.size() - 1;
    }
    int before = last;
    Op op = LAYER[random.nextInt(LAYER.length)];
    if (op == Op.POWER) {
      int two = constant(BigDecimal.valueOf(2));
      require(gate(op, last, two));
    } else {
      require(gate(op, last, last));
    }
    last = nodes.size() - 1;
    switch (random.nextInt(5)) {
      case 0 -> require(gate(Op.SUM, last, last));
      case 1 -> {
        int weights = input(numbers(rows, 1));
        require(gate(Op.DOT, last, weights));
      }
      case 2 -> {
        int weights = input(numbers(rows, 1));
        require(gate(Op.MUL, last, weights));
        require(gate(Op.SUM, nodes.size() - 1, nodes.size() - 1));
      }
      case 3 -> require(gate(Op.DOT, last, before));
      default -> {
        require(gate(Op.MUL, before, last));
        require(gate(Op.SUM, nodes.size() - 1, nodes.size() - 1));
      }
    }
    if (random.nextBoolean()) {
      input(Decimals.of(number()));
    }
  }

  private static void require(boolean made) {
    if (!made) {
      throw new ArithmeticException("a gate that was refused");
    }
  }

  /** Adds a gate, unless its value is out of hand, it is there already, or it is another's. */
  private boolean gate(Op op, int x, int y) {
    List<Integer> operands = op.arity == 1 ? List.of(x) : List.of(x, y);
    Decimals a = values.get(x);
    Decimals b = values.get(y);
    boolean trivial =
        x == y && (op == Op.SUB || op == Op.DIV || op == Op.MAX || op == Op.DOT || op == Op.ADD)
            || op == nodes.get(x).op() && (op == Op.RELU || op == Op.NEG || op == Op.EXP)
            || nodes.get(x).op() == Op.CONSTANT && op.arity == 1
            || op == Op.NEG && nodes.get(x).op() == Op.SUB;
    if (trivial || !within(op, a, b) || isThere(op, operands)) {
      return false;
    }
    Decimals value = Paper.value(op, a, b);
    for (BigDecimal entry : value.entries()) {
      double size = Math.abs(entry.doubleValue());
      if (size > 500 || size < 1e-3 && size > 1e-12 || size == 0 && op != Op.RELU && op != Op.SUB) {
        return false;
      }
    }
    add(new Node(op, operands, Optional.empty(), ""), value);
    gates++;
    return true;
  }

  private static boolean within(Op op, Decimals a, Decimals b) {
    for (int i = 0; i < Math.max(a.entries().size(), b.entries().size()); i++) {
      double x = a.entries().get(Math.min(i, a.entries().size() - 1)).doubleValue();
      double y = b.entries().get(Math.min(i, b.entries().size() - 1)).doubleValue();
      boolean fine =
          switch (op) {
            case DIV -> Math.abs(y) > 0.05;
            case POWER -> Math.abs(x) > 0.05 && Math.abs(x) < 20;
            case EXPONENTIAL -> Math.abs(y) < 4;
            case EXP, SIGMOID -> Math.abs(x) < 5;
            case TANH -> Math.abs(x) < 2.5;
            case LOG, SQRT -> x > 0.05;
            case SIN, COS -> Math.abs(x) < 10;
            // A kink is met exactly, in short decimals, or not at all.
            case RELU -> Math.abs(x) > 1e-6 || isShort(a);
            case MAX -> Math.abs(x - y) > 1e-6 || isShort(a) && isShort(b) && x == y;
            default -> true;
          };
      if (!fine) {
        return false;
      }
    }
    return true;
  }

  private static boolean isShort(Decimals numbers) {
    return numbers.entries().stream().allMatch(n -> n.stripTrailingZeros().scale() <= 9);
  }

  /** Whether there is such a gate already, its operands in any order. */
  private boolean isThere(Op op, List<Integer> operands) {
    for (Node node : nodes) {
      if (node.op() == op && key(node.operands()).equals(key(operands))) {
        return true;
      }
    }
    return false;
  }

  /** Operands, constants by their numbers, in an order of their own. */
  private List<String> key(List<Integer> operands) {
    List<String> key = new ArrayList<>();
    for (int operand : operands) {
      Node node = nodes.get(operand);
      key.add(
          node.op() == Op.CONSTANT
              ? "= " + node.given().orElseThrow().number().stripTrailingZeros()
              : "" + operand);
    }
    Collections.sort(key);
    return key;
  }

  /** Gives names; some gates that are used once stand inside of their consumer's definition. */
  private Exercise named() {
    String[] inputs = {"x", "y", "z", "w", "a", "b", "c", "k", "m", "n", "j", "l"};
    String[] matrices = {"W", "X", "B", "C", "V", "A"};
    String[] inner = {"p", "q", "r", "s", "t", "u", "v", "g", "h", "q1", "r1", "q2", "r2"};
    int[] next = new int[3];
    List<Node> all = new ArrayList<>();
    Exercise unnamed = new Exercise(nodes);
    for (int place = 0; place < nodes.size(); place++) {
      Node node = nodes.get(place);
      boolean inside =
          place != unnamed.output()
              && unnamed.uses(place).size() == 1
              && values.get(place).isNumber()
              && random.nextInt(5) == 0;
      String name =
          switch (node.op()) {
            case CONSTANT -> "";
            case INPUT -> values.get(place).columns() > 1 ? matrices[next[1]++] : inputs[next[0]++];
            default -> place == unnamed.output() ? "f" : inside ? "" : inner[next[2]++];
          };
      all.add(new Node(node.op(), node.operands(), node.given(), name));
    }
    return new Exercise(all);
  }
}
