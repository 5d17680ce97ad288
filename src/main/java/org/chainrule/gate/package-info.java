/**
 * The table of gates: the one place where an operation exists.
 *
 * <p>A gate is declared once, in {@link org.chainrule.gate.Gate}: its notation, its documentation
 * and its partial derivatives, which are written in chainrule's own language. Its forward
 * computation is the method of its name in {@link org.chainrule.gate.Functions}. This package
 * imports neither the parser nor the tree: formulas stay strings here, and {@code calculus} reads
 * them on first use. Adding a function touches these two and a sheet of {@code test-expressions/};
 * nothing else.
 */
package org.chainrule.gate;
