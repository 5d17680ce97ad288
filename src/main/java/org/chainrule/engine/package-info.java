/**
 * Evaluation of graphs.
 *
 * <p>In: a {@link org.chainrule.graph.Graph} and values of its inputs. Out: the value of every
 * node. Only forward code is seen here; whether a node is somebody's gradient makes no difference.
 */
package org.chainrule.engine;
