/**
 * Random inputs for the whole program: {@link org.chainrule.fuzz.Fuzz} makes them, {@link
 * org.chainrule.fuzz.Trial} puts them to the program with the limits that users have, and what it
 * does not survive is shrunk and kept in {@code test-expressions/fuzz}, which an ordinary test
 * replays.
 */
package org.chainrule.fuzz;
