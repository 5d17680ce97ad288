package org.chainrule.homework;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;
import org.chainrule.homework.Backprop.Mutation;
import org.chainrule.homework.Judgement.Bug;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Fault;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;
import org.chainrule.source.NearestName;
import org.chainrule.source.Span;
import org.chainrule.source.Work;
import org.chainrule.value.Digits;

/**
 * Judges a sheet of hand-computed numbers and formulas: every claim against the truth, and against
 * what follows from the student's own lines.
 */
public final class Checker {
  /** A sheet may cost as much as so many claims that cost all they may. */
  private static final int CLAIMS = 20;

  private static final String OUT_OF_TIME = "no time was left";
  private static final Digits SHOWN = new Digits(4);

  private final HomeworkSheet sheet;
  private final Limits limits;
  private final List<Judgement> judgements = new ArrayList<>();
  private final Deadline deadline;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Quantity, Entry> byQuantity = new LinkedHashMap<>();
  private final Map<Quantity, Double> truths = new LinkedHashMap<>();
  private Circuit circuit;
  private Names names;
  private Backprop backprop;
  private Sides sides;
  private FormulaJudge formulas;
  private NumberJudge numbers;

  private Checker(HomeworkSheet sheet, Limits limits, Deadline deadline) {
    this.sheet = sheet;
    this.limits = limits;
    this.deadline = deadline;
  }

  /** Judges the text of a sheet. */
  public static Report check(String name, String text) {
    return check(name, text, Limits.HOMEWORK);
  }

  /** Judges the text of a sheet within limits. */
  public static Report check(String name, String text, Limits limits) {
    return check(name, text, limits, Deadline.in(limits.of(Limit.SECONDS) * 1_000_000_000L));
  }

  /** Judges what can be judged before the deadline. */
  static Report check(String name, String text, Limits limits, Deadline deadline) {
    boolean tooLong = text.length() > limits.of(Limit.BYTES);
    List<String> lines = List.of(tooLong ? new String[] {"..."} : text.split("\\r\\n|\\r|\\n", -1));
    if (tooLong || lines.size() > limits.of(Limit.LINES)) {
      String message =
          "the sheet has more than "
              + limits.of(Limit.BYTES)
              + " bytes or "
              + limits.of(Limit.LINES)
              + " lines; the options --max-bytes N and --max-lines N allow more";
      Judgement tooLarge = plain(1, lines.get(0), Verdict.UNDECIDED, message);
      return new Report(name, lines, List.of(tooLarge), Optional.empty(), List.of());
    }
    Checker checker =
        new Checker(new HomeworkSheet(name, text, limits, deadline), limits, deadline);
    Work.limited(
        CLAIMS * limits.of(Limit.EVALUATIONS),
        () -> {
          checker.judge();
          return checker;
        });
    List<Judgement> found = new ArrayList<>(checker.judgements);
    found.sort(Comparator.comparingInt(Judgement::line));
    return new Report(name, lines, found, checker.firstWrong(), checker.unwritten());
  }

  /** How each line of a sheet is read: as a definition, a given value, or a claim. */
  public static String reading(String name, String text) {
    HomeworkSheet sheet =
        new HomeworkSheet(
            name, text, Limits.HOMEWORK, Deadline.in(Limit.SECONDS.homework() * 1_000_000_000L));
    Map<Integer, String> roles = new java.util.TreeMap<>();
    sheet.unreadable.forEach(
        (line, error) -> roles.put(line, "cannot be read: " + error.message()));
    sheet.blank.forEach(line -> roles.put(line, "a claim without an answer"));
    sheet
        .circuit()
        .ifPresent(
            circuit -> {
              Sheet read = circuit.sheet();
              read.definitions()
                  .values()
                  .forEach(d -> roles.put(d.place().span().line(), "defines " + d.name()));
              read.outputs().forEach(o -> roles.put(o.place().span().line(), "is the output"));
              read.givens()
                  .forEach(
                      (given, g) ->
                          roles.merge(
                              g.place().span().line(),
                              "gives " + given + " its value",
                              (a, b) -> a + ", " + b));
              read.claims()
                  .forEach(c -> roles.merge(c.place().span().line(), "is a claim", (a, b) -> a));
              roles.put(
                  Integer.MAX_VALUE, "the output is " + circuit.names().name(circuit.output()));
            });
    StringBuilder out = new StringBuilder();
    roles.forEach(
        (line, role) -> {
          if (line == Integer.MAX_VALUE) {
            out.append(role).append('\n');
          } else {
            out.append(String.format(java.util.Locale.ROOT, "%4d  ", line));
            out.append(sheet.line(line).strip()).append("   # ").append(role).append('\n');
          }
        });
    return out.toString();
  }

  private static Judgement outOfTime(Sheet.Claim claim) {
    Span span = claim.place().span();
    return plain(span.line(), span.text(), Verdict.UNDECIDED, OUT_OF_TIME);
  }

  private static Judgement plain(int line, String text, Verdict verdict, String message) {
    return new Judgement(
        line,
        text.strip(),
        "",
        "",
        "",
        Double.NaN,
        Double.NaN,
        verdict,
        List.of(),
        List.of(),
        message,
        Judgement.marks(verdict));
  }

  private void judge() {
    sheet.unreadable.forEach(
        (line, error) -> judgements.add(refused(line, sheet.line(line), error)));
    for (int line : sheet.blank) {
      judgements.add(plain(line, sheet.line(line), Verdict.BLANK, "not answered"));
    }
    if (sheet.circuit().isEmpty()) {
      return;
    }
    circuit = sheet.circuit().get();
    names = new Names(circuit);
    if (!hasValues()) {
      judgeFormulas();
      return;
    }
    List<Sheet.Claim> claims = circuit.sheet().claims();
    boolean scalar = circuit.graph().isScalar() && circuit.graph().isEntrywise();
    if (scalar) {
      backprop = new Backprop(circuit.graph(), circuit.output(), inputs());
      numbers = new NumberJudge(backprop, names, entries, byQuantity, truths, deadline);
      sides = new Sides(circuit, backprop, deadline);
      formulas = new FormulaJudge(sides, names);
    }
    for (Sheet.Claim claim : claims) {
      if (deadline.hasPassed()) {
        judgements.add(outOfTime(claim));
      } else {
        step(claim, () -> read(claim), judgements::add);
      }
    }
    entries.stream()
        .takeWhile(entry -> !deadline.hasPassed())
        .forEach(entry -> step(entry, () -> choose(entry)));
    entries.forEach(this::shares);
    List<Entry> inOrder = new ArrayList<>(entries);
    inOrder.sort(Comparator.comparingInt(entry -> order(entry.quantity)));
    for (Entry entry : inOrder) {
      if (entry.judgement == null) {
        if (deadline.hasPassed()) {
          entry.judgement = entry.judged(Verdict.UNDECIDED, Double.NaN, OUT_OF_TIME);
        } else {
          step(entry, () -> entry.judgement = numbers.judge(entry));
        }
        Verdict verdict = entry.judgement.verdict();
        boolean rounded = verdict == Verdict.FOLLOWS && entry.judgement.from().isEmpty();
        entry.sound = verdict == Verdict.RIGHT_CARRIED || rounded;
      }
    }
    explainTogether();
    entries.forEach(entry -> judgements.add(entry.judgement));
  }

  /**
   * One step of judging one claim. What goes wrong in it, by the claim or by our fault, is said of
   * that claim, and the others are judged all the same.
   */
  private void step(Sheet.Claim claim, Runnable judging, Consumer<Judgement> otherwise) {
    Span span = claim.place().span();
    try {
      Optional<Diagnostic> fault =
          Fault.contained(
              () ->
                  Work.limited(
                      limits.of(Limit.EVALUATIONS),
                      () -> {
                        judging.run();
                        return Optional.<Diagnostic>empty();
                      }),
              Optional::of);
      fault.ifPresent(ours -> otherwise.accept(refused(span.line(), span.text(), ours)));
    } catch (ChainruleException e) {
      otherwise.accept(refused(span.line(), span.text(), e.diagnostics().get(0)));
    }
  }

  private void step(Entry entry, Runnable judging) {
    step(entry.claim, judging, judgement -> entry.judgement = judgement);
  }

  /** What is said of a line that is wrong, costs too much, or that we fail at. */
  private static Judgement refused(int line, String text, Diagnostic error) {
    Verdict verdict =
        switch (error.problem()) {
          case FAULT -> Verdict.FAULT;
          case TOO_MUCH_WORK, OUT_OF_TIME -> Verdict.UNDECIDED;
          default -> Verdict.UNREADABLE;
        };
    return plain(line, text, verdict, sentence(error));
  }

  /** Of several root errors the misconceptions that explain most of them are told first. */
  private void explainTogether() {
    Map<String, Integer> explained = new LinkedHashMap<>();
    for (Entry entry : entries) {
      entry.bugs.stream()
          .map(Bug::id)
          .distinct()
          .forEach(id -> explained.merge(id, 1, Integer::sum));
    }
    explained.values().removeIf(count -> count < 2);
    for (Entry entry : entries) {
      Optional<Bug> common =
          entry.bugs.stream()
              .filter(bug -> explained.containsKey(bug.id()))
              .max(Comparator.comparingInt(bug -> explained.get(bug.id())));
      if (common.isPresent()) {
        List<Bug> order = new ArrayList<>(entry.bugs);
        order.remove(common.get());
        order.add(0, common.get());
        Judgement old = entry.judgement;
        entry.judgement =
            entry.judged(
                old.verdict(),
                old.own(),
                Misconceptions.few(order),
                old.from(),
                order.get(0).message());
      }
    }
  }

  private static String sentence(Diagnostic error) {
    String where = error.line() > 0 ? "column " + error.column() + ": " : "";
    return where + error.message() + (error.help().isEmpty() ? "" : "; " + error.help());
  }

  private boolean hasValues() {
    return circuit.sheet().inputs().stream().allMatch(circuit.givens()::containsKey);
  }

  private double[] inputs() {
    List<String> all = circuit.graph().inputs();
    double[] values = new double[all.size()];
    for (int i = 0; i < values.length; i++) {
      Constant given = circuit.givens().get(all.get(i));
      values[i] = given == null ? Double.NaN : given.value();
    }
    return values;
  }

  // ---- reading claims ----

  private void read(Sheet.Claim claim) {
    int line = claim.place().span().line();
    Quantity quantity;
    try {
      quantity = Claim.of(circuit, claim).quantity();
    } catch (ChainruleException e) {
      judgements.add(
          plain(line, claim.place().span().text(), Verdict.UNREADABLE, unknown(claim, e)));
      return;
    }
    Statement.Relation relation = claim.relation();
    if (backprop == null) {
      judgements.add(new MatrixJudge(circuit, names).judge(claim, quantity));
      return;
    }
    if (quantity instanceof Quantity.Entry) {
      judgements.add(
          plain(
              line,
              claim.place().span().text(),
              Verdict.UNREADABLE,
              "it is one number, not a matrix"));
      return;
    }
    double truth = backprop.value(quantity, Map.of(), Mutation.NONE);
    truths.put(quantity, truth);
    List<Expr> right = relation.sides();
    if (sheet.asked.contains(line)) {
      judgements.add(plain(line, sheet.line(line), Verdict.SHOWN, "it is " + SHOWN.format(truth)));
      return;
    }
    boolean formula = relation.relations().get(0).equals("==");
    Optional<Literal> literal =
        formula ? Optional.empty() : Literal.of(right.get(right.size() - 1));
    Entry entry = new Entry(names, claim, line, quantity, literal, truth, scale(quantity));
    if (formula) {
      entry.judgement = formulas.formula(entry, right.get(0), true);
    } else if (!Double.isFinite(truth)) {
      entry.judgement = undefined(entry, right.get(right.size() - 1));
    } else if (right.size() > 1) {
      entry.judgement = formulas.chain(entry, right);
    } else if (literal.isEmpty()) {
      entry.judgement = formulas.expression(entry, right.get(0));
    }
    if (literal.isPresent()) {
      boolean about = relation.relations().get(relation.relations().size() - 1).equals("~");
      entry.fit = fit(entry, literal.get(), about);
      byQuantity.put(quantity, entry);
    }
    entries.add(entry);
  }

  /** Of df/dQ the name that is not known. */
  private String unknown(Sheet.Claim claim, ChainruleException e) {
    Expr left = claim.relation().left();
    for (Expr part : left instanceof Expr.Apply apply ? apply.operands() : List.<Expr>of()) {
      if (part instanceof Expr.Name name
          && name.name().length() > 1
          && name.name().startsWith("d")
          && circuit.names().node(name.name().substring(1)).isEmpty()) {
        String unknown = name.name().substring(1);
        List<String> known = new ArrayList<>(circuit.nodes().keySet());
        return "nothing is called "
            + unknown
            + NearestName.of(unknown, known)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("; known are " + String.join(", ", known));
      }
    }
    return sentence(e.diagnostics().get(0));
  }

  private NumberRule.Fit fit(Entry entry, Literal literal, boolean about) {
    Statement.Tolerance tolerance = sheet.tolerances.get(entry.line);
    if (tolerance == null) {
      return NumberRule.fit(literal, entry.truth, entry.scale, about);
    }
    double size =
        tolerance.percent() ? tolerance.size() / 100 * Math.abs(entry.truth) : tolerance.size();
    boolean within =
        Math.abs(literal.toDouble() - entry.truth)
            <= size + 1e-12 * Math.max(1, Math.abs(entry.truth));
    return within ? NumberRule.Fit.EXACT : NumberRule.Fit.NO;
  }

  /** The largest number that a value is computed from. */
  private double scale(Quantity quantity) {
    if (!(quantity instanceof Quantity.Value value)) {
      return 0;
    }
    Graph graph = circuit.graph();
    double largest = 0;
    for (int slot = 0; slot < graph.arity(value.node()); slot++) {
      Quantity operand = new Quantity.Value(graph.operand(value.node(), slot));
      largest = Math.max(largest, Math.abs(backprop.value(operand, Map.of(), Mutation.NONE)));
    }
    return largest;
  }

  // ---- kinks ----

  /** At a kink any number between the slopes of both sides is right, and is then given. */
  private void choose(Entry entry) {
    if (entry.literal.isEmpty() || entry.judgement != null || entry.fit.isRight()) {
      return;
    }
    Optional<double[]> slopes = sides.slopes(entry.quantity);
    if (slopes.isEmpty()) {
      acrossKink(entry);
    } else {
      double low = Math.min(slopes.get()[0], slopes.get()[1]);
      double high = Math.max(slopes.get()[0], slopes.get()[1]);
      String interval = SHOWN.format(low) + " and " + SHOWN.format(high);
      double value = entry.literal.get().toDouble();
      entry.chosen = value >= low && value <= high;
      entry.judgement =
          entry.chosen
              ? entry.judged(
                  Verdict.RIGHT_CHOICE,
                  value,
                  List.of(),
                  List.of(),
                  "kink: any value between " + interval + "; later lines use yours")
              : entry.judged(
                  Verdict.WRONG,
                  Double.NaN,
                  List.of(),
                  List.of(),
                  "kink: it lies between " + interval);
    }
  }

  /**
   * A gradient that comes through a kink: what the function itself does on both sides is right too.
   */
  private void acrossKink(Entry entry) {
    Optional<double[]> sloped = sides.acrossKink(entry.quantity);
    if (sloped.isEmpty()) {
      return;
    }
    double low = Math.min(sloped.get()[0], sloped.get()[1]);
    double high = Math.max(sloped.get()[0], sloped.get()[1]);
    double slack = 1e-6 * (1 + Math.abs(high));
    Literal literal = entry.literal.orElseThrow();
    boolean genuine = high - low <= slack;
    boolean fits =
        genuine
            ? Math.abs(literal.toDouble() - low) <= slack
                || NumberRule.fit(literal, low, 0, false).isRight()
            : literal.toDouble() >= low - slack && literal.toDouble() <= high + slack;
    if (fits) {
      String message =
          genuine
              ? "right: the kinks on the way cancel, and the derivative is "
                  + SHOWN.format(Math.round(low * 1e6) / 1e6)
                  + "; by their conventions the gates give "
                  + SHOWN.format(entry.truth)
              : "kink: any value between "
                  + SHOWN.format(Math.round(low * 1e6) / 1e6)
                  + " and "
                  + SHOWN.format(Math.round(high * 1e6) / 1e6)
                  + "; later lines use yours";
      entry.chosen = true;
      entry.judgement =
          entry.judged(Verdict.RIGHT_CHOICE, literal.toDouble(), List.of(), List.of(), message);
    }
  }

  /** At a tie the two inputs share the gradient: what is written for both adds up to 1. */
  private void shares(Entry entry) {
    if (!(entry.quantity instanceof Quantity.Local local) || local.slot() != 1 || !entry.chosen) {
      return;
    }
    Entry other = byQuantity.get(new Quantity.Local(local.node(), 0));
    if (other == null || other.literal.isEmpty() || !other.isRight()) {
      return;
    }
    double sum = other.literal.get().toDouble() + entry.literal.orElseThrow().toDouble();
    if (Math.abs(sum - 1) > 1e-9) {
      String message =
          "at a tie the shares of both inputs add up to 1, yours to " + SHOWN.format(sum);
      entry.chosen = false;
      entry.judgement =
          entry.judged(Verdict.WRONG, Double.NaN, List.of(), List.of(other.line), message);
    }
  }

  private Judgement undefined(Entry entry, Expr written) {
    double truth = entry.truth;
    String right = Double.isNaN(truth) ? "undefined" : truth > 0 ? "inf" : "-inf";
    if (written.toString().equals(right)) {
      return entry.judged(Verdict.RIGHT, truth, List.of(), List.of(), "ok");
    }
    String message =
        Double.isNaN(truth) ? "it is undefined here, so it has no value" : "it is infinite here";
    return entry.judged(Verdict.WRONG, truth, List.of(), List.of(), message);
  }

  // ---- formulas ----

  /** A sheet without values: its formulas can be checked all the same. */
  private void judgeFormulas() {
    backprop = new Backprop(circuit.graph(), circuit.output(), inputs());
    sides = new Sides(circuit, backprop, deadline);
    formulas = new FormulaJudge(sides, names);
    for (Sheet.Claim claim : circuit.sheet().claims()) {
      if (deadline.hasPassed()) {
        judgements.add(outOfTime(claim));
        continue;
      }
      int line = claim.place().span().line();
      if (!claim.relation().relations().get(0).equals("==")) {
        judgements.add(
            plain(
                line, claim.place().span().text(), Verdict.UNDECIDED, "the inputs have no values"));
        continue;
      }
      step(
          claim,
          () -> {
            Quantity quantity = Claim.of(circuit, claim).quantity();
            Entry entry = new Entry(names, claim, line, quantity, Optional.empty(), Double.NaN, 0);
            judgements.add(formulas.formula(entry, claim.relation().right(), true));
          },
          judgements::add);
    }
  }

  // ---- the first wrong step ----

  /** The root error that comes first: values forward, then gradients backward. */
  private Optional<Judgement> firstWrong() {
    Entry first = null;
    for (Entry entry : entries) {
      if (entry.judgement != null
          && entry.judgement.verdict() == Verdict.WRONG
          && (first == null || order(entry.quantity) < order(first.quantity))) {
        first = entry;
      }
    }
    return Optional.ofNullable(first).map(entry -> entry.judgement);
  }

  /** What stands between the first wrong step and the lines that it follows from. */
  private List<String> unwritten() {
    Optional<Judgement> first = firstWrong();
    for (Entry entry : entries) {
      if (first.isPresent() && entry.judgement == first.get() && backprop != null) {
        return backprop.cone(entry.quantity, byQuantity.keySet()).between().stream()
            .filter(each -> !(each instanceof Quantity.Down))
            .filter(each -> !(each instanceof Quantity.Total t && t.of() == t.by()))
            .limit(3)
            .map(names::of)
            .toList();
      }
    }
    return List.of();
  }

  private int order(Quantity quantity) {
    int size = circuit.graph().size();
    if (quantity instanceof Quantity.Value value) {
      return value.node();
    }
    int node =
        quantity instanceof Quantity.Total total
            ? total.by()
            : quantity instanceof Quantity.Local local
                ? local.node()
                : ((Quantity.Down) quantity).node();
    return 3 * size - 2 * node + (quantity instanceof Quantity.Local ? -1 : 0);
  }
}
