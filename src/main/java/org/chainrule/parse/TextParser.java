package org.chainrule.parse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.tree.ParseTreeListener;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.source.Cancellation;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Limit;
import org.chainrule.source.Limits;
import org.chainrule.source.Memory;
import org.chainrule.source.Problem;
import org.chainrule.source.SourceText;
import org.chainrule.source.Span;
import org.chainrule.value.Digits;
import org.chainrule.value.Matrix;

/** Reads a text into statements. */
public final class TextParser {
  /** Bytes of stack that one level of brackets may need; measured at 500 to 700 on JDK 17. */
  private static final int STACK_PER_LEVEL = 1_200;

  /** Levels that fit every thread's stack. */
  private static final int SHALLOW = 200;

  /** More errors than anybody reads at once are counted, not shown. */
  private static final int MOST_ERRORS = 20;

  private TextParser() {}

  /**
   * The statements of {@code source}.
   *
   * @param source the text
   * @param functions names that are functions although the text does not define them
   * @param limits how deep brackets may be nested, and which numbers are refused
   * @throws ChainruleException with every syntax error of the text, at most {@value #MOST_ERRORS}
   */
  public static Text parse(SourceText source, Set<String> functions, Limits limits) {
    return parse(source, functions, Set.of(), limits);
  }

  /**
   * The statements of {@code source}, in which derivatives of {@code names} may stand.
   *
   * @param names names that are known although the text does not tell of them
   */
  public static Text parse(
      SourceText source, Set<String> functions, Set<String> names, Limits limits) {
    return read(TokenFilter.tokens(source, functions, names, false), limits);
  }

  /**
   * The statements of a sheet of homework, where claims may have tolerances and answers may be left
   * open.
   *
   * @param source the text
   * @param functions names that are functions although the text does not define them
   * @param limits how deep brackets may be nested, and which numbers are refused
   * @throws ChainruleException with every syntax error of the text, at most {@value #MOST_ERRORS}
   */
  public static Text homework(SourceText source, Set<String> functions, Limits limits) {
    return homework(source, functions, Set.of(), limits);
  }

  /**
   * The same, in which derivatives of {@code names} may stand.
   *
   * @param names names that are known although the text does not tell of them
   */
  public static Text homework(
      SourceText source, Set<String> functions, Set<String> names, Limits limits) {
    return read(TokenFilter.tokens(source, functions, names, true), limits);
  }

  /** The statements of {@code source}, which knows no functions but the language's and its own. */
  public static Text parse(SourceText source) {
    return parse(source, Set.of(), Limits.STANDARD);
  }

  /** Reads a formula of the table of gates; {@code x == 0} is a comparison there. */
  public static Expr expression(String formula) {
    if (formula.length() == 1) { // as most partials are, which every start reads
      char c = formula.charAt(0);
      return c >= '0' && c <= '9' ? Expr.Number.of(c - '0') : new Expr.Name(formula);
    }
    SourceText bracketed = SourceText.of("(" + formula + ")");
    return ((Statement.Bare) parse(bracketed).statements().get(0)).expr();
  }

  /** A value as an expression, all its digits and its sign kept. */
  public static Expr literal(Matrix value) {
    return expression(
        value.format(
            number ->
                Double.doubleToRawLongBits(number) == Double.doubleToRawLongBits(-0.0)
                    ? "-0"
                    : Digits.ALL.format(number)));
  }

  /** Names of the functions that the texts define. */
  public static Set<String> functions(List<SourceText> sources) {
    if (sources.size() < 2) {
      return Set.of();
    }
    Set<String> functions = new LinkedHashSet<>();
    for (SourceText source : sources) {
      functions.addAll(TokenFilter.tokens(source, Set.of(), false).definedHere());
    }
    return functions;
  }

  /** Names that the texts use or define, other than in derivatives. */
  public static Set<String> names(List<SourceText> sources) {
    Set<String> names = new LinkedHashSet<>();
    for (SourceText source : sources.size() < 2 ? List.<SourceText>of() : sources) {
      names.addAll(Differentials.known(TokenFilter.tokens(source, Set.of(), false)));
    }
    return names;
  }

  /** From the separator before a place in a sheet of homework to the one behind it. */
  public static Span statementAround(Span place) {
    Tokens tokens = TokenFilter.tokens(place.source(), Set.of(), true);
    int start = 0;
    int end = place.source().text().length();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.kind(i) == Tokens.Kind.SEPARATOR) {
        if (tokens.start(i) >= place.end()) {
          end = tokens.start(i);
          break;
        }
        start = tokens.start(i) < place.start() ? tokens.end(i) : start;
      }
    }
    return new Span(place.source(), start, end);
  }

  private static Text read(Tokens tokens, Limits limits) {
    int maxDepth = limits.count(Limit.DEPTH);
    Memory.refuseTokens(tokens.size());
    if (tokens.deepest > maxDepth) {
      throw tooDeep(tokens, maxDepth);
    }
    int levels = TokenFilter.levels(tokens);
    return levels <= SHALLOW ? parse(tokens, limits) : parseDeep(tokens, levels, limits);
  }

  private static ChainruleException tooDeep(Tokens tokens, int maxDepth) {
    int depth = 0;
    int at = 0;
    while (depth <= maxDepth && at < tokens.size()) {
      Tokens.Kind kind = tokens.kind(at++);
      boolean opens = kind == Tokens.Kind.OPEN || kind == Tokens.Kind.LBRACKET;
      boolean closes = kind == Tokens.Kind.CLOSE || kind == Tokens.Kind.RBRACKET;
      depth += opens ? 1 : closes && depth > 0 ? -1 : 0;
    }
    return Diagnostic.of(Problem.NESTED_TOO_DEEP, maxDepth)
        .at(tokens.span(at - 1))
        .help("the option --max-depth " + Math.max(tokens.deepest, maxDepth + 1) + " allows it")
        .asException();
  }

  /** On a thread whose stack fits the depth that was counted. */
  private static Text parseDeep(Tokens tokens, int levels, Limits limits) {
    Object[] outcome = new Object[1];
    Runnable parsing =
        () -> {
          try {
            outcome[0] = parse(tokens, limits);
          } catch (ChainruleException | StackOverflowError | OutOfMemoryError e) {
            outcome[0] = e;
          }
        };
    long stack = 1_000_000L + (long) levels * STACK_PER_LEVEL;
    Thread thread = new Thread(null, parsing, "parser", stack);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Cancellation.check();
    }
    if (outcome[0] instanceof ChainruleException e) {
      throw e;
    }
    if (outcome[0] instanceof Error) {
      throw tooDeep(tokens, tokens.deepest - 1);
    }
    return (Text) outcome[0];
  }

  private static Text parse(Tokens tokens, Limits limits) {
    CommonTokenStream stream =
        new CommonTokenStream(new ListTokenSource(TokenFilter.stream(tokens)));
    TreeBuilder tree = new TreeBuilder(tokens, stream, limits);
    StatementParser parser = new StatementParser(stream);
    List<Diagnostic> errors = new ArrayList<>();
    while (true) {
      try {
        parser.line(tree);
      } catch (Misfit e) {
        errors.add(SyntaxErrors.explain(tokens, tokens.indexOf(e.token)));
        tree.abandonStatement();
      } catch (ChainruleException e) {
        errors.addAll(e.diagnostics());
        tree.abandonStatement();
      }
      parser.skipLine();
      if (stream.LA(1) == Token.EOF || errors.size() >= MOST_ERRORS) {
        break;
      }
      stream.consume();
    }
    if (!errors.isEmpty()) {
      throw new ChainruleException(errors);
    }
    return tree.finish();
  }

  /** The generated parser, which tells a listener of rules as they end. */
  private static final class StatementParser extends ChainruleParser {
    StatementParser(TokenStream tokens) {
      super(tokens);
      setBuildParseTree(false);
      removeErrorListeners();
      setErrorHandler(new Misfit.Strategy());
      getInterpreter().setPredictionMode(PredictionMode.SLL);
    }

    /** Reads to the end of a line, or to the token that does not fit. */
    void line(ParseTreeListener listener) {
      removeParseListeners();
      addParseListener(listener);
      line();
      if (!endsLine()) {
        throw new Misfit(getCurrentToken());
      }
    }

    private boolean endsLine() {
      int next = getInputStream().LA(1);
      return next == SEPARATOR || next == EOF;
    }

    void skipLine() {
      while (!endsLine()) {
        getInputStream().consume();
      }
      setContext(null);
    }

    @Override
    protected void triggerExitRuleEvent() {
      try {
        super.triggerExitRuleEvent();
      } catch (ChainruleException | Misfit e) {
        removeParseListeners(); // The rules that are left because of it have nothing to tell.
        throw e;
      }
    }
  }
}
