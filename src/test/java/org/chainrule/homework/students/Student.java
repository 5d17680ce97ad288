package org.chainrule.homework.students;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.homework.students.Exercise.Edge;
import org.chainrule.homework.students.Exercise.Node;
import org.chainrule.homework.students.Mistake.Kind;
import org.chainrule.homework.students.Mistake.Made;
import org.chainrule.homework.students.Sheet.Line;
import org.chainrule.homework.students.Sheet.Trait;

/**
 * Works an exercise by hand: forward, then backward, each step from the student's own numbers
 * before, rounded where they were written. After a mistake everything is computed from it.
 */
final class Student {
  private static final BigDecimal TENTH = new BigDecimal("0.1");

  private final Exercise exercise;
  private final Habits habits;
  private final Made made;
  private final Set<String> dropped;
  private final Truth truth;
  private final BigDecimal share;
  private final Decimals[] values;
  private final Decimals[] totals;
  private final boolean[] exact;
  private final boolean[] exactTotals;
  private final boolean[] kinked;

  /** Edges whose local was rounded before it was used. */
  private final Set<Edge> rounded = new HashSet<>();

  private final List<Line> lines = new ArrayList<>();
  private final Set<String> roots = new LinkedHashSet<>();

  private Student(Exercise exercise, Habits habits, Made made, Set<String> dropped) {
    this.exercise = exercise;
    this.habits = habits;
    this.made = made;
    this.dropped = dropped;
    int size = exercise.nodes().size();
    this.values = new Decimals[size];
    this.totals = new Decimals[size];
    this.exact = new boolean[size];
    this.exactTotals = new boolean[size];
    this.kinked = new boolean[size];
    this.share = habits.share();
    this.truth = new Truth(exercise, share.doubleValue());
  }

  /** A student's sheet; empty where a number got out of hand, or the mistake cannot be made. */
  static Optional<Sheet> work(Exercise exercise, Habits habits, Made made, Set<String> dropped) {
    try {
      Student student = new Student(exercise, habits, made, dropped);
      student.forward();
      student.backward();
      Set<String> written = new LinkedHashSet<>();
      student.lines.forEach(line -> written.add(line.quantity()));
      boolean isMade = made == Made.NOT || !student.roots.isEmpty();
      return isMade && written.containsAll(student.roots)
          ? Optional.of(new Sheet(exercise, habits, made, dropped, student.lines, student.roots))
          : Optional.empty();
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean isMade(Kind kind, int node, int slot) {
    return made.mistake().kind == kind && made.node() == node && made.slot() == slot;
  }

  private boolean isWritten(String quantity, int percent) {
    return habits.choice(100, quantity) < percent && !dropped.contains(quantity);
  }

  private static String valueOf(int node) {
    return "value " + node;
  }

  private static String totalOf(int node) {
    return "total " + node;
  }

  private boolean isValueWritten(int node) {
    return exercise.node(node).isNamed()
        && exercise.node(node).isGate()
        && isWritten(valueOf(node), 92);
  }

  private boolean isTotalWritten(int node) {
    return exercise.node(node).isNamed()
        && node != exercise.output()
        && isWritten(totalOf(node), 94);
  }

  private boolean isPlainEdge(Edge edge) {
    Node gate = exercise.node(edge.node());
    int operand = gate.operand(edge.slot());
    boolean once = gate.operands().stream().filter(o -> o == operand).count() == 1;
    return once
        && gate.isNamed()
        && exercise.node(operand).isNamed()
        && values[edge.node()].isNumber()
        && values[operand].isNumber();
  }

  private boolean isLocalWritten(Edge edge) {
    return isPlainEdge(edge) && isWritten("local " + edge.node() + " " + edge.slot(), 12);
  }

  private boolean isDownWritten(Edge edge) {
    int operand = exercise.node(edge.node()).operand(edge.slot());
    return isPlainEdge(edge)
        && exercise.uses(operand).size() > 1
        && isWritten("down " + edge.node() + " " + edge.slot(), 15);
  }

  private void forward() {
    for (int place = 0; place < values.length; place++) {
      Node node = exercise.node(place);
      if (!node.isGate()) {
        values[place] = node.given().orElseThrow();
        exact[place] = true;
        continue;
      }
      int a = node.operand(0);
      int b = node.operand(node.op().arity - 1);
      Decimals right = Paper.value(node.op(), values[a], values[b]);
      Decimals value = right;
      String quantity = valueOf(place);
      if (isMade(Kind.VALUE, place, 0)) {
        value = Wrong.value(made.mistake(), node.op(), values[a], values[b], right).orElse(right);
        if (value != right) {
          roots.add(quantity);
        }
      }
      exact[place] = exact[a] && exact[b] && isShort(value);
      checkBranch(node, place);
      if (isValueWritten(place)) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if ((node.op() == Op.ADD || node.op() == Op.SUB) && cancels(value, values[a], values[b])) {
          traits.add(Trait.CANCELLING);
        }
        Optional<String> working =
            value == right && isWritten("working " + quantity, 25)
                ? working(node)
                : Optional.empty();
        value = write(quantity, node.name(), working, value, exact[place], traits, place, 0);
      }
      values[place] = value;
    }
  }

  /** Refuses a sheet whose rounded numbers take another branch than the exact ones. */
  private void checkBranch(Node node, int place) {
    if (node.op() != Op.RELU && node.op() != Op.MAX) {
      return;
    }
    int a = node.operand(0);
    int b = node.operand(node.op().arity - 1);
    for (int i = 0; i < values[a].entries().size(); i++) {
      BigDecimal x = values[a].entries().get(i);
      BigDecimal y =
          node.op() == Op.RELU
              ? BigDecimal.ZERO
              : values[b].entries().get(values[b].isNumber() ? 0 : i);
      double trueY = node.op() == Op.RELU ? 0 : truth.value(b, values[b].isNumber() ? 0 : i);
      double difference = truth.value(a, i) - trueY;
      int own = Habits.shown(x.subtract(y)).signum();
      int branch = Truth.isZero(difference) ? 0 : (int) Math.signum(difference);
      boolean free = made.mistake().kind == Kind.VALUE || made.mistake().kind == Kind.PEN;
      if (own != branch && (!free || own == 0 || branch == 0)) {
        throw new ArithmeticException("another branch");
      }
      kinked[place] |= branch == 0;
    }
  }

  private static boolean cancels(Decimals sum, Decimals x, Decimals y) {
    for (int i = 0; i < sum.entries().size(); i++) {
      BigDecimal size =
          x.entries()
              .get(x.isNumber() ? 0 : i)
              .abs()
              .max(y.entries().get(y.isNumber() ? 0 : i).abs());
      if (size.signum() > 0 && sum.entries().get(i).abs().compareTo(size.multiply(TENTH)) <= 0) {
        return true;
      }
    }
    return false;
  }

  /** The right side with the student's numbers in place of the names. */
  private Optional<String> working(Node node) {
    Object[] texts = new Object[node.op().arity];
    for (int slot = 0; slot < texts.length; slot++) {
      Optional<String> text = number(node.operand(slot));
      if (text.isEmpty()) {
        return Optional.empty();
      }
      texts[slot] = node.op().isFunction() ? text.get() : bracketed(text.get());
    }
    return habits.memory() || !node.op().isEntrywise()
        ? Optional.empty()
        : Optional.of(String.format(node.op().text, texts));
  }

  /** The value of a node as it stands on the sheet. */
  private Optional<String> number(int node) {
    Node of = exercise.node(node);
    if (!values[node].isNumber()) {
      return Optional.empty();
    }
    return of.isGate()
        ? isValueWritten(node) ? Optional.of(lineOf(valueOf(node))) : Optional.empty()
        : Optional.of(values[node].number().toPlainString());
  }

  /** What stands at the end of the line of a quantity. */
  private String lineOf(String quantity) {
    String text =
        lines.stream()
            .filter(line -> line.quantity().equals(quantity))
            .findFirst()
            .orElseThrow()
            .text();
    return text.substring(text.lastIndexOf("= ") + 2);
  }

  private static String bracketed(String number) {
    return number.startsWith("-") ? "(" + number + ")" : number;
  }

  /** Writes a line, and gives the numbers that the student goes on with. */
  private Decimals write(
      String quantity,
      String target,
      Optional<String> working,
      Decimals own,
      boolean known,
      Set<Trait> traits,
      int node,
      int pen) {
    String text = own.text(number -> habits.text(number, known));
    Decimals next = own;
    Decimals written = own.map(number -> new BigDecimal(habits.text(number, known)));
    if (isMade(Kind.PEN, node, pen) && (pen == 0) == quantity.startsWith("value")) {
      String slipped = Pen.slip(made.mistake(), text, habits.choice(1000, "pen"));
      if (!slipped.equals(text)) {
        roots.add(quantity);
        text = slipped;
        written = Decimals.of(new BigDecimal(slipped));
        next = written;
      }
    } else if (!habits.memory()) {
      next = written;
    }
    if (own.entries().stream().anyMatch(habits::isTie)) {
      traits.add(Trait.TIE);
    }
    if (!own.isNumber()) {
      traits.add(Trait.MATRIX);
    }
    if (working.isPresent()) {
      traits.add(Trait.WORKING);
    }
    String middle = working.map(w -> " = " + w).orElse("");
    lines.add(new Line(quantity, target + middle + " = " + text, traits, written, own));
    return next;
  }

  private void backward() {
    int output = exercise.output();
    totals[output] = Decimals.ONE;
    exactTotals[output] = true;
    if (made.mistake().kind == Kind.SEED) {
      Node node = exercise.node(output);
      if (node.op().arity != 1 || !isTotalWritten(node.operand(0))) {
        throw new ArithmeticException("a seed that more than one line begins with");
      }
      roots.add(totalOf(node.operand(0)));
      totals[output] = values[output];
      exactTotals[output] = exact[output];
    }
    for (int place = output - 1; place >= 0; place--) {
      if (exercise.node(place).op() != Op.CONSTANT) {
        total(place);
      }
    }
  }

  private void total(int place) {
    List<Edge> uses = exercise.uses(place);
    String quantity = totalOf(place);
    boolean written = isTotalWritten(place);
    int style = habits.choice(100, "style " + quantity);
    boolean works =
        written && style < 60 && !dropped.contains("working " + quantity) && canWork(place, uses);
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    List<Decimals> downs = new ArrayList<>();
    List<String> terms = new ArrayList<>();
    List<String> symbols = new ArrayList<>();
    boolean known = true;
    for (Edge edge : uses) {
      Node gate = exercise.node(edge.node());
      known &= exactTotals[edge.node()] && gate.operands().stream().allMatch(o -> exact[o]);
      kinked[place] |= kinked[edge.node()];
      if (gate.op() == Op.DIV && edge.slot() == 1) {
        traits.add(Trait.DENOMINATOR);
      }
      Decimals down;
      if (gate.op().isEntrywise()) {
        Decimals local = local(edge, place, works);
        down = edge(edge, totals[edge.node()].times(local), local);
        known &= !rounded.contains(edge);
        if (works) {
          boolean first = edge.node() == exercise.output();
          String l =
              rounded.contains(edge)
                  ? habits.text(local.number(), false)
                  : local.number().stripTrailingZeros().toPlainString();
          terms.add(
              first && style % 2 == 0
                  ? l
                  : (first ? "1" : lineOf(totalOf(edge.node()))) + "*" + bracketed(l));
          symbols.add(symbol(edge, place));
        }
      } else {
        down = edge(edge, pullback(edge), null);
      }
      downs.add(down);
      if (isDownWritten(edge)) {
        String q = "down " + edge.node() + " " + edge.slot();
        Decimals wrote =
            write(
                q,
                "down " + gate.name() + "->" + exercise.name(place),
                Optional.empty(),
                down,
                known && isShort(down),
                kinks(edge),
                -2,
                -2);
        downs.set(downs.size() - 1, wrote);
        if (works) {
          terms.set(terms.size() - 1, lineOf(q));
        }
      }
    }
    Decimals total = sum(place, downs);
    if (uses.size() > 2) {
      traits.add(Trait.FORK_OF_THREE);
    }
    if (downs.size() > 1 && downs.stream().anyMatch(down -> cancels(total, down, down))) {
      traits.add(Trait.CANCELLING);
    }
    if (kinked[place]) {
      traits.add(Trait.KINK);
    }
    exactTotals[place] = known && isShort(total);
    totals[place] = total;
    if (written) {
      Optional<String> working = Optional.empty();
      if (works) {
        StringBuilder text = new StringBuilder();
        if (style < 25 && symbols.stream().noneMatch(String::isEmpty)) {
          text.append(String.join(" + ", symbols)).append(" = ");
        }
        for (int i = 0; i < terms.size(); i++) {
          text.append(i == 0 ? "" : terms.get(i).startsWith("-") ? " + (" : " + ");
          text.append(terms.get(i)).append(i > 0 && terms.get(i).startsWith("-") ? ")" : "");
        }
        working = Optional.of(text.toString());
      }
      String target = "df/d" + exercise.name(place);
      totals[place] = write(quantity, target, working, total, exactTotals[place], traits, place, 1);
    }
  }

  /** Whether the numbers of every term stand on the sheet. */
  private boolean canWork(int place, List<Edge> uses) {
    if (habits.memory() || !values[place].isNumber()) {
      return false;
    }
    for (Edge edge : uses) {
      boolean ok =
          exercise.node(edge.node()).op().isEntrywise()
              && values[edge.node()].isNumber()
              && (edge.node() == exercise.output() || isTotalWritten(edge.node()))
              && !(made.mistake().kind == Kind.EDGE && made.node() == edge.node())
              && !(made.mistake().kind == Kind.SEED)
              && !(made.mistake().kind == Kind.TOTAL && made.node() == place);
      if (!ok) {
        return false;
      }
    }
    return true;
  }

  /** df/dq*dq/dx, where q depends on x by this edge alone; else nothing. */
  private String symbol(Edge edge, int place) {
    Node gate = exercise.node(edge.node());
    boolean alone =
        gate.isNamed()
            && edge.node() != exercise.output()
            && exercise.paths(place, edge.node()) == 1;
    return alone ? "df/d" + gate.name() + "*d" + gate.name() + "/d" + exercise.name(place) : "";
  }

  /** Whether nothing of it is rounded away. */
  private boolean isShort(Decimals numbers) {
    return numbers.entries().stream().allMatch(habits::keeps);
  }

  /** The local of an edge, wrong where the mistake is, rounded where it is written. */
  private Decimals local(Edge edge, int place, boolean works) {
    Node gate = exercise.node(edge.node());
    Decimals x = values[gate.operand(0)];
    Decimals y = values[gate.operand(gate.op().arity - 1)];
    Decimals out = values[edge.node()];
    List<BigDecimal> entries = new ArrayList<>();
    boolean wrong = false;
    boolean here = made.mistake().kind == Kind.LOCAL && made.node() == edge.node();
    here &= made.slot() == edge.slot() || made.mistake() == Mistake.MAX_TO_THE_OTHER;
    for (int i = 0; i < out.entries().size(); i++) {
      BigDecimal xi = x.entries().get(x.isNumber() ? 0 : i);
      BigDecimal yi = y.entries().get(y.isNumber() ? 0 : i);
      BigDecimal oi = out.entries().get(i);
      BigDecimal right =
          Paper.local(gate.op(), edge.slot(), habits.byOutput(edge), share, xi, yi, oi);
      Optional<BigDecimal> slip =
          here
              ? Wrong.local(made.mistake(), gate.op(), edge.slot(), xi, yi, oi, right, other(gate))
              : Optional.empty();
      wrong |= slip.isPresent();
      entries.add(slip.orElse(right));
    }
    Decimals local = new Decimals(out.rows(), out.columns(), entries);
    String quantity = "local " + edge.node() + " " + edge.slot();
    boolean alone = isLocalWritten(edge);
    if (wrong) {
      roots.add(
          alone ? quantity : isDownWritten(edge) ? "down" + quantity.substring(5) : totalOf(place));
    }
    if (alone) {
      String target = "local d" + gate.name() + "/d" + exercise.name(place);
      if (!isShort(local)) {
        rounded.add(edge);
      }
      boolean known = gate.operands().stream().allMatch(o -> exact[o]) && isShort(local);
      return write(quantity, target, Optional.empty(), local, known, kinks(edge), -2, -2);
    }
    // What stands on the sheet is copied, anything else is rounded before it is written.
    if (!(works || habits.inTheHead()) || isOnSheet(gate, edge, local) || isShort(local)) {
      return local;
    }
    rounded.add(edge);
    return local.map(habits::rounded);
  }

  private Set<Trait> kinks(Edge edge) {
    return kinked[edge.node()] ? EnumSet.of(Trait.KINK) : EnumSet.noneOf(Trait.class);
  }

  private boolean isOnSheet(Node gate, Edge edge, Decimals local) {
    List<Integer> nodes = new ArrayList<>(gate.operands());
    nodes.add(edge.node());
    return nodes.stream()
        .anyMatch(
            node ->
                number(node).isPresent() && values[node].number().compareTo(local.number()) == 0);
  }

  /** The value of another node that stands on the sheet. */
  private Optional<BigDecimal> other(Node gate) {
    for (int node = 0; node < values.length; node++) {
      if (node != gate.operand(0)
          && exercise.node(node).op() != Op.CONSTANT
          && values[node].isNumber()
          && number(node).isPresent()
          && habits.choice(3, "other " + node) == 0) {
        return Optional.of(values[node].number());
      }
    }
    return Optional.empty();
  }

  private Decimals pullback(Edge edge) {
    Node gate = exercise.node(edge.node());
    Decimals up = totals[edge.node()];
    Decimals x = values[gate.operand(0)];
    Decimals y = values[gate.operand(gate.op().arity - 1)];
    return switch (gate.op()) {
      case SUM -> x.filled(up.number());
      case DOT -> (edge.slot() == 0 ? y : x).times(up);
      default -> edge.slot() == 0 ? up.product(y.transposed()) : x.transposed().product(up);
    };
  }

  /** What an edge sends down, wrong where the mistake is. */
  private Decimals edge(Edge edge, Decimals right, Decimals local) {
    if (!isMade(Kind.EDGE, edge.node(), edge.slot())) {
      return right;
    }
    Node gate = exercise.node(edge.node());
    Decimals up = totals[edge.node()];
    Decimals x = values[gate.operand(0)];
    Decimals y = values[gate.operand(gate.op().arity - 1)];
    boolean entrywise = local != null;
    Decimals wrong =
        switch (made.mistake()) {
          case SIGN_LOST -> right.map(BigDecimal::negate);
          case OUTER_FACTOR_FORGOTTEN ->
              entrywise
                  ? local
                  : switch (gate.op()) {
                    case SUM -> x.filled(BigDecimal.ONE);
                    case DOT -> edge.slot() == 0 ? y : x;
                    default -> null;
                  };
          case INNER_FACTOR_FORGOTTEN -> entrywise ? up : null;
          case ADDED_NOT_MULTIPLIED -> entrywise ? up.plus(local) : null;
          case DIVIDED_NOT_MULTIPLIED ->
              entrywise && local.entries().stream().allMatch(l -> l.signum() != 0)
                  ? up.with(local, Paper::over)
                  : null;
          case ANOTHER_UPSTREAM ->
              entrywise ? anotherUp(edge).map(local::times).orElse(null) : null;
          case POINT_MOVED_RIGHT -> right.map(n -> n.movePointRight(1));
          case POINT_MOVED_LEFT -> right.map(n -> n.movePointLeft(1));
          case MATRIX_NOT_TRANSPOSED ->
              gate.op() == Op.PRODUCT && edge.slot() == 1 && x.rows() == x.columns()
                  ? x.product(up)
                  : null;
          case MATRIX_TRANSPOSED ->
              gate.op() == Op.PRODUCT && edge.slot() == 0 && x.rows() == x.columns()
                  ? right.transposed()
                  : null;
          default -> null;
        };
    if (wrong == null) {
      return right;
    }
    roots.add(
        isDownWritten(edge)
            ? "down " + edge.node() + " " + edge.slot()
            : totalOf(gate.operand(edge.slot())));
    return wrong;
  }

  private Optional<Decimals> anotherUp(Edge edge) {
    for (int node = exercise.output() - 1; node > edge.node(); node--) {
      if (isTotalWritten(node) && totals[node].isNumber() && exercise.node(node).isGate()) {
        return Optional.of(totals[node]);
      }
    }
    return Optional.empty();
  }

  /** What the edges send down together, wrong where the mistake is. */
  private Decimals sum(int place, List<Decimals> downs) {
    Decimals right = downs.stream().reduce(Decimals::plus).orElseThrow();
    if (!isMade(Kind.TOTAL, place, 0)) {
      return right;
    }
    boolean fork = downs.size() > 1;
    int pick = habits.choice(downs.size(), "path");
    Decimals wrong =
        switch (made.mistake()) {
          case PATH_FORGOTTEN -> fork ? right.plus(downs.get(pick).map(BigDecimal::negate)) : null;
          case PATHS_MULTIPLIED -> downs.size() == 2 ? downs.get(0).times(downs.get(1)) : null;
          case PATHS_AVERAGED ->
              fork ? right.map(n -> Paper.over(n, BigDecimal.valueOf(downs.size()))) : null;
          case PATH_COUNTED_TWICE -> fork ? right.plus(downs.get(pick)) : null;
          case DOUBLED -> right.map(n -> n.add(n));
          case HALVED -> right.map(n -> Paper.over(n, BigDecimal.valueOf(2)));
          default -> null;
        };
    if (wrong == null) {
      return right;
    }
    roots.add(totalOf(place));
    return wrong;
  }
}
