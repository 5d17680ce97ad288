package org.chainrule.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.ast.Expr;
import org.chainrule.parse.TextParser;
import org.chainrule.render.MatrixText;
import org.chainrule.source.Cells;
import org.chainrule.trace.Trace;
import org.chainrule.value.Matrix;

/**
 * A trace told gate by gate: forward what each one computes, then backward what it sends down.
 *
 * @param scenes the gates, forward then backward
 */
public record Walk(List<Scene> scenes) {

  /**
   * One gate, in one direction.
   *
   * @param title which gate
   * @param hint what is to be computed, without numbers
   * @param answer the same with its numbers
   */
  public record Scene(String title, String hint, String answer) {}

  /** A walk whose list is copied. */
  public Walk {
    scenes = List.copyOf(scenes);
  }

  /** The walk through a trace. */
  static Walk of(Trace trace, Settings settings) {
    return new Guide(trace, settings).walk();
  }

  /** All of it at once, for where there are no keys to press. */
  public String text() {
    StringBuilder out = new StringBuilder();
    for (Scene scene : scenes) {
      out.append(out.length() == 0 ? "" : "\n").append(scene.title()).append('\n');
      out.append(scene.answer());
    }
    return out.toString();
  }

  /** Writes the scenes of one trace. */
  private static final class Guide {
    /** Room for a number or matrix inside a line. */
    private static final int ROOM = 60;

    private final Trace trace;
    private final Settings settings;
    private final Map<String, Matrix> values = new LinkedHashMap<>();
    private final Map<String, Trace.Fork> forks = new LinkedHashMap<>();

    Guide(Trace trace, Settings settings) {
      this.trace = trace;
      this.settings = settings;
      values.putAll(trace.inputs());
      trace.steps().forEach(step -> values.put(step.id(), step.value()));
      trace.forks().forEach(fork -> forks.put(fork.node(), fork));
    }

    Walk walk() {
      List<Scene> scenes = new ArrayList<>();
      int count = trace.steps().size();
      for (int i = 0; i < count; i++) {
        scenes.add(forward(trace.steps().get(i), "forward " + (i + 1) + " of " + count));
      }
      for (int i = count - 1; i >= 0; i--) {
        scenes.add(backward(trace.steps().get(i), "backward " + (count - i) + " of " + count));
      }
      scenes.add(end());
      return new Walk(scenes);
    }

    private String number(Matrix value) {
      return String.join(" ", MatrixText.lines(value, settings.digits(), ROOM));
    }

    private String green(Matrix value) {
      return settings.paint().value(number(value));
    }

    private String red(Matrix value) {
      return settings.paint().gradient(number(value));
    }

    // ---- forward ----

    private Scene forward(Trace.Step step, String where) {
      String formula = step.id() + " = " + step.expression();
      String sentence = "The " + step.gate().spec().name() + " gate";
      if (!trace.numeric()) {
        return new Scene(where, "  " + formula + "\n", "  " + formula + "\n");
      }
      String inserted = inserted(step.expression());
      boolean bare = inserted.isEmpty() || inserted.equals(number(step.value()));
      String numbers = bare ? "" : " = " + inserted;
      String answer = "  " + formula + numbers + " = " + green(step.value()) + "\n";
      return new Scene(where + "  " + sentence, "  " + formula + numbers + " = ?\n", answer);
    }

    /** The gate on the numbers of its operands; empty where one is a matrix. */
    private String inserted(Expr gate) {
      Optional<Expr> inserted = insertedIn(gate);
      String text = inserted.map(Expr::toString).orElse("");
      return text.length() > ROOM || text.equals(gate.toString()) ? "" : text;
    }

    /** Signs stay where they are: 3 times -4 is written 3*(-4). */
    private Optional<Expr> insertedIn(Expr expr) {
      if (expr instanceof Expr.Name name && values.containsKey(name.name())) {
        Matrix value = values.get(name.name());
        return value.isScalar() && Double.isFinite(value.scalar())
            ? Optional.of(TextParser.expression(number(value)))
            : Optional.empty();
      }
      if (!(expr instanceof Expr.Apply apply)) {
        return expr.parts().isEmpty() ? Optional.of(expr) : Optional.empty();
      }
      List<Expr> operands = new ArrayList<>();
      for (Expr operand : apply.operands()) {
        Optional<Expr> inserted = insertedIn(operand);
        if (inserted.isEmpty()) {
          return inserted;
        }
        operands.add(inserted.get());
      }
      return Optional.of(Expr.Apply.of(apply.gate(), operands.toArray(Expr[]::new)));
    }

    // ---- backward ----

    private Scene backward(Trace.Step step, String where) {
      String gate = step.id() + " = " + step.expression();
      String upstream = derivative(step.id());
      StringBuilder hint = new StringBuilder();
      StringBuilder answer = new StringBuilder();
      if (forks.containsKey(step.id())) {
        hint.append(fork(forks.get(step.id()), false));
        answer.append(fork(forks.get(step.id()), true));
      } else {
        String from = step.id().equals(trace.output()) ? ", where every gradient starts" : "";
        answer.append("  upstream ").append(upstream);
        answer.append(trace.numeric() ? " = " + red(step.upstream()) : formula(step));
        answer.append(from).append('\n');
        hint.append("  upstream ").append(upstream).append(from).append('\n');
      }
      for (Trace.Edge edge : step.edges()) {
        hint.append(edge(step, edge, false));
        answer.append(edge(step, edge, true));
      }
      return new Scene(where + "  " + gate, hint.toString(), answer.toString());
    }

    private static String formula(Trace.Step step) {
      return " = " + step.upstreamFormula();
    }

    private String derivative(String node) {
      return "d" + trace.output() + "/d" + node;
    }

    /** Local times upstream is downstream, in symbols and in numbers. */
    private String edge(Trace.Step step, Trace.Edge edge, boolean told) {
      String local = "d" + step.id() + "/d" + edge.operand();
      String begin = "  " + edge.operand() + " <- ";
      if (edge.kind() == Trace.LocalKind.PULLBACK) {
        String pullback = begin + edge.localFormula() + " with up = " + derivative(step.id());
        return told && trace.numeric()
            ? pullback
                + "\n"
                + " ".repeat(Cells.of(begin) - 2)
                + "= "
                + red(edge.downstream())
                + "\n"
            : pullback + "\n";
      }
      StringBuilder line = new StringBuilder(begin);
      line.append(local).append(" * ").append(derivative(step.id()));
      line.append(" = ").append(bracketed(edge.localFormula().toString()));
      line.append(" * ").append(derivative(step.id()));
      if (!told) {
        return line.append(" = ?\n").toString();
      }
      if (!trace.numeric()) {
        return line.append(" = ").append(edge.downstreamFormula()).append('\n').toString();
      }
      line.append(" = ").append(number(edge.local())).append(" * ");
      line.append(bracketed(number(step.upstream())));
      return line.append(" = ").append(red(edge.downstream())).append('\n').toString();
    }

    /** A factor in brackets where it would be misread. */
    private static String bracketed(String factor) {
      boolean plain =
          factor.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._[],()".indexOf(c) >= 0);
      return plain ? factor : "(" + factor + ")";
    }

    private String fork(Trace.Fork fork, boolean told) {
      StringBuilder line = new StringBuilder("  upstream " + derivative(fork.node()));
      line.append(": paths meet here, and gradients add: from ");
      List<String> names = new ArrayList<>();
      List<String> sum = new ArrayList<>();
      for (Trace.Contribution each : fork.contributions()) {
        names.add(each.from());
        sum.add(bracketed(number(each.value())));
      }
      line.append(String.join(" and ", names)).append('\n');
      if (told && trace.numeric()) {
        line.append("    ").append(String.join(" + ", sum)).append(" = ");
        line.append(red(fork.total())).append('\n');
      }
      return line.toString();
    }

    private Scene end() {
      StringBuilder answer = new StringBuilder();
      trace
          .gradient()
          .forEach(
              (input, gradient) -> {
                if (forks.containsKey(input)) {
                  answer.append(fork(forks.get(input), true));
                }
                answer.append("  ").append(derivative(input)).append(" = ");
                answer.append(
                    trace.numeric() ? red(gradient.value()) : gradient.formula().toString());
                answer.append('\n');
              });
      return new Scene("the gradient", "  every input has its gradient now\n", answer.toString());
    }
  }
}
