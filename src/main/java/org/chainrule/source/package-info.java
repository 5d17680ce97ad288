/**
 * Text as it was typed, places in it, and what there is to say about them.
 *
 * <p>In: strings. Out: {@link org.chainrule.source.SourceText}, {@link
 * org.chainrule.source.Diagnostic}. Beside them {@link org.chainrule.source.Cancellation}, which
 * all may ask. This package knows nothing of mathematics and imports nothing of ours.
 */
package org.chainrule.source;
