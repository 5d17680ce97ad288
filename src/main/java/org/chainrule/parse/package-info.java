/**
 * Text to tree; the only package that knows ANTLR.
 *
 * <p>In: a {@link org.chainrule.source.SourceText}. Out: a {@link org.chainrule.ast.Text}, or every
 * syntax error of the text at once, in words; for a text that is still being typed its lexemes, and
 * whether it goes on. The scanner and the tree builder are written by hand, the grammar between
 * them is {@code grammar/ChainruleParser.g4}; {@code docs/decisions/} says why.
 */
package org.chainrule.parse;
