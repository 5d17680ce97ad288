/**
 * A sheet's expressions as one flat directed acyclic graph.
 *
 * <p>In: a {@link org.chainrule.sheet.Sheet}. Out: a {@link org.chainrule.graph.Circuit}, whose
 * {@link org.chainrule.graph.Graph} holds every gate as the writer wrote it, operands before
 * consumers, no two nodes equal, constants folded into their gates. Nothing is simplified here.
 */
package org.chainrule.graph;
