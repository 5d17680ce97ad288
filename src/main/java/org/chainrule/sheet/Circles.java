package org.chainrule.sheet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Problem;

/** Finds definitions and functions that need their own value. */
final class Circles {
  private final Map<String, Sheet.Definition> definitions;
  private final Map<String, Sheet.Function> functions;

  /** Names on the path that is being walked are false, names without a circle true. */
  private final Map<String, Boolean> finished = new HashMap<>();

  private Circles(
      Map<String, Sheet.Definition> definitions, Map<String, Sheet.Function> functions) {
    this.definitions = definitions;
    this.functions = functions;
  }

  /** Adds an error for each circle; a circle that hangs on another one is not reported twice. */
  static void check(
      Map<String, Sheet.Definition> definitions,
      Map<String, Sheet.Function> functions,
      List<Diagnostic> errors) {
    Circles circles = new Circles(definitions, functions);
    for (String name : definitions.keySet()) {
      circles.walk(name, errors);
    }
    for (String name : functions.keySet()) {
      circles.walk(name + "()", errors);
    }
  }

  private record Step(String name, Iterator<String> needs) {}

  private void walk(String start, List<Diagnostic> errors) {
    if (finished.containsKey(start)) {
      return;
    }
    Deque<Step> path = new ArrayDeque<>();
    path.push(new Step(start, needs(start).iterator()));
    finished.put(start, false);
    while (!path.isEmpty()) {
      Step top = path.peek();
      if (!top.needs.hasNext()) {
        finished.put(top.name, true);
        path.pop();
        continue;
      }
      String next = top.needs.next();
      Boolean seen = finished.get(next);
      if (seen == null) {
        finished.put(next, false);
        path.push(new Step(next, needs(next).iterator()));
      } else if (!seen && isOn(path, next)) {
        errors.add(circle(path, next));
      }
    }
  }

  private static boolean isOn(Deque<Step> path, String name) {
    return path.stream().anyMatch(step -> step.name.equals(name));
  }

  /** Names that a definition, or a function (written with brackets), needs. */
  private Set<String> needs(String name) {
    List<String> parameters = List.of();
    Place place;
    if (name.endsWith("()")) {
      Sheet.Function function = functions.get(name.substring(0, name.length() - 2));
      parameters = function.definition().parameters();
      place = function.place();
    } else {
      place = definitions.get(name).place();
    }
    Set<String> needs = new LinkedHashSet<>();
    for (String each : place.mentions().names()) {
      if (definitions.containsKey(each) && !parameters.contains(each)) {
        needs.add(each);
      }
    }
    for (String each : place.mentions().functions()) {
      if (functions.containsKey(each)) {
        needs.add(each + "()");
      }
    }
    return needs;
  }

  private Diagnostic circle(Deque<Step> path, String name) {
    List<String> names = new ArrayList<>();
    for (Step step : path) {
      names.add(0, step.name);
      if (step.name.equals(name)) {
        break;
      }
    }
    names.add(name);
    String shown = name.replace("()", "");
    List<String> labels = names.stream().map(each -> each.replace("()", "")).toList();
    String chain =
        labels.size() <= 8
            ? String.join(" -> ", labels)
            : String.join(" -> ", labels.subList(0, 6)) + " -> ... -> " + shown;
    Diagnostic diagnostic = Diagnostic.of(Problem.CIRCLE, shown, chain);
    for (String each : names.subList(0, Math.min(4, names.size() - 1))) {
      Place place =
          each.endsWith("()")
              ? functions.get(each.replace("()", "")).place()
              : definitions.get(each).place();
      diagnostic = diagnostic.at(place.span());
    }
    return diagnostic.help("a definition may use only names that do not need it");
  }
}
