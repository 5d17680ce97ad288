/**
 * What a person types, line by line.
 *
 * <p>In: the text so far, where the cursor stands in it, and the words that are known. Out: what
 * may stand there, a hint, and which part of the text is what. Never here: terminals, files,
 * printing.
 */
package org.chainrule.session;
