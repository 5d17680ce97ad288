/**
 * The chain rule as a transformation of graphs.
 *
 * <p>In: a {@link org.chainrule.graph.Graph} and its output. Out: {@link
 * org.chainrule.calculus.Adjoints}, the same graph with ordinary nodes appended for every local,
 * upstream and downstream gradient, and a table of which node plays which role. No number is
 * computed here. With roles apart ({@link org.chainrule.calculus.Roles}) each of these is a node of
 * its own, that what somebody else found can take the place of; there is no other backward pass.
 */
package org.chainrule.calculus;
