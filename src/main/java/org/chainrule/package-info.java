/**
 * The library: read an expression, evaluate it, differentiate it, trace it.
 *
 * <pre>{@code
 * Expression f = Chainrule.parse("(x + y)*z");
 * f.value(Map.of("x", -2.0, "y", 5.0, "z", -4.0));      // -12
 * f.gradient(Map.of("x", -2.0, "y", 5.0, "z", -4.0));   // {x=-4.0, y=-4.0, z=3.0}
 * f.derivative("z");                                    // x + y
 * }</pre>
 *
 * <p>The command line is this library's first user.
 */
package org.chainrule;
