/**
 * Expressions and statements as immutable trees.
 *
 * <p>In: what the parser has recognised. Out: {@link org.chainrule.ast.Expr} and {@link
 * org.chainrule.ast.Statement}, compared by structure. A tree knows nothing of places in the text:
 * those stand beside it, in a {@link org.chainrule.ast.SourceMap}. Nothing here recurses; a sum of
 * a million terms is a tree a million levels deep.
 */
package org.chainrule.ast;
