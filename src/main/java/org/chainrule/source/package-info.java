/**
 * Text as it was typed, places in it, and what there is to say about them.
 *
 * <p>In: strings. Out: {@link org.chainrule.source.SourceText}, {@link
 * org.chainrule.source.Diagnostic}. Beside them what all may ask: {@link
 * org.chainrule.source.Cancellation}, {@link org.chainrule.source.Limits}, {@link
 * org.chainrule.source.Work}; and {@link org.chainrule.source.Fault}. This package knows nothing of
 * mathematics and imports nothing of ours.
 */
package org.chainrule.source;
