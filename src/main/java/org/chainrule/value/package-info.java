/**
 * Numbers: exact ones for constants and formulas, doubles as they are shown.
 *
 * <p>In: digits. Out: {@link org.chainrule.value.Rational}, {@link org.chainrule.value.Digits}. No
 * expression is known here.
 */
package org.chainrule.value;
