/**
 * Laws on random expressions with kinks, ties, zeros and infinities. What is true is told by {@link
 * org.chainrule.laws.Plain}, which knows nothing of our gates but their names.
 */
package org.chainrule.laws;
