package org.chainrule.sheet;

import java.util.Optional;
import java.util.function.Predicate;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;

/**
 * Reads {@code df/dx}: a quotient of two names that begin with d and go on with names of the sheet.
 *
 * @param of the name whose derivative it is
 * @param by the name it is taken by
 */
public record DerivativeNotation(String of, String by) {

  /**
   * The derivative that {@code expr} spells, if it spells one.
   *
   * @param known which names the sheet has
   */
  public static Optional<DerivativeNotation> read(Expr expr, Predicate<String> known) {
    if (expr instanceof Expr.Derivative derivative
        && derivative.of() instanceof Expr.Name of
        && derivative.by().size() == 1) {
      String by = derivative.by().get(0).name();
      return known.test(of.name()) && known.test(by)
          ? Optional.of(new DerivativeNotation(of.name(), by))
          : Optional.empty();
    }
    if (expr instanceof Expr.Apply apply
        && apply.gate() == Gate.DIV
        && apply.operands().get(0) instanceof Expr.Name above
        && apply.operands().get(1) instanceof Expr.Name below) {
      Optional<String> of = differential(above.name(), known);
      Optional<String> by = differential(below.name(), known);
      if (of.isPresent() && by.isPresent()) {
        return Optional.of(new DerivativeNotation(of.get(), by.get()));
      }
    }
    return Optional.empty();
  }

  /** The x of a name dx, where x is a known name. */
  public static Optional<String> differential(String name, Predicate<String> known) {
    return name.length() > 1 && name.charAt(0) == 'd' && known.test(name.substring(1))
        ? Optional.of(name.substring(1))
        : Optional.empty();
  }
}
