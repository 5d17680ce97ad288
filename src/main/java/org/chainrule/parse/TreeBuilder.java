package org.chainrule.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.chainrule.ast.Expr;
import org.chainrule.ast.SourceMap;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.gate.Gate;
import org.chainrule.gate.GateSpec;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Diagnostic;
import org.chainrule.source.Limits;
import org.chainrule.source.Problem;
import org.chainrule.source.Span;

/**
 * Builds statements while the parser reads them: whenever a rule ends, what it read is made of the
 * operands on a stack. For {@code x + 2} the rule of {@code x} puts down a name, that of {@code 2}
 * a number, and that of the sum takes both and puts down their sum.
 *
 * <p>So parts are numbered as they are completed, which is the postorder that {@link SourceMap}
 * counts on, and no parse tree is needed.
 */
final class TreeBuilder extends ChainruleBaseListener {
  private static final Set<Gate> ORDERS = EnumSet.of(Gate.LT, Gate.LE, Gate.GT, Gate.GE);
  private static final Set<Gate> COMPARISONS =
      EnumSet.of(Gate.LT, Gate.LE, Gate.GT, Gate.GE, Gate.EQ, Gate.NE);

  private final Tokens tokens;
  private final TokenStream stream;
  private final Limits limits;
  private final List<Statement> statements = new ArrayList<>();
  private final List<Diagnostic> notes = new ArrayList<>();
  private final List<Text.Mentions> mentions = new ArrayList<>();
  private final Places places = new Places();

  private Expr[] operands = new Expr[32];
  private int[] starts = new int[32];
  private int[] ends = new int[32];

  /** The infix operator of an operand that stands in no brackets, else null. */
  private Token[] operators = new Token[32];

  private int count;
  private final Deque<Brackets> brackets = new ArrayDeque<>();

  private List<String> names = List.of();
  private List<String> functions = List.of();
  private final Set<String> mentioned = new HashSet<>();
  private boolean differentiates;

  /** How many operands stand before the first relation of the statement; -1 before there is one. */
  private int subjects;

  private final List<String> relations = new ArrayList<>();
  private Statement.Answer answer = Statement.Answer.GIVEN;
  private Statement.Tolerance tolerance;

  /** What is open and holds several operands: a call, a matrix, an index. */
  private static final class Brackets {
    final ParserRuleContext rule;
    final Token bracket;
    final int operands;
    final List<Boolean> places = new ArrayList<>(2);
    int rowStart;
    int columns;
    int rows;

    Brackets(ParserRuleContext rule, Token bracket, int operands) {
      this.rule = rule;
      this.bracket = bracket;
      this.operands = operands;
      this.rowStart = operands;
    }
  }

  TreeBuilder(Tokens tokens, TokenStream stream, Limits limits) {
    this.tokens = tokens;
    this.stream = stream;
    this.limits = limits;
  }

  Text finish() {
    List<Diagnostic> inOrder = new ArrayList<>(notes);
    inOrder.sort((a, b) -> Integer.compare(start(a), start(b)));
    return new Text(statements, mentions, places.map(tokens.source), inOrder);
  }

  private static int start(Diagnostic note) {
    return note.labels().get(0).span().start();
  }

  /** Forgets a statement that could not be read. */
  void abandonStatement() {
    places.abandonStatement();
  }

  // ---- statements ----

  @Override
  public void enterStatement(ChainruleParser.StatementContext context) {
    count = 0;
    brackets.clear();
    subjects = -1;
    relations.clear();
    answer = Statement.Answer.GIVEN;
    tolerance = null;
    places.beginStatement();
    beginMentions();
  }

  private void beginMentions() {
    names = new ArrayList<>();
    functions = new ArrayList<>();
    differentiates = false;
    mentioned.clear();
  }

  @Override
  public void exitRelation(ChainruleParser.RelationContext context) {
    if (subjects < 0) {
      subjects = count;
      beginMentions();
    }
    String relation = context.start.getText();
    relations.add(relation.equals("≈") ? "~" : relation);
  }

  @Override
  public void exitClaim(ChainruleParser.ClaimContext context) {
    Token last = stream.LT(-1);
    if (last.getType() == ChainruleParser.ASKED) {
      answer = Statement.Answer.ASKED;
      push(Expr.Number.of(0), Tokens.start(last), Tokens.end(last)); // for what is not known yet
    } else if (count < subjects + relations.size()) {
      if (!tokens.isHomework() || isRelation(stream.LA(1))) {
        throw new Misfit(stream.LT(1));
      }
      answer = Statement.Answer.BLANK;
    }
  }

  private static boolean isRelation(int type) {
    return type == ChainruleParser.IS
        || type == ChainruleParser.EQUIVALENT
        || type == ChainruleParser.ABOUT;
  }

  @Override
  public void exitTolerance(ChainruleParser.ToleranceContext context) {
    boolean percent = stream.LT(-1).getType() == ChainruleParser.PERCENT;
    Token number = percent ? stream.LT(-2) : stream.LT(-1);
    tolerance = new Statement.Tolerance(number(number).value(), percent);
  }

  @Override
  public void exitStatement(ChainruleParser.StatementContext context) {
    int next = stream.LA(1);
    if (next != ChainruleParser.SEPARATOR && next != Token.EOF) {
      return; // What stands here instead is about to be reported.
    }
    boolean keyword = context.start.getType() == ChainruleParser.KEYWORD;
    Statement.Target target =
        keyword
            ? Keywords.of(tokens.name(context.start).name(), tokens.isHomework())
            : Statement.Target.PLAIN;
    statements.add(statement(target));
    mentions.add(new Text.Mentions(names, functions, differentiates));
    places.endStatement(Tokens.start(context.start), Tokens.end(stream.LT(-1)));
  }

  private Statement statement(Statement.Target target) {
    int left = subjects < 0 ? count : subjects;
    List<Expr> all = lastOperands(count);
    List<Expr> sides = all.subList(left, count);
    Expr first = all.get(0);
    if (!relations.isEmpty()) {
      boolean defines =
          target == Statement.Target.PLAIN
              && left == 1
              && sides.size() == 1
              && relations.get(0).equals("=")
              && tolerance == null;
      if (defines
          && first instanceof Expr.Call call
          && call.operands().stream().allMatch(Expr.Name.class::isInstance)) {
        List<String> parameters = call.operands().stream().map(Expr::toString).toList();
        return new Statement.Function(call.function(), parameters, sides.get(0));
      }
      return new Statement.Relation(
          target, all.subList(0, left), sides, relations, answer, tolerance);
    }
    if (target == Statement.Target.OUTPUT) {
      return new Statement.Output(first);
    }
    if (target == Statement.Target.PLAIN && left == 1) {
      return new Statement.Bare(first);
    }
    throw Diagnostic.of(Problem.CLAIM_WITHOUT_NUMBER)
        .at(tokens.span(stream.LT(-1)))
        .help("write what you think it is, as in: up q = -4")
        .asException();
  }

  // ---- operators ----

  @Override
  public void exitInfix(ChainruleParser.InfixContext context) {
    boolean implied = context.op.getType() == ChainruleParser.IMPLIED;
    Gate gate = implied ? Gate.MUL : Gate.infixes().get(context.op.getText());
    Token left = operators[count - 2];
    if (gate == Gate.POW) {
      refusePower(left);
    }
    if (implied && left != null && left.getType() == ChainruleParser.DIVIDE) {
      noteQuotient(left, context.op);
    }
    if (left != null && COMPARISONS.contains(gate)) {
      noteChain(gate, Gate.infixes().get(left.getText()));
    }
    apply(gate, 2, starts[count - 2]);
    operators[count - 1] = context.op;
  }

  /** {@code 1/2x} is {@code (1/2)*x}, which not everybody means. */
  private void noteQuotient(Token slash, Token implied) {
    int above = tokens.indexOf(slash);
    int behind = tokens.indexOf(implied);
    String denominator = tokens.text(above + 1);
    String factor = tokens.text(behind);
    notes.add(
        Diagnostic.of(Problem.QUOTIENT_TIMES_FACTOR, denominator, factor)
            .at(tokens.span(above, behind))
            .help("write ../(" + denominator + "*" + factor + ") if both belong below the line"));
  }

  /** {@code 1 < x < 3} compares an outcome; {@code 1 < x == 1} does too, and says so. */
  private void noteChain(Gate gate, Gate first) {
    boolean asks = !ORDERS.contains(gate) && ORDERS.contains(first);
    if (COMPARISONS.contains(first) && !asks) {
      Span span = new Span(tokens.source, starts[count - 2], ends[count - 2]);
      notes.add(Diagnostic.of(Problem.CHAINED_COMPARISON, span.text()).at(span));
    }
  }

  @Override
  public void exitSign(ChainruleParser.SignContext context) {
    if (context.op.getType() == ChainruleParser.MINUS) {
      apply(Gate.NEG, 1, Tokens.start(context.start));
    } else {
      operators[count - 1] = null;
    }
  }

  @Override
  public void exitRoot(ChainruleParser.RootContext context) {
    apply(Gate.SQRT, 1, Tokens.start(context.start));
  }

  @Override
  public void exitTranspose(ChainruleParser.TransposeContext context) {
    apply(Gate.TRANSPOSE, 1, starts[count - 1]);
  }

  @Override
  public void exitSuperscript(ChainruleParser.SuperscriptContext context) {
    Token token = stream.LT(-1);
    int base = starts[count - 1];
    String digits = Letters.digits(token.getText());
    boolean negative = digits.startsWith("-");
    String magnitude = negative ? digits.substring(1) : digits;
    if (magnitude.isEmpty() || magnitude.contains("-")) {
      throw Diagnostic.of(Problem.MALFORMED_NUMBER, token.getText())
          .at(tokens.span(token))
          .asException();
    }
    Numbers.refuse(magnitude, tokens.span(token), limits);
    push(Expr.Number.of(magnitude), Tokens.start(token), Tokens.end(token));
    refusePower(operators[count - 2]);
    if (negative) {
      apply(Gate.NEG, 1, Tokens.start(token));
    }
    apply(Gate.POW, 2, base);
  }

  // ---- derivatives ----

  @Override
  public void exitOf(ChainruleParser.OfContext context) {
    Differential of = (Differential) context.start;
    name(of, of.names.get(0));
  }

  @Override
  public void exitDerivative(ChainruleParser.DerivativeContext context) {
    Token above = context.start;
    if (!brackets.isEmpty() && brackets.peek().rule == context) {
      index(); // dq[1]/dx
    }
    derivative((Differential) stream.LT(-1), Tokens.start(above));
    operators[count - 1] = above;
  }

  @Override
  public void exitOperator(ChainruleParser.OperatorContext context) {
    int over = tokens.indexOf(context.start) + 2;
    derivative((Differential) tokens.words.get(over), Tokens.start(context.start));
  }

  @Override
  public void exitQuotient(ChainruleParser.QuotientContext context) {
    derivative((Differential) stream.LT(-1), Tokens.start(context.start));
  }

  /** The derivative of the last operand. */
  private void derivative(Differential below, int start) {
    if (below.twofold) {
      String by = below.names.get(0);
      throw Diagnostic.of(Problem.DERIVATIVE_TWOFOLD, by, tokens.span(below).text().substring(1))
          .at(new Span(tokens.source, start, Tokens.end(below)))
          .help("write d/d" + by + " (df/d" + by + ") for the second derivative")
          .asException();
    }
    List<Expr.Name> by = new ArrayList<>();
    for (String each : below.names) {
      name(below, each);
      by.add((Expr.Name) operands[count - 1]);
    }
    count -= by.size() + 1;
    push(new Expr.Derivative(operands[count], by), start, Tokens.end(stream.LT(-1)));
    differentiates = true;
  }

  // ---- gradients of the backward pass ----

  @Override
  public void exitUp(ChainruleParser.UpContext context) {
    name(stream.LT(-1));
    role(Expr.Role.Kind.UP, 1, context.start);
  }

  @Override
  public void exitLocal(ChainruleParser.LocalContext context) {
    Differential of = (Differential) tokens.words.get(tokens.indexOf(context.start) + 1);
    Differential by = (Differential) stream.LT(-1);
    if (by.names.size() > 1) {
      throw Diagnostic.of(Problem.LOCAL_ORDER, tokens.span(of).text())
          .at(new Span(tokens.source, Tokens.start(context.start), Tokens.end(by)))
          .help("write local d" + of.names.get(0) + "/d" + by.names.get(0))
          .asException();
    }
    name(of, of.names.get(0));
    name(by, by.names.get(0));
    role(Expr.Role.Kind.LOCAL, 2, context.start);
  }

  @Override
  public void exitDown(ChainruleParser.DownContext context) {
    name(stream.LT(-3));
    name(stream.LT(-1));
    role(Expr.Role.Kind.DOWN, 2, context.start);
  }

  /** The gradient that the last names tell of. */
  private void role(Expr.Role.Kind kind, int some, Token word) {
    count -= some;
    Expr by = some > 1 ? operands[count + 1] : null;
    Expr role = new Expr.Role(kind, operands[count], by);
    push(role, Tokens.start(word), Tokens.end(stream.LT(-1)));
    operators[count - 1] = word;
    differentiates = true;
  }

  /** {@code df/dx^2} and {@code up q^2} may be meant in two ways. */
  private void refusePower(Token left) {
    Tokens.Kind kind = left == null ? Tokens.Kind.END : Tokens.kind(left);
    if (kind == Tokens.Kind.DIFFERENTIAL || kind == Tokens.Kind.ROLE) {
      Span derivative = new Span(tokens.source, starts[count - 2], ends[count - 2]);
      String second =
          kind == Tokens.Kind.ROLE ? "" : ", d2f/dx2 for the derivative of the derivative";
      throw Diagnostic.of(Problem.DERIVATIVE_POWER, derivative.text())
          .at(new Span(tokens.source, derivative.start(), ends[count - 1]))
          .help("write (" + derivative.text() + ")^2 for its square" + second)
          .asException();
    }
  }

  // ---- operands ----

  @Override
  public void exitNumber(ChainruleParser.NumberContext context) {
    push(number(context.start), Tokens.start(context.start), Tokens.end(context.start));
  }

  private Expr.Number number(Token token) {
    int start = Tokens.start(token);
    int end = Tokens.end(token);
    String text = tokens.source.text();
    if (!Numbers.isShort(text, start, end)) {
      Numbers.refuse(text.substring(start, end), tokens.span(token), limits);
    }
    Expr.Number number = Numbers.read(text, start, end);
    if (Double.isInfinite(number.value())) {
      throw Numbers.tooLarge(number.text()).at(tokens.span(token)).asException();
    }
    return number;
  }

  @Override
  public void exitName(ChainruleParser.NameContext context) {
    name(context.start);
    noteNameBeforeBracket(context.start, stream.LT(1));
  }

  private void name(Token token) {
    Expr.Name name = tokens.name(token);
    mention(name.name(), names);
    push(name, Tokens.start(token), Tokens.end(token));
  }

  /** A name that is a part of a token. */
  private void name(Differential token, String name) {
    mention(name, names);
    push(new Expr.Name(name), Tokens.start(token), Tokens.end(token));
  }

  private void mention(String name, List<String> list) {
    if (mentioned.add(name)) {
      list.add(name);
    }
  }

  /**
   * {@code foo(x)} and {@code f(2)} look like calls; the sheet drops the first note where foo is a
   * known value.
   */
  private void noteNameBeforeBracket(Token name, Token next) {
    if (next.getType() != ChainruleParser.IMPLIED || Tokens.end(name) != Tokens.start(next)) {
      return;
    }
    int bracket = tokens.indexOf(next);
    if (tokens.kind(bracket) != Tokens.Kind.OPEN) {
      return;
    }
    int sign = tokens.kind(bracket + 1) == Tokens.Kind.SIGN ? 1 : 0;
    int close = bracket + sign + 2;
    String text = tokens.span(name).text();
    if (tokens.kind(close - 1) == Tokens.Kind.NUMBER && tokens.kind(close) == Tokens.Kind.CLOSE) {
      String number = tokens.span(bracket + 1, close - 1).text();
      notes.add(
          Diagnostic.of(Problem.NAME_AT_NUMBER, text, number, text.equals("x") ? "u" : "x")
              .at(tokens.span(bracket - 1, close)));
    } else if (text.length() > 1) {
      notes.add(Diagnostic.of(Problem.NAME_TIMES_BRACKET, text).at(tokens.span(name)));
    }
  }

  /** Brackets belong to the place of what they enclose, but make no part of their own. */
  @Override
  public void exitGroup(ChainruleParser.GroupContext context) {
    starts[count - 1] = Tokens.start(context.start);
    ends[count - 1] = Tokens.end(stream.LT(-1));
    operators[count - 1] = null;
  }

  // ---- matrices ----

  @Override
  public void enterRow(ChainruleParser.RowContext context) {
    open(context);
  }

  /** Notes where the brackets begin, at the first row, place or argument in them. */
  private void open(ParserRuleContext first) {
    ParserRuleContext rule = first.getParent();
    if (brackets.isEmpty() || brackets.peek().rule != rule) {
      brackets.push(new Brackets(rule, stream.LT(-1), count));
    }
  }

  @Override
  public void exitRow(ChainruleParser.RowContext context) {
    int next = stream.LA(1);
    if (next != ChainruleParser.ROWEND && next != ChainruleParser.RBRACKET) {
      return; // What stands here instead is about to be reported.
    }
    Brackets stack = brackets.peek();
    int width = count - stack.rowStart;
    stack.columns = stack.rows == 0 ? width : stack.columns;
    stack.rows++;
    stack.rowStart = count;
    if (width != stack.columns) {
      throw ragged(stack, width, stack.rows, stream.LT(1));
    }
  }

  private ChainruleException ragged(Brackets stack, int width, int row, Token end) {
    return Diagnostic.of(Problem.RAGGED, stack.columns, row, width)
        .at(new Span(tokens.source, Tokens.start(stack.bracket), Tokens.end(end)))
        .help("give every row the same number of entries")
        .asException();
  }

  @Override
  public void exitStack(ChainruleParser.StackContext context) {
    Brackets stack = brackets.pop();
    List<Expr> entries = lastOperands(count - stack.operands);
    int columns = stack.rows == 1 ? 1 : stack.columns;
    if (stack.rows == 1 && entries.stream().allMatch(TreeBuilder::isRow)) {
      columns = Expr.Stack.NESTED;
      stack.columns = entries.get(0).parts().size();
      for (int i = 0; i < entries.size(); i++) {
        if (entries.get(i).parts().size() != stack.columns) {
          throw ragged(stack, entries.get(i).parts().size(), i + 1, stream.LT(-1));
        }
      }
    }
    count -= entries.size();
    push(new Expr.Stack(entries, columns), Tokens.start(context.start), Tokens.end(stream.LT(-1)));
  }

  private static boolean isRow(Expr entry) {
    return entry instanceof Expr.Stack stack && stack.columns() == 1;
  }

  @Override
  public void enterPlace(ChainruleParser.PlaceContext context) {
    open(context);
  }

  @Override
  public void exitPlace(ChainruleParser.PlaceContext context) {
    brackets.peek().places.add(context.start.getType() != ChainruleParser.COLON);
  }

  @Override
  public void exitIndex(ChainruleParser.IndexContext context) {
    index();
  }

  /** The entry, row or column that the last places tell of. */
  private void index() {
    Brackets index = brackets.pop();
    boolean row = index.places.get(0);
    boolean single = index.places.size() == 1;
    boolean column = !single && index.places.get(1);
    if (!row && !column) {
      throw Diagnostic.of(Problem.NO_INDEX)
          .at(new Span(tokens.source, Tokens.start(index.bracket), Tokens.end(stream.LT(-1))))
          .help("leave the brackets out for the whole, or write [1,:] for a row")
          .asException();
    }
    Gate gate = single ? Gate.ITEM : row && column ? Gate.ENTRY : row ? Gate.ROW : Gate.COLUMN;
    apply(gate, gate.arity(), starts[count - gate.arity()]);
  }

  // ---- calls ----

  @Override
  public void enterArgument(ChainruleParser.ArgumentContext context) {
    open(context);
  }

  /** Folds a row of arguments as it comes: {@code max(a, b, c)} is {@code max(max(a, b), c)}. */
  @Override
  public void exitArgument(ChainruleParser.ArgumentContext context) {
    Brackets call = brackets.peek();
    if (stream.LA(1) == ChainruleParser.COMMA && count - call.operands == 2) {
      Token function = context.getParent().start;
      String name = tokens.name(function).name();
      if (!tokens.isDefined(name) && gate(name).spec().isVariadic()) {
        apply(gate(name), 2, Tokens.start(function));
      }
    }
  }

  private static Gate gate(String function) {
    return Gate.functionNamed(function).orElseThrow();
  }

  @Override
  public void exitCall(ChainruleParser.CallContext context) {
    boolean empty = brackets.isEmpty() || brackets.peek().rule != context;
    int given = empty ? 0 : count - brackets.pop().operands;
    Token function = context.start;
    String name = tokens.name(function).name();
    int start = Tokens.start(function);
    int end = Tokens.end(stream.LT(-1));
    if (tokens.isDefined(name)) {
      mention(name, functions);
      Expr call = new Expr.Call(name, lastOperands(given));
      count -= given;
      push(call, start, end);
      return;
    }
    Gate gate = gate(name).taking(given);
    GateSpec spec = gate.spec();
    if (given < spec.required() || given > gate.arity()) {
      throw SyntaxErrors.argumentCount(spec, given, new Span(tokens.source, start, end))
          .asException();
    }
    while (given < gate.arity()) {
      String parameter = spec.parameters().get(given++);
      push(Expr.Number.of(spec.defaultOf(parameter)), end, end);
    }
    apply(gate, given, start);
  }

  // ---- the stack ----

  /** The gate on the last operands; it ends with the token that was read last. */
  private void apply(Gate gate, int arity, int start) {
    Expr expr =
        arity == 1
            ? Expr.Apply.of(gate, operands[count - 1])
            : arity == 2
                ? Expr.Apply.of(gate, operands[count - 2], operands[count - 1])
                : new Expr.Apply(gate, lastOperands(arity));
    count -= arity;
    push(expr, start, Tokens.end(stream.LT(-1)));
  }

  private List<Expr> lastOperands(int some) {
    return List.of(Arrays.copyOfRange(operands, count - some, count));
  }

  private void push(Expr expr, int start, int end) {
    if (count == operands.length) {
      int more = count * 2;
      operands = Arrays.copyOf(operands, more);
      starts = Arrays.copyOf(starts, more);
      ends = Arrays.copyOf(ends, more);
      operators = Arrays.copyOf(operators, more);
    }
    operands[count] = expr;
    operators[count] = null;
    starts[count] = start;
    ends[count++] = end;
    places.add(start, end);
  }
}
