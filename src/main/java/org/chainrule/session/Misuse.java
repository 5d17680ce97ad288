package org.chainrule.session;

import org.chainrule.source.Characters;

/** A command that cannot be carried out as it was typed; the message says what to type instead. */
final class Misuse extends RuntimeException {
  private static final long serialVersionUID = 1;

  Misuse(String message) {
    super(Characters.shown(message));
  }
}
