/**
 * Random students, as a test and as a benchmark of the checker of homework.
 *
 * <p>In: seeds. Out: sheets of students who compute by hand, sound or with one mistake, and figures
 * of what the checker says of them. Of the program nothing is used but its public entry: exercises,
 * arithmetic, derivatives, mistakes and truth are written anew here, without a look at the rules of
 * the checker, so that what is measured is not what is judged.
 */
package org.chainrule.homework.students;
