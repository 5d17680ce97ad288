/**
 * The command line; the only package that prints, reads files or ends the program.
 *
 * <p>In: arguments, standard input, files. Out: results on standard output, messages on standard
 * error, an exit code.
 */
package org.chainrule.cli;
