/**
 * A second class of students: the exercises that a teacher sets, worked by hand from the teacher's
 * own solutions, with the mistakes that an assistant sees. In comes a seed, out go sheets and what
 * the checker says of them. Written without a look at the code that judges, or at the package
 * {@code students}; the truth comes from differences of numbers with 50 digits. Nothing here looks
 * at a gate table.
 */
package org.chainrule.homework.classroom;
