package org.chainrule.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.sheet.Place;
import org.chainrule.sheet.Sheet;
import org.chainrule.source.Span;

/**
 * Where in the text a node was written. Looked for only when there is something to say of it: the
 * graph carries no places.
 *
 * @param place the statement
 * @param part number of the part within the statement
 * @param expr the part
 */
record Location(Place place, int part, Expr expr) {

  /** The first place whose expression is this node; empty if it is not known. */
  static Optional<Location> of(Circuit circuit, int node) {
    if (!circuit.graph().isGate(node)) {
      return Optional.empty(); // An input or a constant stands in many places, or in none.
    }
    for (Place place : places(circuit.sheet())) {
      Optional<Location> found = in(circuit, place, node);
      if (found.isPresent()) {
        return found;
      }
    }
    return inFunction(circuit.sheet(), circuit.graph().gate(node));
  }

  private static List<Place> places(Sheet sheet) {
    List<Place> places = new ArrayList<>();
    sheet.definitions().values().forEach(each -> places.add(each.place()));
    sheet.outputs().forEach(each -> places.add(each.place()));
    sheet.givens().values().forEach(each -> places.add(each.place()));
    return places;
  }

  /** Where this very expression stands, not one that equals it; empty if it is not known. */
  static Optional<Location> of(Sheet sheet, Expr expr) {
    List<Place> places = places(sheet);
    sheet.functions().values().forEach(each -> places.add(each.place()));
    for (Place place : places) {
      int part = place.part(expr);
      if (part >= 0) {
        return Optional.of(new Location(place, part, expr));
      }
    }
    return Optional.empty();
  }

  /** The only gate of its kind in the functions of the text. */
  private static Optional<Location> inFunction(Sheet sheet, Gate gate) {
    List<Location> found = new ArrayList<>();
    for (Sheet.Function function : sheet.functions().values()) {
      int[] part = {function.definition().parameters().size()};
      Trees.postorder(
          function.definition().body(),
          each -> {
            part[0]++;
            if (each instanceof Expr.Apply apply && apply.gate() == gate) {
              found.add(new Location(function.place(), part[0], each));
            }
          });
    }
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static Optional<Location> in(Circuit circuit, Place place, int node) {
    Gate gate = circuit.graph().gate(node);
    Location[] found = new Location[1];
    int[] part = {-1};
    boolean[] left = {place.content() instanceof Statement.Relation};
    for (Expr side : place.content().expressions()) {
      Trees.postorder(
          side,
          each -> {
            part[0]++;
            boolean alike =
                each instanceof Expr.Apply apply && apply.gate() == gate
                    || each instanceof Expr.Stack && gate == Gate.STACK;
            if (found[0] == null && !left[0] && alike && is(circuit, each, node)) {
              found[0] = new Location(place, part[0], each);
            }
          });
      left[0] = false;
    }
    return Optional.ofNullable(found[0]);
  }

  private static boolean is(Circuit circuit, Expr expr, int node) {
    OptionalInt found = Lowering.find(circuit, expr);
    return found.isPresent() && found.getAsInt() == node;
  }

  /** The operand in a slot, from 0. */
  Expr operand(int slot) {
    return expr.parts().get(slot);
  }

  /** Where it stands. */
  Span span() {
    return place.text().map().part(place.statement(), part);
  }

  /** Where the operand in a slot stands. */
  Span span(int slot) {
    int last = part - 1;
    for (int i = expr.parts().size() - 1; i > slot; i--) {
      int[] size = {0};
      Trees.postorder(expr.parts().get(i), each -> size[0]++);
      last -= size[0];
    }
    return place.text().map().part(place.statement(), last);
  }
}
