package org.chainrule.session;

/**
 * What may stand in place of the word before the cursor.
 *
 * @param value the whole word
 * @param description a few words about it; may be empty
 * @param complete whether a blank may follow: not behind {@code sin(} or a folder
 */
public record Suggestion(String value, String description, boolean complete) {}
