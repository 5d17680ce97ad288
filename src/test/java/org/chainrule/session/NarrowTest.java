package org.chainrule.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.render.Paint;
import org.chainrule.source.Cells;
import org.chainrule.source.SourceText;
import org.chainrule.value.Digits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers keep to the width of a narrow terminal, and leave nothing out for it. */
final class NarrowTest {
  private static final List<String> ENTRIES =
      List.of(
          "f = 1/(1 + exp(-(w0*x0 + w1*x1 + 가중치)))",
          ":trace",
          "w0 = 2; x0 = -1; w1 = -3; x1 = -2; 가중치 = -3",
          "f?",
          ":verify",
          ":trace sum([1, 2; 3, 4] @ [w0; x0])",
          "df/dw0 = 17",
          "df/dw0 = 0.3932",
          "w0*x0 + w1*x1 + w0*x0 + w1*x1 + w0*x0 +* 2",
          "nothing + more + of + this + kind",
          ":help",
          ":help language",
          ":help claims",
          ":help keys",
          ":help set",
          ":gates",
          ":vars",
          ":nothing",
          "sinx",
          "1/(w0 - 2) + log(w0 - 3)",
          ":explain E006",
          ":explain N014",
          ":jacobian [w0, x0; w1, x1] @ [w0; w1]",
          ":equal sqrt(w0^2), w0 --where w0 > 0, x0 > 0, w1 > 0",
          ":equal w0 + x0, x0*w1*가중치",
          ":equal w0",
          ":help diff",
          ":help equal",
          ":diff f w0 --ordr 2",
          ":trace f w0",
          "a = w0; b = w0; c = w0; d = w0; g = w0; h = w0; k = w0; l = w0; m = w0; n = w0",
          ":clear w0",
          ":undo",
          ":undo",
          ":quiz f");

  private static Session session() {
    return Session.begin(new Settings(Digits.DEFAULT, false, Paint.PLAIN), new MemoryDisk());
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60})
  void linesFit(int width) {
    Session session = session();
    for (String entry : ENTRIES) {
      Reply reply = session.within(width).enter(SourceText.of(entry));
      session = reply.session();
      for (String line : reply.shown().split("\n")) {
        // A formula that was typed is shown as it is.
        if (!line.startsWith("  |") && !line.equals(entry)) {
          assertThat(Cells.of(line)).as("%s: %s", entry, line).isLessThanOrEqualTo(width);
        }
      }
    }
  }

  /** The narrow arrangement has every number of the table. */
  @ParameterizedTest
  @ValueSource(ints = {40, 60})
  void nothingIsLeftOut(int width) {
    Session session = session();
    for (String entry : ENTRIES.subList(0, 3)) {
      session = session.enter(SourceText.of(entry)).session();
    }
    String table = session.within(80).enter(SourceText.of("f?")).text();
    String narrow = session.within(width).enter(SourceText.of("f?")).text();
    assertThat(narrow).isNotEqualTo(table);
    for (String word : table.substring(table.indexOf(" t1 ")).split("\\s+")) {
      assertThat(narrow).contains(word);
    }
    assertThat(narrow.replaceAll("\\s+", " ")).startsWith(table.substring(0, table.indexOf('\n')));
  }
}
