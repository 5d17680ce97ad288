package org.chainrule.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.chainrule.algebra.Derivation;
import org.chainrule.algebra.DisplayForm;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.source.Cells;
import org.chainrule.value.Shape;

/** Derivatives as formulas: for people, for scripts, for LaTeX. */
public final class DiffText {
  private DiffText() {}

  /** {@code df/dx}, {@code d2f/dx2}, {@code d2f/dxdy}. */
  public static String name(String output, List<String> by) {
    StringBuilder below = new StringBuilder();
    for (int i = 0; i < by.size(); ) {
      int times = 1;
      while (i + times < by.size() && by.get(i + times).equals(by.get(i))) {
        times++;
      }
      below.append(below.length() > 0 ? " " : "").append('d').append(by.get(i));
      below.append(times > 1 ? "^" + times : "");
      i += times;
    }
    String order = by.size() > 1 ? "^" + by.size() : "";
    boolean several = by.size() > 1 && below.indexOf(" ") > 0;
    return "d" + order + output + "/" + (several ? "(" + below + ")" : below);
  }

  private static String condition(Expr base) {
    return "note: only where " + base + " != 0\n";
  }

  /** Bindings, then formulas, each on a line of its own, then what to mind. */
  public static String text(
      String output, List<List<String>> by, DisplayForm form, List<String> notes) {
    StringBuilder out = new StringBuilder();
    for (DisplayForm.Binding binding : form.bindings()) {
      out.append(binding.name()).append(" = ").append(Trees.standing(binding.expr())).append('\n');
    }
    for (int i = 0; i < by.size(); i++) {
      out.append(name(output, by.get(i)))
          .append(" = ")
          .append(Trees.standing(form.formulas().get(i)))
          .append('\n');
    }
    if (!form.conditions().isEmpty() || !notes.isEmpty()) {
      out.append('\n');
    }
    for (Expr condition : form.conditions()) {
      out.append(condition(condition));
    }
    for (String note : notes) {
      out.append("note: ").append(note).append('\n');
    }
    return out.toString();
  }

  /**
   * Derivations: each line with the rule that led to it, a blank line between their parts, then
   * what must not be 0.
   */
  public static String steps(
      String output, List<String> by, List<List<Derivation.Part>> all, List<Expr> conditions) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < by.size(); i++) {
      steps(output, by.get(i), all.get(i), out);
    }
    out.append(conditions.isEmpty() ? "" : "\n");
    conditions.forEach(condition -> out.append(condition(condition)));
    return out.toString();
  }

  private static void steps(
      String output, String by, List<Derivation.Part> parts, StringBuilder out) {
    for (Derivation.Part part : parts) {
      out.append(out.length() == 0 ? "" : "\n");
      String begin = name(part.of().isEmpty() ? output : part.of(), List.of(by));
      for (Derivation.Step step : part.steps()) {
        out.append(begin).append(" = ").append(step.line());
        String rule = rule(step, step.rule(), each -> each.name() + " = " + each.expr());
        out.append(rule.isEmpty() ? "" : "    # " + rule).append('\n');
        begin = " ".repeat(Cells.of(begin));
      }
    }
  }

  /** The rule of a step, and what it names. */
  private static String rule(
      Derivation.Step step, String rule, Function<DisplayForm.Binding, String> binding) {
    if (step.with().isEmpty()) {
      return rule;
    }
    String with = String.join(", ", step.with().stream().map(binding).toList());
    return rule.isEmpty()
        ? "with " + with
        : rule.equals("substitute") ? rule + " " + with : rule + ", with " + with;
  }

  /**
   * The same as LaTeX, one formula a line, for an align environment. What a reader has to know
   * stands behind it in comments.
   *
   * @param shapes of names that are no numbers
   */
  public static String latex(
      String output,
      List<List<String>> by,
      DisplayForm form,
      Map<String, Shape> shapes,
      List<String> notes) {
    Latex latex = new Latex(names(output, by, form), shapes);
    List<String> rows = new ArrayList<>();
    for (DisplayForm.Binding binding : form.bindings()) {
      String meaning = latex.define(binding.name(), binding.expr());
      rows.add(latex.name(binding.name()) + " &= " + meaning);
    }
    for (int i = 0; i < by.size(); i++) {
      String formula = latex.write(form.formulas().get(i));
      rows.add(latex.derivative(output, by.get(i)) + " &= " + formula);
    }
    List<String> comments = new ArrayList<>();
    for (Expr condition : form.conditions()) {
      comments.add("only where " + latex.write(condition) + " \\ne 0");
    }
    comments.addAll(notes);
    return rows(rows) + comments(latex, comments);
  }

  /** A derivation as LaTeX, one formula a line, for an align environment. */
  public static String latexSteps(String output, List<String> by, List<List<Derivation.Part>> all) {
    List<Expr> exprs = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>(List.of(output));
    names.addAll(by);
    for (List<Derivation.Part> parts : all) {
      for (Derivation.Part part : parts) {
        names.add(part.of());
        for (Derivation.Step step : part.steps()) {
          exprs.add(step.line());
          for (DisplayForm.Binding binding : step.with()) {
            names.add(binding.name());
            exprs.add(binding.expr());
          }
        }
      }
    }
    names.remove("");
    names.addAll(Latex.names(exprs));
    Latex latex = new Latex(names, Map.of());
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < by.size(); i++) {
      for (Derivation.Part part : all.get(i)) {
        String of = part.of().isEmpty() ? output : part.of();
        String begin = latex.derivative(of, List.of(by.get(i))) + " ";
        for (Derivation.Step step : part.steps()) {
          String row = begin + "&= " + latex.write(step.line());
          String rule =
              rule(
                  step,
                  step.rule().replace("_", "\\_"),
                  each -> "$" + latex.name(each.name()) + " = " + latex.write(each.expr()) + "$");
          rows.add(rule.isEmpty() ? row : row + " && \\text{" + rule + "}");
          begin = "";
        }
      }
    }
    return rows(rows) + comments(latex, List.of());
  }

  /**
   * A formula as LaTeX, for an align environment where it has a left side.
   *
   * @param left a name, or a function on its parameters; empty for a formula without a name
   * @param shapes of names that are no numbers
   */
  public static String latexFormula(Optional<Expr> left, Expr right, Map<String, Shape> shapes) {
    List<Expr> sides = new ArrayList<>(List.of(right));
    left.ifPresent(sides::add);
    Latex latex = new Latex(Latex.names(sides), shapes);
    String formula = latex.write(right);
    String row = left.map(name -> latex.write(name) + " &= " + formula).orElse(formula);
    return rows(List.of(row)) + comments(latex, List.of());
  }

  private static String rows(List<String> rows) {
    return String.join(" \\\\\n", rows) + "\n";
  }

  private static String comments(Latex latex, List<String> notes) {
    StringBuilder out = new StringBuilder();
    for (Latex.Remark remark : latex.remarks()) {
      out.append("% note: ").append(remark.text()).append('\n');
    }
    for (String note : notes) {
      out.append("% note: ").append(note.replace("\n", " ")).append('\n');
    }
    return out.toString();
  }

  private static Set<String> names(String output, List<List<String>> by, DisplayForm form) {
    Set<String> names = new LinkedHashSet<>(List.of(output));
    by.forEach(names::addAll);
    List<Expr> exprs = new ArrayList<>(form.formulas());
    for (DisplayForm.Binding binding : form.bindings()) {
      names.add(binding.name());
      exprs.add(binding.expr());
    }
    names.addAll(Latex.names(exprs));
    return names;
  }

  /** The same as JSON of the schema {@code chainrule.diff/1}. */
  public static String json(
      String output,
      List<List<String>> by,
      DisplayForm form,
      Map<String, Shape> shapes,
      List<String> notes) {
    Latex latex = new Latex(names(output, by, form), shapes);
    form.bindings().forEach(each -> latex.define(each.name(), each.expr()));
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.generator(text)) {
      json.writeStartObject();
      json.writeStringField("schema", "chainrule.diff/1");
      json.writeStringField("output", output);
      json.writeObjectFieldStart("let");
      for (DisplayForm.Binding binding : form.bindings()) {
        json.writeStringField(binding.name(), Trees.standing(binding.expr()));
      }
      json.writeEndObject();
      json.writeArrayFieldStart("derivatives");
      for (int i = 0; i < by.size(); i++) {
        json.writeStartObject();
        json.writeArrayFieldStart("by");
        for (String name : by.get(i)) {
          json.writeString(name);
        }
        json.writeEndArray();
        json.writeStringField("formula", Trees.standing(form.formulas().get(i)));
        json.writeStringField("latex", latex.write(form.formulas().get(i)));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("conditions");
      for (Expr condition : form.conditions()) {
        json.writeString(condition + " != 0");
      }
      json.writeEndArray();
      json.writeArrayFieldStart("notes");
      for (String note : notes) {
        json.writeString(note);
      }
      for (Latex.Remark remark : latex.remarks()) {
        json.writeString("LaTeX: " + remark.text());
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("a StringWriter does not fail", e);
    }
    return text.toString();
  }
}
