/**
 * Claims about a circuit: which number of it each one speaks of.
 *
 * <p>In: a {@link org.chainrule.graph.Circuit} with the claims of its sheet. Out: a {@link
 * org.chainrule.homework.Claim} for each, whose {@link org.chainrule.homework.Quantity} names nodes
 * and roles. Claims are read here; judging them comes later.
 */
package org.chainrule.homework;
