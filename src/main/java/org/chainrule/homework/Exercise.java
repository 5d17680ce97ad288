package org.chainrule.homework;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Trees;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Constant;
import org.chainrule.homework.Judgement.Slip;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Fault;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;
import org.chainrule.source.NearestName;
import org.chainrule.source.Span;
import org.chainrule.source.Work;
import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;

/**
 * One exercise of a sheet, whose claims are judged together: what follows from one line is judged
 * by it.
 */
class Exercise {
  /** A sheet may cost as much as so many claims that cost all they may. */
  private static final int CLAIMS = 20;

  /** What is said of claims for which no work is left. */
  static final String TOO_MUCH = "not judged, see the remark below";

  private final HomeworkSheet sheet;
  private final Limits limits;
  private final List<Judgement> judgements = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private final Map<Quantity, Answer> byQuantity = new LinkedHashMap<>();
  private final Map<Quantity, Matrix> truths = new LinkedHashMap<>();
  private boolean spent;
  private Circuit circuit;
  private Names names;
  private Sweeps sweeps;
  private FormulaJudge formulas;
  private NumberJudge numbers;

  /** The exercise that a sheet is. */
  Exercise(HomeworkSheet sheet, Limits limits) {
    this.sheet = sheet;
    this.limits = limits;
  }

  /** What is said where a sheet takes more work than it may. */
  Optional<String> spent() {
    String more = Limit.EVALUATIONS.help();
    return spent
        ? Optional.of(
            "this sheet takes more work than it may, so some lines are not judged; " + more)
        : Optional.empty();
  }

  /** What is found of each claim. */
  List<Judgement> judgements() {
    return judgements;
  }

  /** Judges all claims; the work is counted. */
  Exercise judged() {
    return Work.limited(
        CLAIMS * limits.of(Limit.EVALUATIONS),
        () -> {
          judge();
          spent = Work.isSpent();
          return this;
        });
  }

  private void judge() {
    if (sheet.circuit().isEmpty()) {
      return;
    }
    circuit = sheet.circuit().get();
    names = new Names(circuit);
    sweeps = new Sweeps(circuit, inputs());
    Kinks kinks = new Kinks(sweeps);
    formulas = new FormulaJudge(new RightSides(sweeps, byQuantity), kinks, names);
    if (!hasValues()) {
      judgeFormulas();
      return;
    }
    for (Sheet.Claim claim : circuit.sheet().claims()) {
      step(claim, () -> read(claim), judgements::add);
    }
    answers.forEach(answer -> step(answer, () -> kinks.choose(answer)));
    answers.forEach(this::shares);
    List<Answer> inOrder = new ArrayList<>(answers);
    inOrder.sort(Comparator.comparingInt(answer -> order(answer.quantity)));
    answers.forEach(this::alsoLocal);
    numbers = new NumberJudge(sweeps, names, answers, byQuantity, truths, kinks);
    for (Answer answer : inOrder) {
      if (answer.judgement == null) {
        step(answer, () -> answer.judgement = judged(answer));
        answer.sound = answer.judgement.verdict() == Verdict.RIGHT_CARRIED;
      }
    }
    ties(kinks);
    explainTogether();
    answers.forEach(answer -> judgements.add(answer.judgement));
  }

  /**
   * One step of judging one claim. What goes wrong in it, by the claim or by our fault, is said of
   * that claim, and the others are judged all the same.
   */
  private void step(Sheet.Claim claim, Runnable judging, Consumer<Judgement> otherwise) {
    Span span = claim.place().span();
    if (Work.isSpent()) {
      otherwise.accept(Judgement.plain(span.line(), span.text(), Verdict.UNDECIDED, TOO_MUCH));
      return;
    }
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
      fault.ifPresent(ours -> otherwise.accept(Judgement.refused(span.line(), span.text(), ours)));
    } catch (ChainruleException e) {
      otherwise.accept(Judgement.refused(span.line(), span.text(), e.diagnostics().get(0)));
    }
  }

  private void step(Answer answer, Runnable judging) {
    step(answer.claim, judging, judgement -> answer.judgement = judgement);
  }

  /** What is found of one claim about numbers. */
  Judgement judged(Answer answer) {
    return numbers.judge(answer, formulas);
  }

  /** Of several root errors the misconceptions that explain most of them are told first. */
  private void explainTogether() {
    Map<String, Integer> explained = new LinkedHashMap<>();
    for (Answer answer : answers) {
      answer.slips.stream()
          .map(Slip::id)
          .distinct()
          .forEach(id -> explained.merge(id, 1, Integer::sum));
    }
    explained.values().removeIf(count -> count < 2);
    for (Answer answer : answers) {
      Optional<Slip> common =
          answer.slips.stream()
              .filter(slip -> explained.containsKey(slip.id()))
              .max(Comparator.comparingInt(slip -> explained.get(slip.id())));
      if (common.isPresent()) {
        List<Slip> order = new ArrayList<>(answer.slips);
        order.remove(common.get());
        order.add(0, common.get());
        Judgement old = answer.judgement;
        answer.judgement =
            answer
                .judged(
                    old.verdict(),
                    old.own(),
                    Misconceptions.few(order),
                    old.from(),
                    old.message().replace(old.slips().get(0).message(), order.get(0).message()))
                .worth(old.points());
      }
    }
  }

  /** Whether every input has a value that something is computed from. */
  private boolean hasValues() {
    BitSet used = circuit.graph().operands();
    return circuit.sheet().inputs().stream()
        .allMatch(
            name ->
                circuit.givens().containsKey(name)
                    || circuit.output() != circuit.nodes().get(name)
                        && !used.get(circuit.nodes().get(name)));
  }

  /** {@code x and y have no values}. */
  private String withoutValues() {
    List<String> names = new ArrayList<>(circuit.sheet().inputs());
    names.removeAll(circuit.givens().keySet());
    boolean one = names.size() == 1;
    return Entries.listed(names) + (one ? " has no value" : " have no values");
  }

  private Matrix[] inputs() {
    List<String> all = circuit.graph().inputs();
    Matrix[] values = new Matrix[all.size()];
    for (int i = 0; i < values.length; i++) {
      Constant given = circuit.givens().get(all.get(i));
      values[i] = given == null ? Matrix.scalar(Double.NaN) : given.matrix();
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
          Judgement.plain(
              line, claim.place().span().text(), Verdict.UNREADABLE, unknown(claim, e)));
      return;
    }
    names.call(quantity, claim.relation().left());
    if (quantity instanceof Quantity.Entry && circuit.graph().isScalar()) {
      judgements.add(unreadable(claim, quantity, "it is one number, not a matrix"));
      return;
    }
    Matrix truth;
    try {
      truth = sweeps.truth(quantity);
    } catch (IndexOutOfBoundsException e) {
      judgements.add(unreadable(claim, quantity, "there is no such entry: " + e.getMessage()));
      return;
    } catch (IllegalStateException e) {
      judgements.add(unreadable(claim, quantity, "a gradient needs an output of one number"));
      return;
    }
    truths.put(quantity, truth);
    Statement.Relation relation = claim.relation();
    if (relation.answer() == Statement.Answer.ASKED) {
      String shown = "it is " + Shown.matrix(truth);
      String asked = sheet.line(claim.place().span()).text();
      judgements.add(Judgement.plain(line, asked, Verdict.SHOWN, shown));
      return;
    }
    Expr last = relation.sides().get(relation.sides().size() - 1);
    // Where there are numbers, == a number asks for nothing else than = does.
    boolean formula = relation.relations().get(0).equals("==") && Written.of(last).isEmpty();
    Optional<Written> written = formula ? Optional.empty() : formulas.numbers(last);
    Shape shape = truth.shape();
    Optional<Quantity.Local> entrywise =
        written.filter(it -> !it.fits(shape)).isPresent()
            ? sweeps.entrywise(quantity).filter(it -> written.get().fits(sweeps.truth(it).shape()))
            : Optional.empty();
    if (entrywise.isPresent()) { // dh/dz of a gate that works entry by entry
      quantity = entrywise.get();
      truth = sweeps.truth(quantity);
      truths.put(quantity, truth);
    }
    Answer answer = new Answer(names, claim, quantity, written, truth, scale(quantity));
    answers.add(answer);
    if (written.isPresent() && !written.get().fits(truth.shape())) {
      answer.judgement = misshapen(answer, written.get());
      return;
    }
    if (formula) {
      answer.judgement = formulas.formula(answer, last, true);
    } else if (truth.isScalar() && !Double.isFinite(truth.scalar())) {
      answer.judgement = undefined(answer, last);
    }
    if (written.isPresent()) {
      boolean about = relation.relations().get(relation.relations().size() - 1).equals("~");
      for (int i = 0; i < answer.fits.length; i++) {
        answer.fits[i] = fit(answer, i, about);
      }
      byQuantity.put(quantity, answer);
    }
  }

  private Judgement unreadable(Sheet.Claim claim, Quantity quantity, String message) {
    Matrix nothing = Matrix.scalar(Double.NaN);
    return new Answer(names, claim, quantity, Optional.empty(), nothing, 0)
        .judged(Verdict.UNREADABLE, Double.NaN, message);
  }

  private Judgement misshapen(Answer answer, Written written) {
    Matrix truth = answer.truth;
    boolean turned = written.shape().equals(truth.shape().transposed());
    boolean transposed =
        turned && written.right(Matrices.transpose(truth)) == written.literals().size();
    return answer.judged(
        Verdict.SHAPE,
        Double.NaN,
        names.of(answer.quantity)
            + " is "
            + truth.shape()
            + ", yours is "
            + written.shape()
            + (transposed ? "; it is the transpose" : ""));
  }

  /** Of df/dQ the name that is not known. */
  private String unknown(Sheet.Claim claim, ChainruleException e) {
    for (Expr derivative : Trees.derivatives(claim.relation().left())) {
      List<String> names = new ArrayList<>();
      Trees.postorder(
          derivative,
          part -> {
            if (part instanceof Expr.Name name && circuit.names().node(name.name()).isEmpty()) {
              names.add(name.name());
            }
          });
      for (String unknown : names) {
        List<String> known = new ArrayList<>(circuit.nodes().keySet());
        return "nothing is called "
            + unknown
            + NearestName.of(unknown, known)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("; known are " + String.join(", ", known));
      }
    }
    return Judgement.sentence(e.diagnostics().get(0));
  }

  private NumberRule.Fit fit(Answer answer, int entry, boolean about) {
    Literal literal = answer.written.orElseThrow().literals().get(entry);
    double truth = answer.truth.entry(entry);
    Statement.Tolerance tolerance = answer.claim.relation().tolerance();
    if (tolerance == null) {
      return NumberRule.fit(literal, truth, answer.scale, about);
    }
    double size = tolerance.percent() ? tolerance.size() / 100 * Math.abs(truth) : tolerance.size();
    boolean within =
        Math.abs(literal.toDouble() - truth) <= size + 1e-12 * Math.max(1, Math.abs(truth));
    return within ? NumberRule.Fit.EXACT : NumberRule.Fit.NO;
  }

  /** The largest number that a value, or the sum of paths that a gradient is, is computed from. */
  private double scale(Quantity quantity) {
    if (quantity.matrix() instanceof Quantity.Total total && !sweeps.isJacobian(quantity)) {
      double largest = 0; // of the paths, which may cancel
      for (Quantity.Down path : sweeps.of(total).arriving(total.by())) {
        Quantity up = new Quantity.Total(total.of(), path.node()); // its entries may cancel, too
        largest = Math.max(largest, Math.max(sweeps.largest(path), sweeps.largest(up)));
      }
      return largest;
    }
    if (!(quantity.matrix() instanceof Quantity.Value value)) {
      return 0;
    }
    return sweeps.sources(value.node());
  }

  /** The local that what is written of a derivative of another node than the output is, too. */
  private Optional<Quantity.Local> local(Quantity quantity) {
    boolean output = quantity instanceof Quantity.Total total && total.of() == circuit.output();
    return output ? Optional.empty() : sweeps.local(quantity);
  }

  /** {@code dp/dz = 0.75} is also what is written of the local of p by z, if p is its gate. */
  private void alsoLocal(Answer answer) {
    if (byQuantity.get(answer.quantity) == answer) {
      local(answer.quantity).ifPresent(local -> byQuantity.putIfAbsent(local, answer));
    }
  }

  // ---- kinks ----

  /** At a tie the two inputs share the gradient: what is written for both adds up to 1. */
  private void shares(Answer answer) {
    if (!(answer.quantity instanceof Quantity.Local local) || local.slot() != 1 || !answer.chosen) {
      return;
    }
    Answer other = byQuantity.get(new Quantity.Local(local.node(), 0));
    if (other == null || other.written.isEmpty() || !other.isRight()) {
      return;
    }
    double sum = number(other) + number(answer);
    if (Math.abs(sum - 1) > 1e-9) {
      String message =
          "at a tie the shares of both inputs add up to 1, yours to " + Shown.number(sum);
      answer.chosen = false;
      answer.judgement =
          answer.judged(Verdict.WRONG, Double.NaN, List.of(), List.of(other.line), message);
    }
  }

  /** The same where the shares stand in the gradients that are sent down. */
  private void ties(Kinks kinks) {
    boolean gradients = circuit.graph().shape(circuit.output()).isScalar();
    for (int node = 0; node <= circuit.output() && gradients; node++) {
      if (kinks.isTie(node)) {
        Optional<Answer> first = sent(node, 0);
        Optional<Answer> second = sent(node, 1);
        Quantity arriving = new Quantity.Total(circuit.output(), node);
        Answer line = byQuantity.get(arriving);
        double up = line == null ? sweeps.truth(arriving).scalar() : number(line);
        if (up != 0 && first.isPresent() && second.isPresent()) {
          double sum = (number(first.get()) + number(second.get())) / up;
          if (sum > 1.1 || sum < 0.9) { // rounded numbers leave some of it open
            Answer later = first.get().line > second.get().line ? first.get() : second.get();
            Answer other = later == first.get() ? second.get() : first.get();
            String message =
                "at a tie the shares of both inputs add up to 1, yours to " + Shown.number(sum);
            later.judgement =
                later.judged(Verdict.WRONG, Double.NaN, List.of(), List.of(other.line), message);
          }
        }
      }
    }
  }

  /** The right line about what a gate sends down to an operand that nothing else uses. */
  private Optional<Answer> sent(int node, int slot) {
    int operand = circuit.graph().operand(node, slot);
    Quantity total = new Quantity.Total(circuit.output(), operand);
    boolean only = sweeps.of(total).arriving(operand).size() == 1;
    Answer down = byQuantity.get(new Quantity.Down(circuit.output(), node, slot));
    Answer answer = down == null && only ? byQuantity.get(total) : down;
    return Optional.ofNullable(answer)
        .filter(it -> it.judgement != null && it.judgement.verdict().isRight())
        .filter(it -> it.written.filter(Written::isNumber).isPresent());
  }

  private static double number(Answer answer) {
    return answer.written.orElseThrow().literals().get(0).toDouble();
  }

  private Judgement undefined(Answer answer, Expr written) {
    double truth = answer.number();
    String right = Double.isNaN(truth) ? "undefined" : truth > 0 ? "inf" : "-inf";
    if (written.toString().equals(right)) {
      return answer.judged(Verdict.RIGHT, truth, List.of(), List.of(), "ok");
    }
    String message =
        Double.isNaN(truth) ? "it is undefined here, so it has no value" : "it is infinite here";
    return answer.judged(Verdict.WRONG, truth, List.of(), List.of(), message);
  }

  // ---- formulas ----

  /** A sheet without values: its formulas can be checked all the same. */
  private void judgeFormulas() {
    for (Sheet.Claim claim : circuit.sheet().claims()) {
      int line = claim.place().span().line();
      boolean asks = claim.relation().answer() != Statement.Answer.GIVEN;
      if (asks || !formulas.isFormula(claim.relation())) {
        judgements.add(
            Judgement.plain(line, claim.place().span().text(), Verdict.UNDECIDED, withoutValues()));
        continue;
      }
      step(
          claim,
          () -> {
            Quantity quantity = Claim.of(circuit, claim).quantity();
            Matrix unknown = Matrix.scalar(Double.NaN);
            Answer answer = new Answer(names, claim, quantity, Optional.empty(), unknown, 0);
            judgements.add(formulas.formula(answer, claim.relation().right(), true));
          },
          judgements::add);
    }
  }

  // ---- the first wrong step ----

  /**
   * The root error that comes first: of those that follow from no other the first line, else values
   * forward, then gradients backward.
   */
  Optional<Judgement> firstWrong() {
    Answer first = null;
    for (Answer answer : answers) {
      if (answer.judgement != null
          && (answer.judgement.verdict() == Verdict.WRONG
              || answer.judgement.verdict() == Verdict.SHAPE)
          && (first == null || comesBefore(answer, first))) {
        first = answer;
      }
    }
    return Optional.ofNullable(first).map(answer -> answer.judgement);
  }

  private boolean comesBefore(Answer answer, Answer first) {
    boolean root = answer.judgement.from().isEmpty();
    if (root != first.judgement.from().isEmpty()) {
      return root;
    }
    return root
        ? answer.line < first.line && !precedes(first, answer)
            || answer.line > first.line && precedes(answer, first)
        : order(answer.quantity) < order(first.quantity);
  }

  /** Whether one is computed from the other. */
  private boolean precedes(Answer before, Answer after) {
    return !sweeps.isJacobian(after.quantity)
        && sweeps
            .of(after.quantity)
            .cone(after.quantity, Set.of())
            .between()
            .contains(before.quantity.matrix());
  }

  /** What stands between the first wrong step and the lines that it follows from. */
  List<String> unwritten() {
    Optional<Judgement> first = firstWrong();
    for (Answer answer : answers) {
      if (first.isPresent() && answer.judgement == first.get()) {
        if (sweeps.isJacobian(answer.quantity)) {
          return List.of();
        }
        return sweeps
            .of(answer.quantity)
            .cone(answer.quantity, byQuantity.keySet())
            .between()
            .stream()
            .filter(each -> !(each instanceof Quantity.Down) && names.shows(each))
            .filter(each -> !(each instanceof Quantity.Total t && t.of() == t.by()))
            .filter(each -> !sweeps.local(answer.quantity).filter(each::equals).isPresent())
            .limit(3)
            .map(names::of)
            .toList();
      }
    }
    return List.of();
  }

  private int order(Quantity quantity) {
    Quantity matrix = local(quantity).map(Quantity.class::cast).orElse(quantity).matrix();
    if (matrix instanceof Quantity.Value) {
      return matrix.node();
    }
    // At each gate its locals, what arrives, and what it sends down.
    int place = matrix instanceof Quantity.Local ? 0 : matrix instanceof Quantity.Down ? 2 : 1;
    return 4 * circuit.graph().size() - 3 * matrix.node() + place;
  }

  /** The output, where a claim speaks of it without its name: {@code up q}, {@code dx}. */
  Optional<String> output() {
    boolean asked =
        answers.stream()
            .map(answer -> answer.claim.relation())
            .anyMatch(
                relation ->
                    relation.target() == Statement.Target.UP
                        || relation.target() == Statement.Target.DOWN
                        || relation.expressions().stream().anyMatch(Trees::asksForOutput)
                        || relation.left() instanceof Expr.Name name
                            && circuit.names().node(name.name()).isEmpty());
    return asked ? Optional.of(names.node(circuit.output())) : Optional.empty();
  }
}
