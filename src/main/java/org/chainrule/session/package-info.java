/**
 * What a person types, entry by entry, and what is said to it.
 *
 * <p>In: an entry, or the text of one that is being typed. Out: a {@link
 * org.chainrule.session.Reply} with the session afterwards; what may stand at the cursor, a hint,
 * and which part of the text is what. Never here: terminals, files, printing.
 */
package org.chainrule.session;
