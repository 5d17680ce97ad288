/**
 * A session at a terminal: line editing, history, highlighting, keys, interruption.
 *
 * <p>In come keys, out go a session's replies. The only package that may import JLine. What an
 * entry means is never decided here.
 */
package org.chainrule.console;
