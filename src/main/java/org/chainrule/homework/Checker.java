package org.chainrule.homework;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Trees;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;
import org.chainrule.homework.Judgement.Slip;
import org.chainrule.parse.Spellings;
import org.chainrule.sheet.Place;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Fault;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;
import org.chainrule.source.NearestName;
import org.chainrule.source.Problem;
import org.chainrule.source.SourceText;
import org.chainrule.source.Span;
import org.chainrule.source.Work;
import org.chainrule.value.Digits;
import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;

/**
 * Judges a sheet of hand-computed numbers and formulas: every claim against the truth, and against
 * what follows from the student's own lines.
 *
 * <pre>
 * q = x + y; f = q*z; x = -2; y = 5; z = -4
 * q = 3           right: it is 3
 * df/dq = 3       wrong, it is z = -4; 3 is q itself, and the mistake has a name: own-input
 * df/dx = 3       not -4 either, but df/dq*1 with the student's df/dq: the right step
 * df/dz = 3       right
 * </pre>
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
  private final List<Answer> answers = new ArrayList<>();
  private final Map<Quantity, Answer> byQuantity = new LinkedHashMap<>();
  private final Map<Quantity, Matrix> truths = new LinkedHashMap<>();
  private Circuit circuit;
  private Names names;
  private Sweeps sweeps;
  private FormulaJudge formulas;

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
    return check(name, text, Map.of(), limits);
  }

  /**
   * Judges the text of a sheet at a point.
   *
   * @param point values of its inputs, which win over those of the text
   * @throws ChainruleException if the text has no such input, or a value does not fit it
   */
  public static Report check(String name, String text, Map<String, Matrix> point, Limits limits) {
    Deadline deadline = Deadline.in(limits.of(Limit.SECONDS) * 1_000_000_000L);
    return check(name, text, point, limits, deadline);
  }

  /** Judges what can be judged before the deadline. */
  static Report check(String name, String text, Limits limits, Deadline deadline) {
    return check(name, text, Map.of(), limits, deadline);
  }

  private static Report check(
      String name, String text, Map<String, Matrix> point, Limits limits, Deadline deadline) {
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
      return new Report(name, lines, List.of(tooLarge), Optional.empty(), List.of(), List.of());
    }
    Spellings.Reading reading = Spellings.read(new SourceText(name, text));
    List<Judgement> found = new ArrayList<>();
    reading.asked().forEach((line, error) -> found.add(refused(line, "", error)));
    Optional<Judgement> firstWrong = Optional.empty();
    List<String> unwritten = List.of();
    List<String> remarks = new ArrayList<>();
    Set<String> unused = new LinkedHashSet<>(point.keySet());
    Set<String> inputs = new LinkedHashSet<>();
    for (SourceText exercise : reading.exercises()) {
      HomeworkSheet sheet = HomeworkSheet.of(exercise, point, limits, deadline);
      unused.removeAll(sheet.outside);
      sheet.circuit().ifPresent(circuit -> inputs.addAll(circuit.sheet().inputs()));
      Checker checker = new Checker(sheet, limits, deadline).judged();
      found.addAll(checker.judgements);
      sheet.unreadable.forEach((line, error) -> found.add(refused(line, error)));
      for (HomeworkSheet.Line line : sheet.blank) {
        found.add(plain(line.number(), line.text(), Verdict.BLANK, "not answered"));
      }
      sheet.idle.forEach((line, input) -> remarks.add(notUsed(line, input)));
      checker.output().ifPresent(output -> remarks.add("the output is " + output));
      if (firstWrong.isEmpty()) {
        firstWrong = checker.firstWrong();
        unwritten = checker.unwritten();
      }
    }
    for (String stray : inputs.isEmpty() ? Set.<String>of() : unused) {
      throw Diagnostic.of(Problem.UNKNOWN_NAME, stray)
          .help(NearestName.help(stray, inputs, "the inputs are"))
          .asException();
    }
    UnaryOperator<Judgement> typed =
        each -> reading.changed().get(each.line()) ? each.typed(reading.line(each.line())) : each;
    found.replaceAll(typed);
    found.sort(Comparator.comparingInt(Judgement::line));
    return new Report(name, lines, found, firstWrong.map(typed), unwritten, remarks);
  }

  /**
   * Judges one claim about statements that claim nothing themselves.
   *
   * @param statements definitions, values, and the output where it is chosen
   * @param claim the claim, as a sheet of homework has it
   * @param inputs names that are inputs although no statement uses them
   * @return empty if the statement claims nothing
   */
  public static Optional<Judgement> judge(
      List<Place> statements, Place claim, Set<String> inputs, Limits limits) {
    Deadline deadline = Deadline.in(limits.of(Limit.SECONDS) * 1_000_000_000L);
    List<Place> all = new ArrayList<>(statements);
    all.add(claim);
    HomeworkSheet sheet = HomeworkSheet.of(all, inputs, limits, deadline);
    HomeworkSheet.Line line = sheet.line(claim.span());
    if (sheet.unreadable.containsKey(line)) {
      return Optional.of(refused(line, sheet.unreadable.get(line)));
    }
    return new Checker(sheet, limits, deadline).judged().judgements.stream().findFirst();
  }

  /** The output, where a claim speaks of it without its name: {@code up q}, {@code dx}. */
  private Optional<String> output() {
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

  private static String notUsed(HomeworkSheet.Line line, String input) {
    return "line " + line.number() + " is not used: no formula has " + input;
  }

  private Checker judged() {
    return Work.limited(
        CLAIMS * limits.of(Limit.EVALUATIONS),
        () -> {
          judge();
          return this;
        });
  }

  private static Judgement refused(HomeworkSheet.Line line, Diagnostic error) {
    return refused(line.number(), line.text(), error);
  }

  /** How each line of a sheet is read: as a definition, a given value, or a claim. */
  public static String reading(String name, String text) {
    Spellings.Reading reading = Spellings.read(new SourceText(name, text));
    SourceText source = reading.text();
    HomeworkSheet sheet =
        HomeworkSheet.of(
            source, Limits.HOMEWORK, Deadline.in(Limit.SECONDS.homework() * 1_000_000_000L));
    Map<Integer, String> roles = new java.util.TreeMap<>();
    sheet.unreadable.forEach(
        (line, error) -> roles.put(line.number(), "cannot be read: " + error.message()));
    sheet.blank.forEach(line -> roles.put(line.number(), "a claim without an answer"));
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
            out.append(new HomeworkSheet.Line(source, line).text().strip())
                .append("   # ")
                .append(role)
                .append('\n');
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
    if (sheet.circuit().isEmpty()) {
      return;
    }
    circuit = sheet.circuit().get();
    names = new Names(circuit);
    sweeps = new Sweeps(circuit, inputs());
    formulas = new FormulaJudge(new RightSides(sweeps, byQuantity, deadline), names);
    if (!hasValues()) {
      judgeFormulas();
      return;
    }
    for (Sheet.Claim claim : circuit.sheet().claims()) {
      if (deadline.hasPassed()) {
        judgements.add(outOfTime(claim));
      } else {
        step(claim, () -> read(claim), judgements::add);
      }
    }
    Kinks kinks = new Kinks(sweeps);
    answers.stream()
        .takeWhile(answer -> !deadline.hasPassed())
        .forEach(answer -> step(answer, () -> kinks.choose(answer)));
    answers.forEach(this::shares);
    List<Answer> inOrder = new ArrayList<>(answers);
    inOrder.sort(Comparator.comparingInt(answer -> order(answer.quantity)));
    NumberJudge numbers = new NumberJudge(sweeps, names, answers, byQuantity, truths, deadline);
    for (Answer answer : inOrder) {
      if (answer.judgement == null) {
        if (deadline.hasPassed()) {
          answer.judgement = answer.judged(Verdict.UNDECIDED, Double.NaN, OUT_OF_TIME);
        } else {
          step(answer, () -> answer.judgement = numbers.judge(answer, formulas));
        }
        answer.sound = answer.judgement.verdict() == Verdict.RIGHT_CARRIED;
      }
    }
    explainTogether();
    answers.forEach(answer -> judgements.add(answer.judgement));
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

  private void step(Answer answer, Runnable judging) {
    step(answer.claim, judging, judgement -> answer.judgement = judgement);
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
        String message =
            old.message().replace(old.slips().get(0).message(), order.get(0).message());
        answer.judgement =
            answer
                .judged(old.verdict(), old.own(), Misconceptions.few(order), old.from(), message)
                .worth(old.points());
      }
    }
  }

  private static String sentence(Diagnostic error) {
    String where = error.line() > 0 ? "column " + error.column() + ": " : "";
    return where + error.message() + (error.help().isEmpty() ? "" : "; " + error.help());
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
          plain(line, claim.place().span().text(), Verdict.UNREADABLE, unknown(claim, e)));
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
      String shown = "it is " + truth.format(SHOWN::format);
      String asked = sheet.line(claim.place().span()).text();
      judgements.add(plain(line, asked, Verdict.SHOWN, shown));
      return;
    }
    Expr last = relation.sides().get(relation.sides().size() - 1);
    // Where there are numbers, == a number asks for nothing else than = does.
    boolean formula = relation.relations().get(0).equals("==") && Written.of(last).isEmpty();
    Optional<Written> written = formula ? Optional.empty() : formulas.numbers(last);
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
    return sentence(e.diagnostics().get(0));
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
        for (double entry : sweeps.truth(path).toArray()) {
          largest = Math.max(largest, Math.abs(entry));
        }
      }
      return largest;
    }
    if (!(quantity.matrix() instanceof Quantity.Value value)) {
      return 0;
    }
    Graph graph = circuit.graph();
    double largest = 0;
    for (int slot = 0; slot < graph.arity(value.node()); slot++) {
      Matrix operand = sweeps.truth(new Quantity.Value(graph.operand(value.node(), slot)));
      for (int i = 0; i < operand.size(); i++) {
        largest = Math.max(largest, Math.abs(operand.entry(i)));
      }
    }
    return largest;
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
          "at a tie the shares of both inputs add up to 1, yours to " + SHOWN.format(sum);
      answer.chosen = false;
      answer.judgement =
          answer.judged(Verdict.WRONG, Double.NaN, List.of(), List.of(other.line), message);
    }
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
            Matrix unknown = Matrix.scalar(Double.NaN);
            Answer answer = new Answer(names, claim, quantity, Optional.empty(), unknown, 0);
            judgements.add(formulas.formula(answer, claim.relation().right(), true));
          },
          judgements::add);
    }
  }

  // ---- the first wrong step ----

  /** The root error that comes first: values forward, then gradients backward. */
  private Optional<Judgement> firstWrong() {
    Answer first = null;
    for (Answer answer : answers) {
      if (answer.judgement != null
          && answer.judgement.verdict() == Verdict.WRONG
          && (first == null || order(answer.quantity) < order(first.quantity))) {
        first = answer;
      }
    }
    return Optional.ofNullable(first).map(answer -> answer.judgement);
  }

  /** What stands between the first wrong step and the lines that it follows from. */
  private List<String> unwritten() {
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
            .limit(3)
            .map(names::of)
            .toList();
      }
    }
    return List.of();
  }

  private int order(Quantity quantity) {
    Quantity matrix = quantity.matrix();
    return matrix instanceof Quantity.Value
        ? matrix.node()
        : 3 * circuit.graph().size()
            - 2 * matrix.node()
            - (matrix instanceof Quantity.Local ? 1 : 0);
  }
}
