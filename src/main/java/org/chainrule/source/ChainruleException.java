package org.chainrule.source;

import java.util.List;
import java.util.stream.Collectors;

/** The one exception of chainrule: a text, or the values given to it, cannot be worked with. */
public final class ChainruleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Diagnostic> diagnostics;

  /** An exception that carries at least one diagnostic, in the order of the text. */
  public ChainruleException(List<Diagnostic> diagnostics) {
    super(diagnostics.stream().map(Diagnostic::message).collect(Collectors.joining("; ")));
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** An exception that carries one diagnostic. */
  public ChainruleException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  /**
   * What is wrong, for people: codes, places with carets, suggestions; {@code error[E104]: ...}.
   */
  public String report() {
    return diagnostics.stream().map(Diagnostic::report).collect(Collectors.joining());
  }

  /** What is wrong, in the order of the text; never empty. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
