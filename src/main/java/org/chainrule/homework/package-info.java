/**
 * Homework, judged as a good teaching assistant would.
 *
 * <p>In: the text of a sheet. Out: a {@link org.chainrule.homework.Report} with a {@link
 * org.chainrule.homework.Judgement} for each claim. {@link org.chainrule.homework.Checker} is where
 * to begin reading. {@link org.chainrule.homework.Backprop} imitates a student's backward pass, in
 * which any quantity may be what the student wrote; the truth comes from the same rules without.
 */
package org.chainrule.homework;
