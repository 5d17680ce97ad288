/**
 * Formulas as people read them.
 *
 * <p>In: nodes of a graph. Out: an {@link org.chainrule.ast.Expr} that computes one, as it stands
 * ({@link org.chainrule.algebra.Formula}) or in its {@link org.chainrule.algebra.DisplayForm}, with
 * names for what is shared. Terms are exact; nothing is evaluated here.
 */
package org.chainrule.algebra;
