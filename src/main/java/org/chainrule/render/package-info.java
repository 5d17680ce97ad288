/**
 * Traces, formulas and judgements as text.
 *
 * <p>In: a {@link org.chainrule.trace.Trace}, derivatives, a judged sheet, or the table of gates.
 * Out: a string: for a terminal, JSON, LaTeX, JUnit and others. Nothing is computed and nothing is
 * written anywhere.
 */
package org.chainrule.render;
