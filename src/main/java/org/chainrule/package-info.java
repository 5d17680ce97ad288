/**
 * The library: a text comes in ({@link org.chainrule.Chainrule}), an expression goes out ({@link
 * org.chainrule.Expression}), which is evaluated, differentiated and traced at points ({@link
 * org.chainrule.Point}). The command line is its first user; like others that extend it, it goes
 * through {@link org.chainrule.Workings}.
 */
package org.chainrule;
