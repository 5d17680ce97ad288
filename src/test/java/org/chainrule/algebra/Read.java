package org.chainrule.algebra;

import java.util.Optional;
import org.chainrule.Chainrule;
import org.chainrule.graph.Circuit;
import org.chainrule.parse.TextParser;

/** Terms from text, and text from terms. */
final class Read {
  private Read() {}

  /** The term of a formula in which {@code x == 0} is a comparison and no name is a constant. */
  static Term term(Terms terms, String text) {
    return new TermReader(terms, null, node -> Optional.empty())
        .expression(TextParser.expression(text));
  }

  /** The term of a formula in which pi and e are numbers. */
  static Term withConstants(Terms terms, String text) {
    Circuit circuit = Chainrule.parse(text).workings().circuit();
    return new TermReader(terms, circuit.graph(), node -> Optional.empty()).read(circuit.output());
  }

  static String text(Term term) {
    return text(term, false);
  }

  static String text(Term term, boolean decimals) {
    return new TermWriter(each -> Optional.empty(), decimals).write(term).toString();
  }
}
