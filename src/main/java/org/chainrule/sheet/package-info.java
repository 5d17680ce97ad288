/**
 * Statements read as a whole: which name is defined, which is an input, which is claimed.
 *
 * <p>In: {@link org.chainrule.ast.Text}s, which may stand in any order. Out: a {@link
 * org.chainrule.sheet.Sheet}, or every name that is unknown, defined twice or in a circle. No
 * number is computed here.
 */
package org.chainrule.sheet;
