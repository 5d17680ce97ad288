package org.chainrule.homework.classroom;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.chainrule.homework.classroom.Exercise.Known;
import org.chainrule.homework.classroom.Exercise.Way;

/**
 * One mistake of one student.
 *
 * @param ids the misconceptions that count as meaning it; empty where none does
 * @param key the quantity, or the way {@code q x} from a consumer to an operand
 * @param formula what is used instead: of a value, of a local, of UP and LOC, or of P1, P2 ...
 * @param shown whether a line of working shows the wrong formula
 */
record Slip(
    String name,
    List<String> ids,
    Kind kind,
    String key,
    Formula formula,
    boolean shown,
    UnaryOperator<BigDecimal> pen) {

  /** Where it happens. */
  enum Kind {
    NONE,
    VALUE,
    LOCAL,
    EDGE,
    FORK,
    SEED,
    PEN,
    SWAP
  }

  private static final Formula NOTHING = Formula.name("nothing");
  static final Slip NONE =
      new Slip("none", List.of(), Kind.NONE, "", NOTHING, true, UnaryOperator.identity());
  private static final List<String> SIGNS =
      List.of("sign", "sub-sign", "neg-sign", "div-sign", "sin-sign", "cos-sign", "input-sign");

  private static final List<String> FORGOTTEN =
      List.of(
          "forgot-local", "mul-like-add", "up-for-down", "relu-passes", "max-both", "max-wrong");

  boolean is(Kind wanted, String at) {
    return kind == wanted && key.equals(at);
  }

  /** What is written by a slip of the pen: of all entries where it is a factor, else of one. */
  Block penned(Block own, Block number, Hand hand) {
    if (name.equals("doubled") || name.equals("halved")) {
      return own.map(pen).map(hand::write);
    }
    List<BigDecimal> entries = new ArrayList<>(number.entries());
    int last = entries.size() - 1;
    entries.set(last, pen.apply(entries.get(last)));
    return new Block(number.rows(), number.columns(), entries);
  }

  /** A mistake that can be made here, all names with the same chance; NONE where there is none. */
  static Slip any(Exercise exercise, Random random) {
    Map<String, List<Slip>> byName = new LinkedHashMap<>();
    for (Slip slip : all(exercise, random)) {
      byName.computeIfAbsent(slip.name, n -> new ArrayList<>()).add(slip);
    }
    List<List<Slip>> groups = new ArrayList<>(byName.values());
    List<Slip> group = groups.get(random.nextInt(groups.size()));
    return group.get(random.nextInt(group.size()));
  }

  private static Slip of(String name, Kind kind, String key, Formula formula, String... ids) {
    return new Slip(name, List.of(ids), kind, key, formula, true, UnaryOperator.identity());
  }

  private Slip hidden() {
    return new Slip(name, ids, kind, key, formula, false, pen);
  }

  private static List<Slip> all(Exercise exercise, Random random) {
    List<Slip> all = new ArrayList<>();
    exercise.parts().forEach((name, formula) -> values(all, "value " + name, formula));
    for (Way way : exercise.ways()) {
      edges(all, exercise, way, random);
    }
    for (String name : exercise.backwards()) {
      forks(all, "total " + name, exercise.waysTo(name).size());
      pens(all, "total " + name, halves(exercise.waysTo(name)));
    }
    exercise.parts().keySet().forEach(name -> pens(all, "value " + name, List.of("factor-half")));
    all.add(of("started with the output", Kind.SEED, "", NOTHING, "seed"));
    List<String> numbers =
        exercise.givens().keySet().stream()
            .filter(n -> exercise.givens().get(n).isNumber() && !exercise.waysTo(n).isEmpty())
            .toList();
    if (numbers.size() > 1) {
      int first = random.nextInt(numbers.size() - 1);
      all.add(
          of(
              "two answers swapped",
              Kind.SWAP,
              "total " + numbers.get(first),
              Formula.name("total " + numbers.get(first + 1)),
              "swapped",
              "own-input",
              "max-wrong"));
    }
    return all;
  }

  private static void values(List<Slip> all, String key, Formula formula) {
    change(all, key, formula, "added for multiplied", "*", "+", "add-for-mul");
    change(all, key, formula, "multiplied for added", "+", "*", "mul-for-add");
    change(
        all, key, formula, "subtracted for added", "+", "-", "sub-for-add", "input-sign", "sign");
    change(
        all,
        key,
        formula,
        "added for subtracted",
        "-",
        "+",
        "input-sign",
        "sub-sign",
        "sign",
        "add-for-sub");
    change(all, key, formula, "log to base ten", "log", "log10", "log10", "log-base");
    change(all, key, formula, "mean for sum", "sum", "mean", "mean-for-sum");
    change(all, key, formula, "sum for mean", "mean", "sum");
    change(all, key, formula, "sine for cosine", "cos", "sin");
    for (Formula other :
        formula.changed(f -> f.op().equals("neg") ? List.of(f.parts().get(0)) : List.of())) {
      all.add(of("minus lost", Kind.VALUE, key, other, "neg-sign", "sign", "input-sign"));
    }
    for (Formula other : formula.changed(f -> turned(f, "-"))) {
      all.add(of("difference reversed", Kind.VALUE, key, other, "sub-sign", "sign", "input-sign"));
    }
    for (Formula other : formula.changed(f -> turned(f, "/"))) {
      all.add(of("quotient reversed", Kind.VALUE, key, other, "quotient-reversed", "reciprocal"));
    }
    for (Formula other :
        formula.changed(
            f ->
                f.op().equals("^")
                    ? List.of(Formula.of("*", f.parts().get(0), f.parts().get(1)))
                    : List.of())) {
      all.add(of("factor for power", Kind.VALUE, key, other, "factor-for-power"));
    }
    for (Formula other :
        formula.changed(f -> f.op().equals("^") ? List.of(Formula.of("neg", f)) : List.of())) {
      all.add(of("square with a minus", Kind.VALUE, key, other, "precedence", "sign").hidden());
    }
    if (formula.op().equals("sin") || formula.op().equals("cos")) {
      Formula turn =
          Formula.of("/", formula.parts().get(0), Formula.of(Block.of("57.29577951308232")));
      all.add(of("degrees", Kind.VALUE, key, Formula.of(formula.op(), turn), "degrees").hidden());
    }
  }

  private static List<Formula> turned(Formula f, String op) {
    return f.op().equals(op)
        ? List.of(Formula.of(op, f.parts().get(1), f.parts().get(0)))
        : List.of();
  }

  private static void change(
      List<Slip> all, String key, Formula in, String name, String from, String to, String... ids) {
    for (Formula other :
        in.changed(
            f ->
                f.op().equals(from)
                    ? List.of(new Formula(to, "", f.number(), f.parts()))
                    : List.of())) {
      all.add(of(name, Kind.VALUE, key, other, ids));
    }
  }

  private static void edges(List<Slip> all, Exercise exercise, Way way, Random random) {
    String key = way.consumer() + " " + way.operand();
    for (Known known : way.known()) {
      List<String> ids = known.ids().contains("sign") ? SIGNS : known.ids();
      String name = "local: " + (ids.isEmpty() ? "other" : known.ids().get(0));
      all.add(
          new Slip(name, ids, Kind.LOCAL, key, known.formula(), true, UnaryOperator.identity()));
    }
    edge(all, "sign lost", key, "-UP*LOC", SIGNS.toArray(String[]::new));
    if (!way.isFactor()) {
      return;
    }
    edge(all, "divided by the local", key, "UP/LOC", "reciprocal-local", "reciprocal");
    if (way.consumer().equals(exercise.output())) {
      return;
    }
    edge(all, "upstream forgotten", key, "LOC", "forgot-upstream", "local-for-total");
    List<String> forgotten = new ArrayList<>(FORGOTTEN);
    if (way.forms().get(0).op().equals("neg")) {
      forgotten.addAll(SIGNS);
    }
    edge(all, "local forgotten", key, "UP", forgotten.toArray(String[]::new));
    edge(all, "added to the upstream", key, "UP + LOC", "added");
    Map<String, Block> values = exercise.values(BigDecimal.ONE, "", 0, BigDecimal.ZERO);
    List<String> others =
        exercise.backwards().stream()
            .filter(n -> exercise.parts().containsKey(n) && !n.equals(way.consumer()))
            .filter(n -> !n.equals(way.operand()) && values.get(n).isNumber())
            .toList();
    if (!others.isEmpty() && values.get(way.consumer()).isNumber()) {
      // only what is computed before
      String other = others.get(random.nextInt(others.size()));
      edge(all, "another upstream", key, "∂" + other + "*LOC");
    }
  }

  private static void edge(List<Slip> all, String name, String key, String formula, String... ids) {
    Formula parsed =
        formula.startsWith("∂")
            ? Formula.of("*", Formula.name(formula.split("\\*")[0]), Formula.name("LOC"))
            : Formula.parse(formula);
    Slip slip = of(name, Kind.EDGE, key, parsed, ids);
    all.add(name.equals("sign lost") ? slip.hidden() : slip);
  }

  private static void forks(List<Slip> all, String key, int paths) {
    if (paths < 2) {
      return;
    }
    Formula sum = paths(paths, "+");
    Formula lost = paths == 2 ? Formula.name("P1") : paths(paths - 1, "+");
    all.add(of("a path lost", Kind.FORK, key, lost, "one-branch", "lost-path"));
    all.add(of("paths multiplied", Kind.FORK, key, paths(paths, "*"), "branch-product"));
    Formula mean = Formula.of("/", sum, Formula.of(Block.of(String.valueOf(paths))));
    all.add(of("paths averaged", Kind.FORK, key, mean, "branch-average").hidden());
    Formula twice = Formula.of("+", sum, Formula.name("P" + paths));
    all.add(of("a path counted twice", Kind.FORK, key, twice, "double-count"));
  }

  /** P1 + P2 + ... */
  static Formula paths(int count, String op) {
    Formula all = Formula.name("P1");
    for (int i = 2; i <= count; i++) {
      all = Formula.of(op, all, Formula.name("P" + i));
    }
    return all;
  }

  /** What means half of a gradient: half of 2*x is x, and of two paths it is their mean. */
  private static List<String> halves(List<Way> ways) {
    List<String> ids = new ArrayList<>(List.of("factor-half"));
    if (ways.size() == 2) {
      ids.add("branch-average");
    } else if (ways.get(0).known().stream().anyMatch(k -> k.ids().contains("factor-half"))) {
      ids.add("pow-nofactor");
    }
    return ids;
  }

  private static void pens(List<Slip> all, String key, List<String> halves) {
    pen(all, "doubled", key, n -> n.multiply(BigDecimal.valueOf(2)), "factor-2");
    pen(all, "halved", key, n -> n.multiply(new BigDecimal("0.5")), halves.toArray(String[]::new));
    pen(all, "point moved right", key, n -> point(n, 1), "factor-10", "decimal-point");
    pen(all, "point moved left", key, n -> point(n, -1), "factor-tenth", "decimal-point");
    pen(all, "sign lost on paper", key, BigDecimal::negate, SIGNS.toArray(String[]::new));
    pen(all, "digits swapped", key, Slip::swapped, "digits");
    pen(all, "wrong digit", key, Slip::misread);
  }

  private static BigDecimal point(BigDecimal n, int places) {
    BigDecimal moved = n.movePointRight(places);
    return moved.scale() < 0 ? moved.setScale(0) : moved;
  }

  private static void pen(
      List<Slip> all, String name, String key, UnaryOperator<BigDecimal> pen, String... ids) {
    all.add(new Slip(name, List.of(ids), Kind.PEN, key, NOTHING, false, pen));
  }

  /** A digit but 0, with which the point would seem to move. */
  private static boolean isFigure(char c) {
    return c >= '1' && c <= '9';
  }

  private static BigDecimal swapped(BigDecimal n) {
    char[] text = n.toPlainString().toCharArray();
    for (int i = 0; i + 1 < text.length; i++) {
      boolean digits = isFigure(text[i]) && isFigure(text[i + 1]);
      if (digits && text[i] != text[i + 1]) {
        char kept = text[i];
        text[i] = text[i + 1];
        text[i + 1] = kept;
        return new BigDecimal(text);
      }
    }
    return n;
  }

  /** The first digit that counts, read as another. */
  private static BigDecimal misread(BigDecimal n) {
    char[] text = n.toPlainString().toCharArray();
    for (int i = 0; i < text.length; i++) {
      if (text[i] >= '1' && text[i] <= '9') {
        text[i] = "0716532984".charAt(text[i] - '0');
        return new BigDecimal(text);
      }
    }
    return n;
  }
}
