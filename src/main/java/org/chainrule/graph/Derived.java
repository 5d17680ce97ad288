package org.chainrule.graph;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.ast.Trees;
import org.chainrule.sheet.Place;
import org.chainrule.sheet.Sheet;

/** Which lines of a sheet use derivatives, themselves or through others. */
final class Derived {
  private Derived() {}

  /** The definitions that do, and the functions, these with brackets. */
  static Set<String> names(Sheet sheet) {
    return names(sheet, place -> place.mentions().differentiates());
  }

  /** The same of those that use a gradient of the backward pass from the output. */
  static Set<String> rolesNames(Sheet sheet) {
    return names(sheet, Derived::usesRoles);
  }

  private static Set<String> names(Sheet sheet, Predicate<Place> itself) {
    Set<String> derived = new LinkedHashSet<>();
    int before = -1;
    while (derived.size() != before) { // until nothing is added any more
      before = derived.size();
      for (Sheet.Definition each : sheet.definitions().values()) {
        if (itself.test(each.place()) || uses(each.place().mentions(), derived)) {
          derived.add(each.name());
        }
      }
      for (Sheet.Function each : sheet.functions().values()) {
        if (itself.test(each.place()) || uses(each.place().mentions(), derived)) {
          derived.add(each.definition().name() + "()");
        }
      }
    }
    return derived;
  }

  private static boolean uses(Text.Mentions mentions, Set<String> derived) {
    boolean uses = false;
    for (String name : mentions.names()) {
      uses |= derived.contains(name);
    }
    for (String name : mentions.functions()) {
      uses |= derived.contains(name + "()");
    }
    return uses;
  }

  /** Whether an expression uses none. */
  static boolean isPlain(Expr expr, Set<String> derived) {
    return Trees.derivatives(expr).isEmpty() && !mentions(expr, derived);
  }

  /** Whether an expression needs no output to be known: it may be one itself. */
  static boolean isFree(Expr expr, Set<String> rolesNames) {
    return !Trees.asksForOutput(expr) && !mentions(expr, rolesNames);
  }

  private static boolean mentions(Expr expr, Set<String> derived) {
    boolean[] mentions = {false};
    Trees.postorder(
        expr,
        part ->
            mentions[0] |=
                part instanceof Expr.Name name && derived.contains(name.name())
                    || part instanceof Expr.Call call && derived.contains(call.function() + "()"));
    return mentions[0];
  }

  /** Whether a formula uses a gradient of the backward pass from the output. */
  static boolean usesRoles(Sheet sheet) {
    boolean roles = false;
    for (Sheet.Definition each : sheet.definitions().values()) {
      roles |= usesRoles(each.place());
    }
    for (Sheet.Output each : sheet.outputs()) {
      roles |= usesRoles(each.place());
    }
    for (Sheet.Function each : sheet.functions().values()) {
      roles |= usesRoles(each.place());
    }
    return roles;
  }

  /** Whether a claim speaks of the output without its name: {@code up q}, {@code dx}. */
  static boolean isOutputAskedFor(Sheet sheet) {
    for (Sheet.Claim claim : sheet.claims()) {
      Statement.Relation relation = claim.relation();
      Statement.Target target = relation.target();
      String name = relation.left() instanceof Expr.Name left ? left.name() : "";
      String by = name.startsWith("d") ? name.substring(1) : "";
      if (target == Statement.Target.UP
          || target == Statement.Target.DOWN
          || relation.expressions().stream().anyMatch(Trees::asksForOutput)
          || sheet.inputs().contains(by)
          || sheet.definitions().containsKey(by)) {
        return true;
      }
    }
    return false;
  }

  private static boolean usesRoles(Place place) {
    return place.mentions().differentiates()
        && place.content().expressions().stream().anyMatch(Trees::asksForOutput);
  }
}
