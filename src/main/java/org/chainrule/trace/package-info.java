/**
 * Values and roles put together: one record for each gate.
 *
 * <p>In: a {@link org.chainrule.graph.Circuit} and values of its inputs, or none. Out: a {@link
 * org.chainrule.trace.Trace}, which holds everything that can be shown of a computation and its
 * gradients. Nothing is formatted here.
 */
package org.chainrule.trace;
