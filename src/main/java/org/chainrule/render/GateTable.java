package org.chainrule.render;

import java.util.List;
import java.util.Optional;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;

/** The table of gates as documentation. */
public final class GateTable {
  private static final String INTRODUCTION =
      "Every gate of the language: how it is written, what it computes, and its partial derivatives,"
          + " one for each operand in order. `out` is the gate's own value. A gate that works on whole"
          + " matrices has a pullback instead: what it sends down when the gradient `up` arrives. Other"
          + " gates work entry by entry; a dimension of 1 is repeated. The table is generated"
          + " from the declarations in `Gate.java` by `chainrule gates --markdown`.";

  /** A column narrower than this is hard to read. */
  private static final int LEAST = 20;

  private GateTable() {}

  /** The gate with this name, in words or as it is written. */
  public static Optional<Gate> named(String name) {
    return Gate.all().stream()
        .filter(
            gate ->
                gate.spec().name().equals(name)
                    || gate.spec().symbol().equals(name)
                    || gate.spec().aliases().contains(name))
        .findFirst();
  }

  /** How the gates are written. */
  public static List<String> names() {
    return Gate.all().stream().map(gate -> gate.spec().symbol()).toList();
  }

  /** For a terminal. */
  public static String text(Paint paint) {
    return text(Gate.all(), paint, Integer.MAX_VALUE);
  }

  /** Some of the gates, for a terminal of so many columns. */
  public static String text(List<Gate> gates, Paint paint, int width) {
    StringBuilder out = new StringBuilder();
    int column = gates.stream().mapToInt(gate -> gate.spec().usage().length()).max().orElse(0) + 2;
    for (Gate gate : gates) {
      GateSpec spec = gate.spec();
      line(out, paint.heading(spec.usage()), spec.doc(), column, width);
      for (int slot = 0; slot < gate.arity(); slot++) {
        line(out, "", partial(spec, slot), column, width);
      }
      for (GateSpec.Kink kink : spec.kinks()) {
        String text = "kink at " + kink.where() + " = 0: " + kink.convention();
        line(out, "", text, column, width);
      }
      if (!spec.aliases().isEmpty()) {
        line(out, "", "also written " + String.join(", ", spec.aliases()), column, width);
      }
    }
    return out.toString();
  }

  private static void line(StringBuilder out, String term, String text, int column, int width) {
    boolean narrow = width - column < LEAST;
    String indent = " ".repeat(narrow ? 4 : column);
    if (term.isEmpty()) {
      out.append(Wrap.wrap(indent + text, width, indent)).append('\n');
    } else if (narrow) {
      out.append(term).append('\n').append(Wrap.wrap(indent + text, width, indent)).append('\n');
    } else {
      out.append(Wrap.hanging(term, text, column, width)).append('\n');
    }
  }

  private static String partial(GateSpec spec, int slot) {
    String parameter = spec.parameters().get(slot);
    return spec.isEntrywise()
        ? "d/d" + parameter + " = " + spec.partials().get(slot)
        : "up -> " + spec.pullbacks().get(slot) + " for " + parameter;
  }

  /** For the documentation of the project. */
  public static String markdown() {
    StringBuilder out = new StringBuilder("# Gates\n\n");
    out.append(Wrap.wrap(INTRODUCTION, 100, "")).append("\n\n");
    out.append("| gate | computes | partial derivatives or pullbacks | kinks | also written |\n");
    out.append("|---|---|---|---|---|\n");
    for (Gate gate : Gate.all()) {
      GateSpec spec = gate.spec();
      List<String> kinks =
          spec.kinks().stream()
              .map(kink -> code(kink.where() + " = 0") + ": " + kink.convention())
              .toList();
      out.append("| ").append(code(spec.usage()));
      out.append(" | ").append(spec.doc());
      List<String> formulas = spec.isEntrywise() ? spec.partials() : spec.pullbacks();
      out.append(" | ").append(String.join("; ", formulas.stream().map(GateTable::code).toList()));
      out.append(" | ").append(String.join("; ", kinks));
      out.append(" | ")
          .append(String.join(" ", spec.aliases().stream().map(GateTable::code).toList()));
      out.append(" |\n");
    }
    out.append("\nConstants: `pi` (also written `π`) and `e`, unless a text uses the name for");
    out.append(" something else.\n");
    return out.toString();
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }
}
