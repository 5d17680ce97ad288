/**
 * What may be typed behind {@code chainrule}: the table of commands with the options that belong to
 * each.
 *
 * <p>In: nothing. Out: what parses a command line, prints help, completes a word in a shell and
 * makes the manual page; a session reads it too, to say where an option belongs. Nothing is carried
 * out here.
 */
package org.chainrule.usage;
