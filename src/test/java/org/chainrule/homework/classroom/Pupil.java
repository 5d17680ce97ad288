package org.chainrule.homework.classroom;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.chainrule.homework.classroom.Exercise.Way;
import org.chainrule.homework.classroom.Hand.Layout;
import org.chainrule.homework.classroom.Paper.Kind;
import org.chainrule.homework.classroom.Paper.Line;

/**
 * A student who works an exercise: values from the first to the last, then gradients from the last
 * to the first, each from what was written before (or from what the calculator kept). What is not
 * written is not rounded, but for the numbers within a line of working.
 */
final class Pupil {
  private static final Formula ONE = Formula.of(Block.of("1"));
  // a share that is no slope by itself, so that a kink is told from either side
  private static final BigDecimal ODD_SHARE = new BigDecimal("0.25");
  private static final BigDecimal LEAST = new BigDecimal("0.001");
  private static final BigDecimal MOST = new BigDecimal("5000");

  private final Exercise exercise;
  private final Hand hand;
  private final Slip slip;
  private final Set<String> dropped;

  // names: q its value, ∂q what arrives there, q→x a local, q⇒x what one edge sends down
  private final Map<String, Block> carried = new HashMap<>();
  private final Map<String, Block> written = new HashMap<>();
  private final Set<String> tainted = new HashSet<>();
  private final List<Line> lines = new ArrayList<>();
  private boolean slipped;

  private Pupil(Exercise exercise, Hand hand, Slip slip, Set<String> dropped) {
    this.exercise = exercise;
    this.hand = hand;
    this.slip = slip;
    this.dropped = dropped;
  }

  /** What is handed in; nothing where numbers get too small, too large or undefined. */
  static Optional<Paper> work(Exercise exercise, Hand hand, Slip slip, Set<String> dropped) {
    try {
      Pupil pupil = new Pupil(exercise, hand, slip, dropped);
      if (!pupil.work()) {
        return Optional.empty();
      }
      return Optional.of(new Paper(exercise, hand, slip, dropped, pupil.lines));
    } catch (ArithmeticException undefined) {
      return Optional.empty();
    }
  }

  private boolean work() {
    exercise
        .givens()
        .forEach(
            (name, value) -> {
              carried.put(name, value);
              written.put(name, value);
            });
    exercise.parts().forEach(this::value);
    if (hand.layout() == Layout.LOCALS_FIRST) {
      List<Way> ways = new ArrayList<>(exercise.ways());
      Collections.reverse(ways);
      ways.forEach(this::local);
    }
    exercise.backwards().forEach(this::total);
    if (slip.kind() == Slip.Kind.SWAP) {
      swap();
    }
    if (hand.chance("shuffled", 8)) {
      Collections.shuffle(lines, new Random(hand.seed()));
    }
    boolean moderate =
        carried.values().stream()
            .flatMap(block -> block.entries().stream())
            .allMatch(
                e ->
                    e.signum() == 0 || e.abs().compareTo(LEAST) > 0 && e.abs().compareTo(MOST) < 0);
    return moderate && (slip.kind() == Slip.Kind.NONE ? staysOnItsSide() : slipped);
  }

  /** Whether rounding led no number to the other side of a kink, which nobody can call sound. */
  private boolean staysOnItsSide() {
    Map<String, Block> exact = exercise.values(ODD_SHARE, "", 0, BigDecimal.ZERO);
    for (Formula part : exercise.parts().values()) {
      if (part.has("relu") || part.has("max")) {
        Formula slopes =
            part.replace(
                f ->
                    f.op().equals("relu")
                        ? Formula.of("step", f.parts().get(0))
                        : f.op().equals("max")
                            ? Formula.of("first", f.parts().get(0), f.parts().get(1))
                            : f);
        Block own = new Calculator(ODD_SHARE, carried::get).of(slopes);
        Block right = new Calculator(ODD_SHARE, exact::get).of(slopes);
        if (own.plus(right.map(BigDecimal::negate)).entries().stream()
            .anyMatch(e -> e.signum() != 0)) {
          return false;
        }
      }
    }
    return true;
  }

  private Calculator calculator() {
    return new Calculator(
        hand.share(),
        name -> {
          Block value = carried.get(name);
          if (value == null) {
            throw new ArithmeticException("not known yet: " + name);
          }
          return value;
        });
  }

  private boolean writes(String key) {
    if (dropped.contains(key)) {
      return false;
    }
    String kind = key.split(" ")[0];
    String name = key.split(" ")[1];
    return switch (kind) {
      case "value" -> hand.layout() != Layout.INPUTS_ONLY || hand.chance(key, 50);
      case "total" -> hand.layout() != Layout.INPUTS_ONLY || exercise.givens().containsKey(name);
      case "local" ->
          hand.layout() == Layout.LOCALS_FIRST
              || hand.layout() == Layout.MIXED && hand.chance(key, 30);
      default ->
          hand.layout() == Layout.DOWNSTREAM
              || hand.layout() == Layout.MIXED && hand.chance(key, 20);
    };
  }

  private boolean works(String key) {
    return hand.layout() == Layout.WORKING
        || hand.chance("work " + key, hand.layout() == Layout.MIXED ? 50 : 15);
  }

  private void value(String name, Formula right) {
    String key = "value " + name;
    boolean here = slip.is(Slip.Kind.VALUE, key);
    Formula formula = here ? slip.formula() : right;
    List<String> links = new ArrayList<>();
    if (works(key) && hand.chance("link " + key, 60)) {
      numbers(slip.shown() ? formula : right).ifPresent(f -> links.add(f.toString()));
    }
    claim(key, name, name, links, formula, here);
  }

  /** A local on a line of its own, where the gate is one of numbers. */
  private void local(Way way) {
    String name = way.consumer() + "→" + way.operand();
    String key = "local " + way.consumer() + " " + way.operand();
    boolean isTotal =
        way.consumer().equals(exercise.output()) && exercise.waysTo(way.operand()).size() == 1;
    if (isTotal || carried.containsKey(name) || !isPlain(way) || !writes(key)) {
      return;
    }
    boolean here = slip.is(Slip.Kind.LOCAL, way.consumer() + " " + way.operand());
    claim(key, name, localText(way), List.of(), here ? slip.formula() : form(way), here);
  }

  private boolean isPlain(Way way) {
    Formula part = exercise.parts().get(way.consumer());
    return way.isFactor()
        && part.isGate()
        && part.names().stream().filter(way.operand()::equals).count() == 1
        && carried.get(way.consumer()).isNumber()
        && carried.get(way.operand()).isNumber();
  }

  private String localText(Way way) {
    String ratio = "d" + way.consumer() + "/d" + way.operand();
    boolean direct = exercise.isDirect(way.consumer(), way.operand());
    return direct && hand.chance("ratio", 60) ? ratio : "local " + ratio;
  }

  private Formula form(Way way) {
    return way.forms().get(hand.form(way.consumer() + " " + way.operand(), way.forms().size()));
  }

  private String upText(String name) {
    boolean part = exercise.parts().containsKey(name);
    boolean up =
        hand.layout() == Layout.UPSTREAM
            || hand.layout() == Layout.MIXED && hand.chance("up " + name, 40);
    return part && up ? "up " + name : "d" + exercise.output() + "/d" + name;
  }

  private void total(String name) {
    String key = "total " + name;
    List<Way> ways = exercise.waysTo(name);
    boolean works = works(key) && writes(key);
    boolean shows =
        works && hand.chance("numbers " + key, 80) && ways.stream().allMatch(this::isOnPaper);
    boolean here = false;
    List<Formula> terms = new ArrayList<>();
    List<Formula> shown = new ArrayList<>();
    for (Way way : ways) {
      String edge = way.consumer() + " " + way.operand();
      local(way);
      String downKey = "down " + way.consumer() + " " + way.operand();
      boolean sent = isPlain(way) && writes(downKey);
      Formula local = local(way, shows && !sent);
      boolean mistaken = isLocalTainted(way);
      Formula term = term(way, local);
      Formula right = term;
      if (slip.is(Slip.Kind.EDGE, edge)) {
        mistaken = true;
        term = product(way, local, slip.formula());
      }
      if (slip.kind() == Slip.Kind.SEED && way.consumer().equals(exercise.output())) {
        mistaken = true;
      }
      if (sent) {
        String downName = way.consumer() + "⇒" + way.operand();
        claim(
            downKey,
            downName,
            "down " + way.consumer() + "->" + way.operand(),
            List.of(),
            term,
            mistaken);
        term = Formula.name(downName);
        right = term;
        mistaken = false;
      }
      here |= mistaken;
      terms.add(term);
      shown.add(slip.shown() ? term : right);
    }
    Formula join = Slip.paths(ways.size(), "+");
    boolean forked = slip.is(Slip.Kind.FORK, key);
    Formula formula = paths(forked ? slip.formula() : join, terms);
    Formula visible = paths(forked && slip.shown() ? slip.formula() : join, shown);
    List<String> links = works ? links(key, paths(join, shown), visible) : new ArrayList<>();
    links.removeIf(link -> link.equals(upText(name)) || link.equals("1"));
    claim(key, "∂" + name, upText(name), links, formula, here || forked);
  }

  /** Whether all numbers of a product are written. */
  private boolean isOnPaper(Way way) {
    List<String> names = new ArrayList<>(form(way).names());
    names.removeIf("UP"::equals);
    if (!way.consumer().equals(exercise.output())) {
      names.add("∂" + way.consumer());
    }
    return written.keySet().containsAll(names);
  }

  /** A local that was rounded within the line stays a mistake of the line. */
  private boolean isLocalTainted(Way way) {
    return slip.is(Slip.Kind.LOCAL, way.consumer() + " " + way.operand())
        && !written.containsKey("line " + way.consumer() + "→" + way.operand());
  }

  private static Formula paths(Formula join, List<Formula> terms) {
    return join.replace(
        f -> f.isName() && f.name().matches("P\\d") ? terms.get(f.name().charAt(1) - '1') : f);
  }

  /** The local as it is used: a number on paper, or a formula within the product. */
  private Formula local(Way way, boolean shows) {
    String name = way.consumer() + "→" + way.operand();
    if (carried.containsKey(name)) {
      return Formula.name(name);
    }
    boolean here = slip.is(Slip.Kind.LOCAL, way.consumer() + " " + way.operand());
    slipped |= here;
    Formula formula = here ? slip.formula() : form(way);
    if (shows && isPlain(way) && hand.chance("number " + name, 60)) {
      Calculator calculator = calculator();
      Block exact = calculator.of(formula).map(Hand::shown);
      Block number = exact.map(hand::write);
      carried.put(name, hand.memory() ? exact : number);
      written.put(name, number);
      return Formula.name(name);
    }
    if (hand.head() && way.isFactor()) {
      return Formula.of(calculator().of(formula).map(Hand::shown).map(hand::write));
    }
    return formula;
  }

  private Formula term(Way way, Formula local) {
    return product(way, local, Formula.parse("UP*LOC"));
  }

  private Formula product(Way way, Formula local, Formula of) {
    boolean last = way.consumer().equals(exercise.output());
    Formula up = Formula.name("∂" + way.consumer());
    if (last) {
      up = slip.kind() == Slip.Kind.SEED ? Formula.name(way.consumer()) : ONE;
      slipped |= slip.kind() == Slip.Kind.SEED;
    }
    if (!way.isFactor()) {
      Formula form = simple(local.put("UP", up));
      return of.op().equals("*") && of.parts().get(0).op().equals("neg")
          ? Formula.of("neg", form)
          : form;
    }
    return simple(of.put("UP", up).put("LOC", local));
  }

  /** Without factors 1 that stand first. */
  private static Formula simple(Formula formula) {
    return formula.replace(
        f -> {
          if (f.op().equals("*") && f.parts().get(0).equals(ONE)) {
            return f.parts().get(1);
          }
          return f;
        });
  }

  /** The line of working: with names, with numbers, or both. */
  private List<String> links(String key, Formula names, Formula numbers) {
    List<String> links = new ArrayList<>();
    if (hand.chance("names " + key, 70) && !hasKink(names)) {
      links.add(names.replace(this::spelled).toString());
    }
    if (hand.chance("numbers " + key, 80)) {
      numbers(numbers)
          .filter(f -> !f.isNumber())
          .map(Formula::toString)
          .filter(text -> !links.contains(text))
          .ifPresent(links::add);
    }
    return links;
  }

  private static boolean hasKink(Formula formula) {
    return !formula.replace(f -> isKink(f) ? ONE : f).equals(formula);
  }

  private Formula spelled(Formula f) {
    if (!f.isName()) {
      return f;
    }
    String name = f.name();
    if (name.startsWith("∂")) {
      return Formula.name(upText(name.substring(1)));
    }
    if (name.contains("→")) {
      String[] ends = name.split("→");
      return Formula.name(
          exercise.ways().stream()
              .filter(w -> w.consumer().equals(ends[0]) && w.operand().equals(ends[1]))
              .map(this::localText)
              .findFirst()
              .orElseThrow());
    }
    return Formula.name(name.replace("⇒", "->").replaceFirst("^(?=.*->)", "down "));
  }

  /** A formula with the numbers on paper in place of names; none where one is not on paper. */
  private Optional<Formula> numbers(Formula formula) {
    if (!written.keySet().containsAll(formula.names())) {
      return Optional.empty();
    }
    Formula chosen = formula.replace(f -> isKink(f) ? Formula.of(calculator().of(f)) : f);
    return Optional.of(chosen.replace(f -> f.isName() ? Formula.of(written.get(f.name())) : f));
  }

  private static boolean isKink(Formula f) {
    return List.of("step", "first", "second").contains(f.op());
  }

  private void claim(
      String key, String name, String target, List<String> links, Formula formula, boolean here) {
    slipped |= here;
    Calculator calculator = calculator();
    Block own = calculator.of(formula).map(Hand::shown);
    boolean taint = here || formula.names().stream().anyMatch(tainted::contains);
    if (!writes(key)) {
      carried.put(name, hand.head() ? own.map(hand::write) : own);
      if (taint) {
        tainted.add(name);
      }
      return;
    }
    Block number = own.map(hand::write);
    if (slip.is(Slip.Kind.PEN, key)) {
      number = slip.penned(own, number, hand);
      slipped = true;
      taint = true;
    }
    written.put(name, number);
    written.put("line " + name, number);
    boolean penned = slip.is(Slip.Kind.PEN, key);
    carried.put(name, hand.memory() && !penned ? own : number);
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    add(kinds, Kind.TIE, own.entries().stream().anyMatch(hand::isTie));
    add(kinds, Kind.CANCELLING, calculator.cancelled);
    add(kinds, Kind.DENOMINATOR, calculator.divided);
    add(
        kinds,
        Kind.FORK_OF_THREE,
        key.startsWith("total") && exercise.waysTo(name.substring(1)).size() > 2);
    add(kinds, Kind.WORKING, !links.isEmpty());
    add(kinds, Kind.MATRIX, !own.isNumber() || formula.has("@") || formula.has("sum"));
    add(kinds, Kind.KINK, Truth.dependsOnChoice(exercise, key));
    lines.add(new Line(key, target, links, number, own, taint, kinds));
  }

  private static void add(Set<Kind> kinds, Kind kind, boolean is) {
    if (is) {
      kinds.add(kind);
    }
  }

  private void swap() {
    int first = indexOf(slip.key());
    int second = indexOf(slip.formula().name());
    if (first < 0 || second < 0) {
      return;
    }
    Block kept = lines.get(first).written();
    lines.set(first, swapped(lines.get(first), lines.get(second).written()));
    lines.set(second, swapped(lines.get(second), kept));
    slipped = true;
  }

  private static Line swapped(Line line, Block number) {
    return new Line(line.key(), line.target(), List.of(), number, number, true, line.kinds());
  }

  private int indexOf(String key) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }
}
