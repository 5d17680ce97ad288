/**
 * Traces and tables as text.
 *
 * <p>In: a {@link org.chainrule.trace.Trace}, or the table of gates. Out: a string. Nothing is
 * computed and nothing is written anywhere.
 */
package org.chainrule.render;
