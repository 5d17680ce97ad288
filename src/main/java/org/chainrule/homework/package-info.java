/**
 * Homework, judged as a good teaching assistant would.
 *
 * <p>In: the text of a sheet. Out: a {@link org.chainrule.homework.Report} with a {@link
 * org.chainrule.homework.Judgement} for each claim. {@link org.chainrule.homework.Checker} is where
 * to begin reading. {@link org.chainrule.homework.Sweep} is the circuit with its gradients, in
 * which any quantity may be what the student wrote; with nothing replaced it is the trace. No chain
 * rule is told here.
 */
package org.chainrule.homework;
