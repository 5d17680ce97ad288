/**
 * The chain rule as a transformation of graphs.
 *
 * <p>In: a {@link org.chainrule.graph.Graph} and its output. Out: {@link
 * org.chainrule.calculus.Adjoints}, the same graph with ordinary nodes appended for every local,
 * upstream and downstream gradient, and a table of which node plays which role. No number is
 * computed here. The only other backward pass is the one in {@code homework} that imitates a
 * student.
 */
package org.chainrule.calculus;
