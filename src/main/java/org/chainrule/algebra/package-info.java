/**
 * Formulas as people read them.
 *
 * <p>In: a node of a graph. Out: an {@link org.chainrule.ast.Expr} that computes it. Shared nodes
 * can be kept as names, so that a formula is never larger than what it says.
 */
package org.chainrule.algebra;
