package org.chainrule.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.dfa.DFA;
import org.antlr.v4.runtime.tree.ParseTree;
import org.chainrule.ast.Expr;
import org.chainrule.gate.Gate;
import org.chainrule.source.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The grammar as its readers expect one: whole, without code, without ambiguity. */
final class GrammarFileTest {
  private static final Path GRAMMAR = Path.of("grammar/Chainrule.g4");

  /** Collects what a parser reports: syntax errors, and texts that could be read in two ways. */
  private static final class Reports extends BaseErrorListener {
    final List<String> found = new ArrayList<>();

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        Object symbol,
        int line,
        int column,
        String message,
        RecognitionException e) {
      found.add(line + ":" + column + " " + message);
    }

    @Override
    public void reportAmbiguity(
        Parser parser,
        DFA dfa,
        int start,
        int stop,
        boolean exact,
        BitSet alternatives,
        ATNConfigSet configs) {
      found.add("ambiguous in " + parser.getRuleNames()[dfa.atnStartState.ruleIndex]);
    }
  }

  private static ParseTree tree(String text, boolean homework, Reports reports) {
    Tokens tokens = TokenFilter.tokens(SourceText.of(text), Set.of(), homework);
    ChainruleParser parser =
        new ChainruleParser(new CommonTokenStream(new ListTokenSource(TokenFilter.stream(tokens))));
    parser.removeErrorListeners();
    parser.addErrorListener(reports);
    parser.getInterpreter().setPredictionMode(PredictionMode.LL_EXACT_AMBIG_DETECTION);
    return parser.text();
  }

  static Stream<Path> corpus() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("test-expressions"))) {
      return files.filter(file -> file.toString().endsWith(".expr")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void theCorpusIsReadInOneWay(Path file) throws IOException {
    Reports reports = new Reports();
    tree(Files.readString(file), false, reports);
    assertThat(reports.found).isEmpty();
  }

  /** Expected trees by hand, from how operators bind in the notes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x + 2*y | (text (line (statement (expression (expression x) + (expression (expression 2)"
            + " * (expression y))))) <EOF>)",
        "-x^2 | (text (line (statement (expression - (expression (expression x) ^ (expression"
            + " 2))))) <EOF>)",
        "up q = -4 ± 1% | (text (line (statement up (expression q) (claim (relation =) (expression"
            + " - (expression 4))) (tolerance ± 1 %))) <EOF>)",
        "x = 1; f = | (text (line (statement (expression x) (claim (relation =) (expression 1)))) ;"
            + " (line (statement (expression f) (claim (relation =)))) <EOF>)",
        "W[1, :] | (text (line (statement (expression (expression W) [ (place (expression 1)) ,"
            + " (place :) ]))) <EOF>)",
        "[1, 2; 3, 4]' | (text (line (statement (expression (expression [ (row (expression 1) ,"
            + " (expression 2)) ; (row (expression 3) , (expression 4)) ]) '))) <EOF>)",
      })
  void trees(String text, String tree) {
    Reports reports = new Reports();
    ParseTree read = tree(text, true, reports);
    assertThat(reports.found).isEmpty();
    assertThat(
            org.antlr.v4.runtime.tree.Trees.toStringTree(read, List.of(ChainruleParser.ruleNames)))
        .isEqualTo(tree);
  }

  @Test
  void itHasNoCode() throws IOException {
    String grammar =
        Files.readString(GRAMMAR)
            .replaceAll("(?s)/\\*.*?\\*/", "")
            .replaceAll("//.*", "")
            .replaceAll("'(\\\\.|[^'\\\\])*'", "")
            .replaceAll("\\[[^\\]]*\\]", "");
    assertThat(grammar.replaceFirst("tokens \\{[^}]*\\}", "")).doesNotContain("{").contains("EOF");
    assertThat(grammar).doesNotContain("superClass").contains("channel(HIDDEN)");
  }

  /** Every operator of the table of gates is one token, and binds as its precedence says. */
  @Test
  void operatorsBindAsTheTableOfGatesSays() {
    for (Map.Entry<String, Gate> left : Gate.infixes().entrySet()) {
      for (Map.Entry<String, Gate> right : Gate.infixes().entrySet()) {
        String text = "(a " + left.getKey() + " b " + right.getKey() + " c)";
        Expr.Apply root = (Expr.Apply) TextParser.expression(text.substring(1, text.length() - 1));
        int first = left.getValue().spec().precedence();
        int second = right.getValue().spec().precedence();
        boolean rightFirst = second > first || second == first && left.getValue() == Gate.POW;
        assertThat(root.gate()).as(text).isEqualTo((rightFirst ? left : right).getValue());
        Expr inner = root.operands().get(rightFirst ? 1 : 0);
        assertThat(((Expr.Apply) inner).gate())
            .as(text)
            .isEqualTo((rightFirst ? right : left).getValue());
      }
    }
  }
}
