package org.chainrule.parse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    int maxDepth = limits.count(Limit.DEPTH);
    Tokens tokens = Scanner.scan(source, functions);
    Memory.refuseTokens(tokens.size);
    if (tokens.deepest > maxDepth) {
      throw tooDeep(tokens, maxDepth);
    }
    return tokens.deepest <= SHALLOW ? parse(tokens, limits) : parseDeep(tokens, limits);
  }

  /** The statements of {@code source}, which knows no functions but the language's and its own. */
  public static Text parse(SourceText source) {
    return parse(source, Set.of(), Limits.STANDARD);
  }

  /** Reads a formula of the table of gates; {@code x == 0} is a comparison there. */
  public static Expr expression(String formula) {
    SourceText bracketed = SourceText.of("(" + formula + ")");
    return ((Statement.Bare) parse(bracketed).statements().get(0)).expr();
  }

  /** Names of the functions that the texts define. */
  public static Set<String> functions(List<SourceText> sources) {
    if (sources.size() < 2) {
      return Set.of();
    }
    Set<String> functions = new LinkedHashSet<>();
    for (SourceText source : sources) {
      functions.addAll(FunctionNames.of(Scanner.scan(source, Set.of())));
    }
    return functions;
  }

  private static ChainruleException tooDeep(Tokens tokens, int maxDepth) {
    int depth = 0;
    int at = 0;
    while (depth <= maxDepth) {
      int kind = tokens.kinds[at++];
      boolean opens = kind == ChainruleParser.OPEN || kind == ChainruleParser.LBRACKET;
      boolean closes = kind == ChainruleParser.CLOSE || kind == ChainruleParser.RBRACKET;
      depth += opens ? 1 : closes && depth > 0 ? -1 : 0;
    }
    return Diagnostic.of(Problem.NESTED_TOO_DEEP, maxDepth)
        .at(tokens.span(at - 1))
        .help("the option --max-depth " + Math.max(tokens.deepest, maxDepth + 1) + " allows it")
        .asException();
  }

  /** On a thread whose stack fits the depth that the scanner counted. */
  private static Text parseDeep(Tokens tokens, Limits limits) {
    Object[] outcome = new Object[1];
    Runnable parsing =
        () -> {
          try {
            outcome[0] = parse(tokens, limits);
          } catch (ChainruleException | StackOverflowError | OutOfMemoryError e) {
            outcome[0] = e;
          }
        };
    long stack = 1_000_000L + (long) tokens.deepest * STACK_PER_LEVEL;
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
    Cursor cursor = new Cursor(tokens);
    TreeBuilder tree = new TreeBuilder(tokens, cursor, limits);
    ChainruleParser parser = new ChainruleParser(cursor);
    parser.tree = tree;
    List<Diagnostic> errors = new ArrayList<>();
    while (true) {
      try {
        parser.text();
        break;
      } catch (Reader.Misfit e) {
        errors.add(SyntaxErrors.explain(tokens, cursor.index()));
      } catch (ChainruleException e) {
        errors.addAll(e.diagnostics());
      }
      tree.abandonStatement();
      cursor.skipStatement();
      if (cursor.kind() == ChainruleParser.EOF || errors.size() >= MOST_ERRORS) {
        break;
      }
      cursor.advance();
    }
    if (!errors.isEmpty()) {
      throw new ChainruleException(errors);
    }
    return tree.finish();
  }
}
