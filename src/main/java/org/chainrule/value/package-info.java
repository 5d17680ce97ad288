/**
 * Numbers and matrices: exact fractions for constants and formulas, doubles as they are shown,
 * shapes and the arithmetic of whole matrices.
 *
 * <p>In: digits and entries. Out: {@link org.chainrule.value.Rational}, {@link
 * org.chainrule.value.Digits}, {@link org.chainrule.value.Matrix}. No expression is known here.
 */
package org.chainrule.value;
