package org.chainrule.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.homework.Judgement;
import org.chainrule.homework.Verdict;
import org.chainrule.render.MatrixText;
import org.chainrule.render.Wrap;
import org.chainrule.trace.Trace;

/**
 * The gradients of a trace, asked for one after the other from the output back. Immutable: an
 * answer gives a reply whose session holds the quiz that goes on.
 *
 * @param about the gates and their values, which the answers follow from
 * @param calculation what an answer is judged with
 * @param questions what is asked, in order
 * @param at which question is asked
 * @param hints how many hints to it were given
 * @param tried whether it was answered wrongly
 * @param right how many were right at once
 */
record Quiz(
    String about,
    Calculation calculation,
    List<Question> questions,
    int at,
    int hints,
    boolean tried,
    int right) {

  /**
   * A gradient to be found.
   *
   * @param name such as {@code df/dx}
   * @param hint how it is found, in symbols
   * @param answer what it is
   */
  record Question(String name, String hint, String answer) {}

  private static final int ROOM = 60;
  private static final int MOST_GATES = 20;
  static final String LEAVE = "stop";

  /** The quiz about a trace. */
  static Quiz about(Trace trace, Calculation calculation, Settings settings) {
    List<Question> questions = new ArrayList<>();
    Set<String> asked = new LinkedHashSet<>();
    List<Trace.Step> steps = trace.steps();
    for (int i = steps.size() - 1; i >= 0; i--) {
      Trace.Step step = steps.get(i);
      if (!step.id().equals(trace.output())) {
        String answer =
            trace.numeric() ? number(step.upstream(), settings) : step.upstreamFormula().toString();
        questions.add(question(trace, step.id(), answer));
        asked.add(step.id());
      }
    }
    trace
        .gradient()
        .forEach(
            (input, gradient) -> {
              String answer =
                  trace.numeric()
                      ? number(gradient.value(), settings)
                      : gradient.formula().toString();
              questions.add(question(trace, input, answer));
            });
    return new Quiz(gates(trace, settings), calculation, questions, 0, 0, false, 0);
  }

  private static String number(org.chainrule.value.Matrix value, Settings settings) {
    return String.join(" ", MatrixText.lines(value, settings.digits(), ROOM));
  }

  private static Question question(Trace trace, String node, String answer) {
    String name = "d" + trace.output() + "/d" + node;
    List<String> ways = new ArrayList<>();
    for (Trace.Step step : trace.steps()) {
      for (Trace.Edge edge : step.edges()) {
        if (edge.operand().equals(node)) {
          String gate = step.id() + " = " + step.expression();
          String up = "d" + trace.output() + "/d" + step.id();
          ways.add(
              edge.kind() == Trace.LocalKind.PULLBACK
                  ? gate + " sends down " + edge.localFormula() + ", up being " + up
                  : gate
                      + " sends down its local gradient d"
                      + step.id()
                      + "/d"
                      + node
                      + " = "
                      + edge.localFormula()
                      + ", times "
                      + up);
        }
      }
    }
    String add =
        ways.size() > 1 ? node + " goes " + ways.size() + " ways; their gradients add\n  " : "";
    return new Question(name, add + String.join("\n  ", ways), answer);
  }

  /** A quiz whose lists are copied. */
  Quiz {
    questions = List.copyOf(questions);
  }

  /** The question that waits for an answer. */
  String prompt() {
    return questions.get(at).name() + " = ";
  }

  private static String gates(Trace trace, Settings settings) {
    StringBuilder out = new StringBuilder();
    for (Trace.Step step : trace.steps().subList(0, Math.min(MOST_GATES, trace.steps().size()))) {
      out.append("  ").append(step.id()).append(" = ").append(step.expression());
      if (trace.numeric()) {
        out.append(" = ").append(settings.paint().value(number(step.value(), settings)));
      }
      out.append('\n');
    }
    return out.append(trace.steps().size() > MOST_GATES ? "  ...\n" : "").toString();
  }

  /** What to say when it begins. */
  Reply begin(Session session) {
    if (questions.isEmpty()) {
      throw new Misuse("there is nothing to ask: it has no gates with inputs");
    }
    String rules =
        questions.size()
            + (questions.size() == 1 ? " gradient" : " gradients")
            + ", from the output back; ? gives a hint, then the answer; stop ends it";
    String text = about + Wrap.wrap(rules, session.settings().width(), "  ") + "\n";
    return Reply.of(session.with(session.state().with(Optional.of(this))), text);
  }

  /** Whether an answer is none, but ends the quiz. */
  static boolean isLeaving(String text) {
    return text.matches(":?(stop|quit|exit|q)");
  }

  /** What to say to an answer. */
  Reply answer(Session session, String text) {
    if (isLeaving(text)) {
      return Reply.of(end(session), at == 0 ? "" : score(at));
    }
    if (text.isEmpty()) {
      return Reply.of(session, "").hint("type the gradient, or ? for a hint, or stop");
    }
    Question question = questions.get(at);
    if (text.equals("?") || text.equals("hint")) {
      return hints == 0
          ? Reply.of(
              going(session, new Quiz(about, calculation, questions, at, 1, tried, right)),
              "  " + question.hint() + "\n")
          : next(session, "  it is " + question.answer() + "\n", false);
    }
    Optional<Judgement> found = judge(question, text);
    if (found.isEmpty() || found.get().verdict().isUnchecked()) {
      String reason = found.map(Judgement::message).orElse("that is no number and no formula");
      return Reply.of(session, "  " + reason + "\n");
    }
    Judgement judgement = found.get();
    if (judgement.verdict().isRight()) {
      String said = judgement.message().replaceFirst("^ok(, |$)", "");
      String more = said.isEmpty() || said.equals("proved") ? "" : ": " + said;
      return next(session, session.settings().paint().value("  right") + more + "\n", true);
    }
    String again = hints == 0 ? "; ? gives a hint" : "";
    String reason =
        judgement.slips().isEmpty()
            ? judgement.verdict() == Verdict.WRONG
                ? "no, this does not follow"
                : judgement.message()
            : "no: " + judgement.slips().get(0).message();
    return Reply.of(
            going(session, new Quiz(about, calculation, questions, at, hints, true, right)),
            "  " + Wrap.wrap(reason + again, session.settings().width() - 2, "  ") + "\n")
        .judged(false);
  }

  private Optional<Judgement> judge(Question question, String answer) {
    Optional<Judgement> number = calculation.judgement(question.name() + " = " + answer);
    boolean formula = number.isEmpty() || number.get().verdict() == Verdict.UNDECIDED;
    return formula
        ? calculation.judgement(question.name() + " == " + answer).or(() -> number)
        : number;
  }

  private static Session going(Session session, Quiz quiz) {
    return session.with(session.state().with(Optional.of(quiz)));
  }

  private static Session end(Session session) {
    return session.with(session.state().with(Optional.<Quiz>empty()));
  }

  private Reply next(Session session, String text, boolean answered) {
    int points = right + (answered && !tried && hints == 0 ? 1 : 0);
    Quiz next = new Quiz(about, calculation, questions, at + 1, 0, false, points);
    return at + 1 < questions.size()
        ? Reply.of(going(session, next), text)
        : Reply.of(end(session), text + next.score(questions.size()));
  }

  private String score(int of) {
    return right + " of " + of + " right at once\n";
  }
}
