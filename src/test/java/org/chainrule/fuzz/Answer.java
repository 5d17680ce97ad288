package org.chainrule.fuzz;

/**
 * What the program said.
 *
 * @param code its exit code, or for the library 0 where it answered and 2 where it refused
 */
record Answer(int code, String out, String err) {}
