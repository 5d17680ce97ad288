/**
 * Text to tree; the only package that knows ANTLR.
 *
 * <p>In: a {@link org.chainrule.source.SourceText}. Out: a {@link org.chainrule.ast.Text}, or every
 * syntax error of the text at once, in words; for a text that is still being typed its lexemes, and
 * whether it goes on. The language is told by {@code grammar/Chainrule.g4}; between its lexer and
 * its parser stands {@link org.chainrule.parse.TokenFilter}, and {@link
 * org.chainrule.parse.TreeBuilder} makes the tree of what the parser reads. {@link
 * org.chainrule.parse.Spellings} makes our own notation of a sheet of homework, before all that.
 */
package org.chainrule.parse;
