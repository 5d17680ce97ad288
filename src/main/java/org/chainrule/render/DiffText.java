package org.chainrule.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.chainrule.algebra.Derivation;
import org.chainrule.algebra.DisplayForm;
import org.chainrule.ast.Expr;
import org.chainrule.source.Cells;

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

  /** Bindings, then formulas, each on a line of its own, then what to mind. */
  public static String text(
      String output, List<List<String>> by, DisplayForm form, List<String> notes) {
    StringBuilder out = new StringBuilder();
    for (DisplayForm.Binding binding : form.bindings()) {
      out.append(binding.name()).append(" = ").append(binding.expr()).append('\n');
    }
    for (int i = 0; i < by.size(); i++) {
      out.append(name(output, by.get(i))).append(" = ").append(form.formulas().get(i)).append('\n');
    }
    if (!form.conditions().isEmpty() || !notes.isEmpty()) {
      out.append('\n');
    }
    for (Expr condition : form.conditions()) {
      out.append("note: cancelled, so only where ").append(condition).append(" != 0\n");
    }
    for (String note : notes) {
      out.append("note: ").append(note).append('\n');
    }
    return out.toString();
  }

  /** A derivation: each line with the rule that led to it. */
  public static String steps(String output, String by, List<Derivation.Step> steps) {
    StringBuilder out = new StringBuilder();
    String name = name(output, List.of(by));
    for (Derivation.Step step : steps) {
      String begin = out.length() == 0 ? name : " ".repeat(Cells.of(name));
      out.append(begin).append(" = ").append(step.line());
      out.append(step.rule().isEmpty() ? "" : "    # " + step.rule()).append('\n');
    }
    return out.toString();
  }

  /** The same as LaTeX, one formula a line, for an align environment. */
  public static String latex(String output, List<List<String>> by, DisplayForm form) {
    StringBuilder out = new StringBuilder();
    for (DisplayForm.Binding binding : form.bindings()) {
      out.append(Latex.name(binding.name())).append(" &= ").append(Latex.of(binding.expr()));
      out.append(" \\\\\n");
    }
    for (int i = 0; i < by.size(); i++) {
      out.append(Latex.derivative(output, by.get(i))).append(" &= ");
      out.append(Latex.of(form.formulas().get(i)));
      out.append(i + 1 < by.size() ? " \\\\\n" : "\n");
    }
    return out.toString();
  }

  /** The same as JSON of the schema {@code chainrule.diff/1}. */
  public static String json(
      String output, List<List<String>> by, DisplayForm form, List<String> notes) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("schema", "chainrule.diff/1");
      json.writeStringField("output", output);
      json.writeObjectFieldStart("let");
      for (DisplayForm.Binding binding : form.bindings()) {
        json.writeStringField(binding.name(), binding.expr().toString());
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
        json.writeStringField("formula", form.formulas().get(i).toString());
        json.writeStringField("latex", Latex.of(form.formulas().get(i)));
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
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("a StringWriter does not fail", e);
    }
    return text.toString();
  }
}
