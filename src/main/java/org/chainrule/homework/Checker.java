package org.chainrule.homework;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.chainrule.source.NearestName;
import org.chainrule.value.Digits;

/**
 * Judges a sheet of hand-computed numbers and formulas: every claim against the truth, and against
 * what follows from the student's own lines.
 */
public final class Checker {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_LINES = 2_000;
  private static final long MOST_NANOS = 2_000_000_000L;
  private static final Digits SHOWN = new Digits(4);

  /** Of so many written ancestors each is tried as written and exact. */
  private static final int MOST_COMBINED = 6;

  private final HomeworkSheet sheet;
  private final List<Judgement> judgements = new ArrayList<>();
  private final long deadline;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Quantity, Entry> byQuantity = new LinkedHashMap<>();
  private final Map<Quantity, Double> truths = new LinkedHashMap<>();
  private Circuit circuit;
  private Names names;
  private Backprop backprop;
  private Sides sides;

  /** A claim about a number. */
  private static final class Entry {
    final Sheet.Claim claim;
    final int line;
    final Quantity quantity;
    final Optional<Literal> literal;
    final double truth;
    final double scale;
    NumberRule.Fit fit = NumberRule.Fit.NO;
    Judgement judgement;

    /** A value that is right by choice, at a kink. */
    boolean chosen;

    /** Every misconception that fits. */
    List<Bug> bugs = List.of();

    Entry(
        Sheet.Claim claim,
        int line,
        Quantity quantity,
        Optional<Literal> literal,
        double truth,
        double scale) {
      this.claim = claim;
      this.line = line;
      this.quantity = quantity;
      this.literal = literal;
      this.truth = truth;
      this.scale = scale;
    }

    /** Whether only rounding stands between it and the truth. */
    boolean sound;

    boolean isRight() {
      return chosen || sound || fit.isRight();
    }
  }

  private Checker(HomeworkSheet sheet, long nanos) {
    this.sheet = sheet;
    this.deadline = System.nanoTime() + nanos;
  }

  /** Judges the text of a sheet. */
  public static Report check(String name, String text) {
    List<String> lines = List.of(text.split("\r\n|\r|\n", -1));
    if (text.length() > MOST_BYTES || lines.size() > MOST_LINES) {
      Judgement tooLarge =
          plain(
              1, lines.get(0), Verdict.UNDECIDED, "the sheet is larger than 64 KB or 2,000 lines");
      return new Report(name, lines, List.of(tooLarge), Optional.empty(), List.of());
    }
    Checker checker = new Checker(new HomeworkSheet(name, text), MOST_NANOS);
    checker.judge();
    List<Judgement> found = new ArrayList<>(checker.judgements);
    found.sort(Comparator.comparingInt(Judgement::line));
    return new Report(name, lines, found, checker.firstWrong(), checker.unwritten());
  }

  /** How each line of a sheet is read: as a definition, a given value, or a claim. */
  public static String reading(String name, String text) {
    HomeworkSheet sheet = new HomeworkSheet(name, text);
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
        (line, error) ->
            judgements.add(plain(line, sheet.line(line), Verdict.UNREADABLE, sentence(error))));
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
      sides = new Sides(circuit, backprop);
    }
    for (Sheet.Claim claim : claims) {
      read(claim);
    }
    entries.forEach(this::choose);
    entries.forEach(this::shares);
    List<Entry> inOrder = new ArrayList<>(entries);
    inOrder.sort(Comparator.comparingInt(entry -> order(entry.quantity)));
    for (Entry entry : inOrder) {
      if (entry.judgement == null) {
        entry.judgement =
            System.nanoTime() > deadline
                ? judged(
                    entry, Verdict.UNDECIDED, Double.NaN, List.of(), List.of(), "no time was left")
                : number(entry);
        Verdict verdict = entry.judgement.verdict();
        boolean rounded = verdict == Verdict.FOLLOWS && entry.judgement.from().isEmpty();
        entry.sound = verdict == Verdict.RIGHT_CARRIED || rounded;
      }
    }
    explainTogether();
    entries.forEach(entry -> judgements.add(entry.judgement));
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
            judged(
                entry,
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
    Entry entry = new Entry(claim, line, quantity, literal, truth, scale(quantity));
    if (formula) {
      entry.judgement = formula(entry, right.get(0), true);
    } else if (!Double.isFinite(truth)) {
      entry.judgement = undefined(entry, right.get(right.size() - 1));
    } else if (right.size() > 1) {
      entry.judgement = chain(entry, right);
    } else if (literal.isEmpty()) {
      entry.judgement = expression(entry, right.get(0));
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
    HomeworkSheet.Tolerance tolerance = sheet.tolerances.get(entry.line);
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
    if (slopes.isPresent()) {
      double low = Math.min(slopes.get()[0], slopes.get()[1]);
      double high = Math.max(slopes.get()[0], slopes.get()[1]);
      String interval = SHOWN.format(low) + " and " + SHOWN.format(high);
      double value = entry.literal.get().toDouble();
      entry.chosen = value >= low && value <= high;
      entry.judgement =
          entry.chosen
              ? judged(
                  entry,
                  Verdict.RIGHT_CHOICE,
                  value,
                  List.of(),
                  List.of(),
                  "kink: any value between " + interval + "; later lines use yours")
              : judged(
                  entry,
                  Verdict.WRONG,
                  Double.NaN,
                  List.of(),
                  List.of(),
                  "kink: it lies between " + interval);
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
          judged(entry, Verdict.WRONG, Double.NaN, List.of(), List.of(other.line), message);
    }
  }

  // ---- numbers ----

  private Judgement number(Entry entry) {
    Literal literal = entry.literal.orElseThrow();
    Map<Quantity, Double> written = new HashMap<>();
    byQuantity.forEach((quantity, each) -> written.put(quantity, each.literal.get().toDouble()));
    written.remove(entry.quantity);
    Set<Quantity> ancestors = backprop.cone(entry.quantity, written.keySet()).written();
    List<Integer> wrong = new ArrayList<>();
    for (Quantity ancestor : ancestors) {
      if (!byQuantity.get(ancestor).isRight()) {
        wrong.add(byQuantity.get(ancestor).line);
      }
    }
    double[] own = own(entry, ancestors);
    double point = backprop.value(entry.quantity, chosen(written, ancestors), Mutation.NONE);
    boolean exactly = NumberRule.fit(literal, point, entry.scale, false).isRight();
    boolean follows = !ancestors.isEmpty() && (exactly || accepts(literal, own));
    if (entry.fit.isRight()) {
      if (!wrong.isEmpty() && !follows) {
        String message =
            "right, but from your line " + wrong.get(0) + " it would be " + SHOWN.format(point);
        return judged(entry, Verdict.UNSUPPORTED, point, List.of(), wrong, message);
      }
      return right(entry, literal);
    }
    if (follows && wrong.isEmpty()) {
      double limit = Math.max(literal.unit().doubleValue(), 0.05 * Math.abs(entry.truth));
      if (Math.abs(literal.toDouble() - entry.truth) <= limit) {
        return judged(
            entry,
            Verdict.RIGHT_CARRIED,
            point,
            List.of(),
            List.of(),
            "follows from your rounded numbers; unrounded it is "
                + rounded(entry.truth, literal)
                + ", so keep more digits");
      }
    }
    if (follows) {
      String lines = wrong.isEmpty() ? "your rounded numbers" : "your line " + wrong.get(0);
      String trivial =
          wrong.stream().anyMatch(this::isTrivial) ? "; that line makes this step trivial" : "";
      return judged(
          entry,
          Verdict.FOLLOWS,
          point,
          List.of(),
          wrong,
          wrong.isEmpty()
              ? "the right step, but rounding has carried you to more than 5 % from "
                  + SHOWN.format(entry.truth)
                  + "; keep more digits"
              : "the right step from " + lines + ", which is the error" + trivial);
    }
    Optional<Judgement> near = near(entry, literal);
    if (near.isPresent()) {
      return near.get();
    }
    List<Bug> bugs =
        new Misconceptions(backprop, names, entry.quantity, literal, chosen(written, ancestors))
            .find(truths);
    entry.bugs = bugs;
    List<Bug> few = Misconceptions.few(bugs);
    String message =
        few.isEmpty()
            ? "this does not follow" + (ancestors.isEmpty() ? "" : " from your lines")
            : few.get(0).message();
    return judged(entry, Verdict.WRONG, point, few, wrong, message);
  }

  private static Map<Quantity, Double> chosen(Map<Quantity, Double> written, Set<Quantity> some) {
    Map<Quantity, Double> chosen = new HashMap<>(written);
    chosen.keySet().retainAll(some);
    return chosen;
  }

  /** Whether a wrong line wrote 0, 1 or -1, which makes what follows easy. */
  private boolean isTrivial(int line) {
    return entries.stream()
        .filter(entry -> entry.line == line && entry.literal.isPresent() && !entry.isRight())
        .anyMatch(
            entry -> {
              double value = Math.abs(entry.literal.get().toDouble());
              return value == 0 || value == 1;
            });
  }

  /** The least and the greatest value that follow from the ancestors as written, or exact. */
  private double[] own(Entry entry, Set<Quantity> ancestors) {
    List<Quantity> all = new ArrayList<>(ancestors);
    List<double[]> choices = new ArrayList<>();
    for (Quantity each : all) {
      Entry ancestor = byQuantity.get(each);
      Literal literal = ancestor.literal.get();
      double half = literal.whole() ? 0 : literal.unit().doubleValue() / 2;
      double value = literal.toDouble();
      choices.add(
          ancestor.chosen
              ? new double[] {value}
              : ancestor.isRight()
                  ? new double[] {value, ancestor.truth}
                  : new double[] {value, value - half, value + half});
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    int combined = Math.min(all.size(), MOST_COMBINED);
    int combinations = 1;
    for (int i = 0; i < combined; i++) {
      combinations *= choices.get(i).length;
    }
    for (int index = 0; index < Math.max(1, combinations); index++) {
      Map<Quantity, Double> point = new HashMap<>();
      int rest = index;
      for (int i = 0; i < all.size(); i++) {
        double[] choice = choices.get(i);
        point.put(all.get(i), i < combined ? choice[rest % choice.length] : choice[0]);
        rest = i < combined ? rest / choice.length : rest;
      }
      double value = backprop.value(entry.quantity, point, Mutation.NONE);
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return new double[] {low, high};
  }

  private static boolean accepts(Literal literal, double[] own) {
    double width = own[1] - own[0];
    double size = Math.max(Math.abs(own[0]), Math.abs(own[1]));
    boolean narrow = width <= 0.1 * size || width <= 2 * literal.unit().doubleValue();
    return Double.isFinite(width)
        && narrow
        && NumberRule.fitsWithin(literal, own[0], own[1], false);
  }

  private Judgement right(Entry entry, Literal literal) {
    String message =
        switch (entry.fit) {
          case ROUNDED ->
              literal.digits() < SHOWN.significant()
                  ? "ok, " + SHOWN.format(entry.truth) + " to " + places(literal)
                  : "ok";
          case TRUNCATED ->
              "ok, cut off after "
                  + places(literal)
                  + "; rounded it is "
                  + rounded(entry.truth, literal);
          default -> "ok";
        };
    Verdict verdict =
        entry.fit == NumberRule.Fit.ROUNDED
            ? Verdict.RIGHT_ROUNDED
            : entry.fit == NumberRule.Fit.TRUNCATED ? Verdict.RIGHT_TRUNCATED : Verdict.RIGHT;
    return judged(entry, verdict, entry.truth, List.of(), List.of(), message);
  }

  private static String places(Literal literal) {
    int places = Math.max(0, literal.value().scale());
    return places == 1 ? "1 place" : places + " places";
  }

  private static String rounded(double value, Literal like) {
    return new java.math.BigDecimal(value)
        .setScale(like.value().scale(), java.math.RoundingMode.HALF_UP)
        .toPlainString();
  }

  private Optional<Judgement> near(Entry entry, Literal literal) {
    String message =
        switch (entry.fit) {
          case HIDES ->
              literal.text() + " hides " + SHOWN.format(entry.truth) + "; write more digits";
          case WHOLE ->
              "a bare whole number means exactly "
                  + literal.text()
                  + ", and it is "
                  + SHOWN.format(entry.truth)
                  + "; write more digits or ~ "
                  + literal.text();
          case LAST_DIGIT -> "last digit: " + rounded(entry.truth, literal);
          default -> "";
        };
    return message.isEmpty()
        ? Optional.empty()
        : Optional.of(judged(entry, Verdict.NEAR, Double.NaN, List.of(), List.of(), message));
  }

  private Judgement undefined(Entry entry, Expr written) {
    double truth = entry.truth;
    String right = Double.isNaN(truth) ? "undefined" : truth > 0 ? "inf" : "-inf";
    if (written.toString().equals(right)) {
      return judged(entry, Verdict.RIGHT, truth, List.of(), List.of(), "ok");
    }
    String message =
        Double.isNaN(truth) ? "it is undefined here, so it has no value" : "it is infinite here";
    return judged(entry, Verdict.WRONG, truth, List.of(), List.of(), message);
  }

  private Judgement judged(
      Entry entry,
      Verdict verdict,
      double own,
      List<Bug> bugs,
      List<Integer> from,
      String message) {
    List<Expr> right = entry.claim.relation().sides();
    return new Judgement(
        entry.line,
        entry.claim.place().span().text(),
        names.of(entry.quantity),
        entry.claim.relation().relations().get(0).equals("==")
            ? "formula"
            : Names.kind(entry.quantity),
        right.get(right.size() - 1).toString(),
        entry.truth,
        own,
        verdict,
        bugs,
        from,
        message,
        // A line that only repeats the 0 or 1 of an error is half the work.
        verdict == Verdict.FOLLOWS && from.stream().anyMatch(this::isTrivial)
            ? 0.5
            : Judgement.marks(verdict));
  }

  // ---- chains and formulas ----

  /** Every link is checked; the last one carries the mark. */
  private Judgement chain(Entry entry, List<Expr> right) {
    double[] before = {entry.truth, entry.truth};
    for (int i = 0; i < right.size(); i++) {
      Optional<double[]> value = sides.interval(right.get(i));
      if (value.isEmpty()) {
        return judged(
            entry,
            Verdict.UNDECIDED,
            Double.NaN,
            List.of(),
            List.of(),
            "link " + (i + 1) + " cannot be computed");
      }
      double[] now = value.get();
      Optional<Literal> literal = Literal.of(right.get(i));
      boolean last = i == right.size() - 1;
      boolean same =
          i == 0
              ? literal.isEmpty() ? overlap(before, now) : true
              : literal.isPresent()
                  ? NumberRule.fitsWithin(literal.get(), before[0], before[1], false)
                  : overlap(before, now);
      if (!same) {
        String links =
            i == 0 ? "" : i == 1 ? "link 1 is right; " : "links 1 to " + i + " are right; ";
        String from = i == 0 ? names.of(entry.quantity) : right.get(i - 1).toString();
        double middle = (before[0] + before[1]) / 2;
        String message = "link " + (i + 1) + ": " + links + from + " is " + SHOWN.format(middle);
        entry.fit = NumberRule.Fit.NO;
        return judged(entry, Verdict.WRONG, Double.NaN, List.of(), List.of(), message);
      }
      before = now;
      if (last && literal.isEmpty()) {
        return judged(entry, Verdict.RIGHT, entry.truth, List.of(), List.of(), "ok");
      }
    }
    return null; // The last link is a number, judged like any other.
  }

  private static boolean overlap(double[] a, double[] b) {
    double slack = 1e-9 * Math.max(Math.abs(a[0]), Math.abs(b[0])) + 1e-12;
    return a[0] <= b[1] + slack && b[0] <= a[1] + slack;
  }

  /** A side that is more than a number: its value here, and whether it is the formula. */
  private Judgement expression(Entry entry, Expr written) {
    Optional<double[]> value = sides.interval(written);
    if (value.isEmpty()) {
      return judged(
          entry,
          Verdict.UNDECIDED,
          Double.NaN,
          List.of(),
          List.of(),
          "the right side cannot be computed");
    }
    double[] interval = value.get();
    boolean here = overlap(interval, new double[] {entry.truth, entry.truth});
    boolean narrow = interval[1] - interval[0] <= 0.1 * Math.abs(entry.truth) + 1e-12;
    if (!sides.hasNames(written)) {
      return here && narrow
          ? judged(entry, Verdict.RIGHT, entry.truth, List.of(), List.of(), "ok")
          : judged(
              entry,
              Verdict.WRONG,
              interval[0],
              List.of(),
              List.of(),
              "yours is " + SHOWN.format(interval[0]) + ", right " + SHOWN.format(entry.truth));
    }
    if (!here) {
      return judged(
          entry,
          Verdict.WRONG,
          interval[0],
          List.of(),
          List.of(),
          "yours is " + SHOWN.format(interval[0]) + " here, right " + SHOWN.format(entry.truth));
    }
    if (sides.hasDerivatives(written)) {
      return judged(entry, Verdict.RIGHT, entry.truth, List.of(), List.of(), "ok");
    }
    return formula(entry, written, false);
  }

  /** Whether the right side is the same function as the quantity. */
  private Judgement formula(Entry entry, Expr written, boolean claimed) {
    Optional<Equality.Outcome> outcome = sides.compare(entry.quantity, written);
    if (outcome.isEmpty()) {
      return judged(entry, Verdict.UNREADABLE, Double.NaN, List.of(), List.of(), sides.reason());
    }
    Equality.Outcome found = outcome.get();
    switch (found.verdict()) {
      case PROVED:
        return judged(entry, Verdict.RIGHT, entry.truth, List.of(), List.of(), "ok, proved");
      case AGREE:
        return judged(
            entry,
            Verdict.RIGHT,
            entry.truth,
            List.of(),
            List.of(),
            "ok, agrees at " + found.points() + " points");
      case REFUTED:
        String at = point(found);
        String values =
            "yours " + SHOWN.format(found.right()) + ", right " + SHOWN.format(found.left());
        Verdict verdict = claimed ? Verdict.WRONG : Verdict.POINT_ONLY;
        String ratio = claimed ? sides.ratio(entry.quantity, written) : "";
        String here = claimed ? "" : "it holds here, but ";
        return judged(
            entry,
            verdict,
            Double.NaN,
            List.of(),
            List.of(),
            here + "at " + at + ": " + values + ratio);
      default:
        return judged(
            entry,
            Verdict.UNDECIDED,
            Double.NaN,
            List.of(),
            List.of(),
            "too few points where both are defined");
    }
  }

  private static String point(Equality.Outcome outcome) {
    List<String> parts = new ArrayList<>();
    outcome.point().forEach((name, value) -> parts.add(name + " = " + SHOWN.format(value)));
    return String.join(", ", parts);
  }

  /** A sheet without values: its formulas can be checked all the same. */
  private void judgeFormulas() {
    backprop = new Backprop(circuit.graph(), circuit.output(), inputs());
    sides = new Sides(circuit, backprop);
    for (Sheet.Claim claim : circuit.sheet().claims()) {
      int line = claim.place().span().line();
      if (!claim.relation().relations().get(0).equals("==")) {
        judgements.add(
            plain(
                line, claim.place().span().text(), Verdict.UNDECIDED, "the inputs have no values"));
        continue;
      }
      try {
        Quantity quantity = Claim.of(circuit, claim).quantity();
        Entry entry = new Entry(claim, line, quantity, Optional.empty(), Double.NaN, 0);
        judgements.add(formula(entry, claim.relation().right(), true));
      } catch (ChainruleException e) {
        judgements.add(
            plain(
                line,
                claim.place().span().text(),
                Verdict.UNREADABLE,
                sentence(e.diagnostics().get(0))));
      }
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
