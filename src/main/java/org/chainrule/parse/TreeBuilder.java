package org.chainrule.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
 * Builds statements from what the grammar recognises: a stack of operands and a stack of operators,
 * ordered by the precedences of the table of gates (the shunting yard of Dijkstra, 1961).
 *
 * <p>Parts are numbered as they are completed, which is the postorder that {@link SourceMap} counts
 * on.
 */
final class TreeBuilder {
  /** Entries of the operator stack that are no operators. */
  private static final int BARRIER = -1;

  private static final int PREFIX = 1 << 16;
  private static final int ROOT_PRECEDENCE = 90;
  private static final Set<Gate> ORDERS = EnumSet.of(Gate.LT, Gate.LE, Gate.GT, Gate.GE);
  private static final Set<Gate> COMPARISONS =
      EnumSet.of(Gate.LT, Gate.LE, Gate.GT, Gate.GE, Gate.EQ, Gate.NE);

  private final Tokens tokens;
  private final Cursor cursor;
  private final Limits limits;
  private final List<Statement> statements = new ArrayList<>();
  private final List<Diagnostic> notes = new ArrayList<>();
  private final List<Text.Mentions> mentions = new ArrayList<>();
  private final Places places = new Places();

  private Expr[] operands = new Expr[32];
  private int[] operandStarts = new int[32];
  private int[] operandEnds = new int[32];
  private int operandCount;
  private int[] operators = new int[32];
  private int[] operatorTokens = new int[32];
  private int operatorCount;
  private int[] calls = new int[16];
  private int[] callOperands = new int[16];
  private int[] groups = new int[16];
  private int groupCount;
  private int callCount;
  private final Deque<Brackets> brackets = new ArrayDeque<>();

  /** For each symbol the number of the side in which it was met last. */
  private int[] metIn = new int[64];

  private int sideNumber;
  private List<String> names;
  private List<String> functions;

  private Statement.Target target;
  private int statementStart;
  private final List<Expr> subjects = new ArrayList<>();
  private final List<Expr> sides = new ArrayList<>();
  private final List<String> relations = new ArrayList<>();

  TreeBuilder(Tokens tokens, Cursor cursor, Limits limits) {
    this.limits = limits;
    this.tokens = tokens;
    this.cursor = cursor;
  }

  Text finish() {
    return new Text(statements, mentions, places.map(tokens.source), notes);
  }

  /** Forgets a statement that could not be read. */
  void abandonStatement() {
    places.abandonStatement();
  }

  // ---- statements ----

  void beginStatement() {
    target = Statement.Target.PLAIN;
    subjects.clear();
    sides.clear();
    relations.clear();
    operandCount = 0;
    operatorCount = 0;
    callCount = 0;
    groupCount = 0;
    brackets.clear();
    statementStart = tokens.starts[cursor.index()];
    places.beginStatement();
    beginMentions();
  }

  private void beginMentions() {
    names = new ArrayList<>();
    functions = new ArrayList<>();
    sideNumber++;
  }

  private void mention(int symbol, List<String> list) {
    if (symbol >= metIn.length) {
      metIn = Arrays.copyOf(metIn, Math.max(symbol + 1, metIn.length * 2));
    }
    if (metIn[symbol] != sideNumber) {
      metIn[symbol] = sideNumber;
      list.add(tokens.symbols.name(symbol).name());
    }
  }

  void keyword() {
    target = Keywords.of(name(cursor.index()).name());
  }

  void subject() {
    subjects.add(pop());
  }

  void relation() {
    if (relations.isEmpty()) {
      beginMentions();
    }
    relations.add(Operators.RELATIONS.get(tokens.payloads[cursor.index()]));
  }

  void side() {
    sides.add(pop());
  }

  void endStatement() {
    if (cursor.kind() != ChainruleParser.SEPARATOR && cursor.kind() != ChainruleParser.EOF) {
      return; // What stands here instead is about to be reported.
    }
    statements.add(statement());
    mentions.add(new Text.Mentions(names, functions));
    places.endStatement(statementStart, tokens.ends[cursor.index() - 1]);
  }

  private Statement statement() {
    if (target == Statement.Target.OUTPUT && sides.isEmpty()) {
      return new Statement.Output(subjects.get(0));
    }
    if (sides.isEmpty() && target == Statement.Target.PLAIN && subjects.size() == 1) {
      return new Statement.Bare(subjects.get(0));
    }
    if (sides.isEmpty()) {
      throw Diagnostic.of(Problem.CLAIM_WITHOUT_NUMBER)
          .at(tokens.span(cursor.index() - 1))
          .help("write what you think it is, as in: up q = -4")
          .asException();
    }
    if (isFunctionDefinition()) {
      Expr.Call call = (Expr.Call) subjects.get(0);
      List<String> parameters = call.operands().stream().map(Expr::toString).toList();
      return new Statement.Function(call.function(), parameters, sides.get(0));
    }
    return new Statement.Relation(target, subjects, sides, relations);
  }

  private boolean isFunctionDefinition() {
    return target == Statement.Target.PLAIN
        && subjects.size() == 1
        && sides.size() == 1
        && relations.get(0).equals("=")
        && subjects.get(0) instanceof Expr.Call call
        && call.operands().stream().allMatch(Expr.Name.class::isInstance);
  }

  // ---- expressions ----

  void open() {
    pushOperator(BARRIER);
  }

  void close() {
    while (operators[operatorCount - 1] != BARRIER) {
      reduce();
    }
    operatorCount--;
  }

  void prefix() {
    if (cursor.kind() == ChainruleParser.ROOT) {
      pushOperator(PREFIX | Gate.SQRT.ordinal());
    } else if (Operators.gate(tokens.payloads[cursor.index()]) == Gate.SUB) {
      pushOperator(PREFIX | Gate.NEG.ordinal());
    }
  }

  void infix() {
    boolean implied = cursor.kind() == ChainruleParser.IMPLIED;
    if (implied) {
      noteNameBeforeBracket();
    }
    Gate gate = implied ? Gate.MUL : Operators.gate(tokens.payloads[cursor.index()]);
    GateSpec spec = gate.spec();
    int binding = spec.precedence();
    boolean right = spec.isRightAssociative();
    while (operators[operatorCount - 1] != BARRIER) {
      int top = precedence(operators[operatorCount - 1]);
      if (top < binding || top == binding && right) {
        break;
      }
      if (implied && operators[operatorCount - 1] == Gate.DIV.ordinal()) {
        noteQuotient();
      }
      noteChain(gate);
      reduce();
    }
    pushOperator(gate.ordinal());
  }

  /** {@code 1/2x} is {@code (1/2)*x}, which not everybody means. */
  private void noteQuotient() {
    int slash = operatorTokens[operatorCount - 1];
    String denominator = tokens.text(slash + 1);
    String factor = tokens.text(cursor.index());
    notes.add(
        Diagnostic.of(Problem.QUOTIENT_TIMES_FACTOR, denominator, factor)
            .at(tokens.span(slash, cursor.index()))
            .help("write ../(" + denominator + "*" + factor + ") if both belong below the line"));
  }

  /** {@code 1 < x < 3} compares an outcome; {@code 1 < x == 1} does too, and says so. */
  private void noteChain(Gate gate) {
    int operator = operators[operatorCount - 1];
    if (!COMPARISONS.contains(gate) || (operator & PREFIX) != 0) {
      return;
    }
    Gate first = Operators.gate(operator);
    boolean asks = !ORDERS.contains(gate) && ORDERS.contains(first);
    if (COMPARISONS.contains(first) && !asks) {
      Span span =
          new Span(tokens.source, operandStarts[operandCount - 2], operandEnds[operandCount - 1]);
      notes.add(Diagnostic.of(Problem.CHAINED_COMPARISON, span.text()).at(span));
    }
  }

  /**
   * {@code foo(x)} and {@code f(2)} look like calls; the sheet drops the first note where foo is a
   * known value.
   */
  private void noteNameBeforeBracket() {
    int bracket = cursor.index();
    int name = bracket - 1;
    if (tokens.kinds[bracket] != ChainruleParser.OPEN
        || tokens.kinds[name] != ChainruleParser.NAME
        || tokens.ends[name] != tokens.starts[bracket]) {
      return;
    }
    int sign = tokens.kinds[bracket + 1] == ChainruleParser.SIGN ? 1 : 0;
    int close = bracket + sign + 2;
    String text = tokens.text(name);
    if (close < tokens.size
        && tokens.kinds[close - 1] == ChainruleParser.NUMBER
        && tokens.kinds[close] == ChainruleParser.CLOSE) {
      String number = tokens.span(bracket + 1, close - 1).text();
      notes.add(
          Diagnostic.of(Problem.NAME_AT_NUMBER, text, number, text.equals("x") ? "u" : "x")
              .at(tokens.span(name, close)));
    } else if (text.length() > 1) {
      notes.add(Diagnostic.of(Problem.NAME_TIMES_BRACKET, text).at(tokens.span(name)));
    }
  }

  private static int precedence(int operator) {
    Gate gate = Operators.gate(operator & ~PREFIX);
    return gate == Gate.SQRT ? ROOT_PRECEDENCE : gate.spec().precedence();
  }

  private void reduce() {
    int operator = operators[--operatorCount];
    Gate gate = Operators.gate(operator & ~PREFIX);
    if ((operator & PREFIX) != 0) {
      int start = tokens.starts[operatorTokens[operatorCount]];
      apply(gate, 1, start, operandEnds[operandCount - 1]);
    } else {
      apply(gate, 2, operandStarts[operandCount - 2], operandEnds[operandCount - 1]);
    }
  }

  private void apply(Gate gate, int count, int start, int end) {
    Expr expr =
        count == 1
            ? Expr.Apply.of(gate, operands[operandCount - 1])
            : count == 2
                ? Expr.Apply.of(gate, operands[operandCount - 2], operands[operandCount - 1])
                : new Expr.Apply(gate, lastOperands(count));
    operandCount -= count;
    push(expr, start, end);
  }

  private List<Expr> lastOperands(int count) {
    return List.of(Arrays.copyOfRange(operands, operandCount - count, operandCount));
  }

  // ---- operands ----

  void number() {
    int token = cursor.index();
    int start = tokens.starts[token];
    int end = tokens.ends[token];
    if (!Numbers.isShort(tokens.source.text(), start, end)) {
      Numbers.refuse(tokens.text(token), tokens.span(token), limits);
    }
    Expr.Number number = Numbers.read(tokens.source.text(), start, end);
    if (Double.isInfinite(number.value())) {
      throw Numbers.tooLarge(tokens.text(token)).at(tokens.span(token)).asException();
    }
    push(number, start, end);
  }

  void name() {
    int token = cursor.index();
    mention(tokens.payloads[token], names);
    push(name(token), tokens.starts[token], tokens.ends[token]);
  }

  private Expr.Name name(int token) {
    return tokens.symbols.name(tokens.payloads[token]);
  }

  void group() {
    if (groupCount == groups.length) {
      groups = Arrays.copyOf(groups, groupCount * 2);
    }
    groups[groupCount++] = cursor.index();
  }

  /** Brackets belong to the place of what they enclose, but make no part of their own. */
  void grouped() {
    int open = groups[--groupCount];
    operandStarts[operandCount - 1] = tokens.starts[open];
    operandEnds[operandCount - 1] = tokens.ends[cursor.index()];
  }

  void superscript() {
    int token = cursor.index();
    int start = tokens.starts[token];
    int end = tokens.ends[token];
    String digits = Letters.digits(tokens.text(token));
    boolean negative = digits.startsWith("-");
    String magnitude = negative ? digits.substring(1) : digits;
    if (magnitude.isEmpty() || magnitude.contains("-")) {
      throw Diagnostic.of(Problem.MALFORMED_NUMBER, tokens.text(token))
          .at(tokens.span(token))
          .asException();
    }
    Numbers.refuse(magnitude, tokens.span(token), limits);
    push(Expr.Number.of(magnitude), start, end);
    if (negative) {
      apply(Gate.NEG, 1, start, end);
    }
    apply(Gate.POW, 2, operandStarts[operandCount - 2], end);
  }

  // ---- square brackets ----

  void transpose() {
    int last = operandCount - 1;
    apply(Gate.TRANSPOSE, 1, operandStarts[last], tokens.ends[cursor.index()]);
  }

  /** Opens a stack; its entries wait among the operands until the bracket closes. */
  void stack() {
    brackets.push(new Brackets(cursor.index(), operandCount));
  }

  void rowEnd() {
    endRow(brackets.peek());
  }

  private void endRow(Brackets stack) {
    int width = operandCount - stack.rowStart;
    if (stack.columns == 0) {
      stack.columns = width;
    }
    stack.rows++;
    stack.rowStart = operandCount;
    if (width != stack.columns) {
      throw ragged(stack, stack.columns, width, stack.rows);
    }
  }

  private ChainruleException ragged(Brackets stack, int columns, int width, int row) {
    return Diagnostic.of(Problem.RAGGED, columns, row, width)
        .at(tokens.span(stack.token, cursor.index()))
        .help("give every row the same number of entries")
        .asException();
  }

  void stacked() {
    if (cursor.kind() != ChainruleParser.RBRACKET) {
      return; // What stands here instead is about to be reported.
    }
    Brackets stack = brackets.pop();
    boolean oneRow = stack.rows == 0;
    endRow(stack);
    List<Expr> entries = lastOperands(operandCount - stack.operands);
    int columns = oneRow ? 1 : stack.columns;
    if (oneRow && entries.stream().allMatch(TreeBuilder::isRow)) {
      columns = Expr.Stack.NESTED;
      int width = entries.get(0).parts().size();
      for (int i = 0; i < entries.size(); i++) {
        if (entries.get(i).parts().size() != width) {
          throw ragged(stack, width, entries.get(i).parts().size(), i + 1);
        }
      }
    }
    operandCount -= entries.size();
    push(new Expr.Stack(entries, columns), tokens.starts[stack.token], tokens.ends[cursor.index()]);
  }

  private static boolean isRow(Expr entry) {
    return entry instanceof Expr.Stack stack && stack.columns() == 1;
  }

  void index() {
    brackets.push(new Brackets(cursor.index(), operandCount));
  }

  void whole() {
    brackets.peek().places.add(false);
  }

  void placed() {
    brackets.peek().places.add(true);
  }

  void indexed() {
    if (cursor.kind() != ChainruleParser.RBRACKET) {
      return;
    }
    Brackets index = brackets.pop();
    List<Boolean> places = index.places;
    boolean row = places.get(0);
    boolean column = places.size() > 1 && places.get(1);
    if (!row && !column) {
      throw Diagnostic.of(Problem.NO_INDEX)
          .at(tokens.span(index.token, cursor.index()))
          .help("leave the brackets out for the whole, or write [1,:] for a row")
          .asException();
    }
    Gate gate =
        places.size() == 1 ? Gate.ITEM : row && column ? Gate.ENTRY : row ? Gate.ROW : Gate.COLUMN;
    int count = gate.arity();
    apply(gate, count, operandStarts[operandCount - count], tokens.ends[cursor.index()]);
  }

  /** Square brackets that are open: a matrix, or an index. */
  private static final class Brackets {
    final int token;
    final int operands;
    final List<Boolean> places = new ArrayList<>(2);
    int rowStart;
    int columns;
    int rows;

    Brackets(int token, int operands) {
      this.token = token;
      this.operands = operands;
      this.rowStart = operands;
    }
  }

  // ---- calls ----

  void call() {
    if (callCount == calls.length) {
      calls = Arrays.copyOf(calls, callCount * 2);
      callOperands = Arrays.copyOf(callOperands, callCount * 2);
    }
    calls[callCount] = cursor.index();
    callOperands[callCount++] = operandCount;
  }

  /** Folds a row of arguments as it comes: {@code max(a, b, c)} is {@code max(max(a, b), c)}. */
  void argument() {
    int token = calls[callCount - 1];
    Gate gate = gate(token);
    if (gate != null
        && gate.spec().isVariadic()
        && operandCount - callOperands[callCount - 1] == 2
        && cursor.kind() == ChainruleParser.COMMA) {
      apply(gate, 2, tokens.starts[token], operandEnds[operandCount - 1]);
    }
  }

  /** The gate that the call at {@code token} names, or null where the text defines the function. */
  private Gate gate(int token) {
    int symbol = tokens.payloads[token];
    return tokens.symbols.isDefinedFunction(symbol)
        ? null
        : Gate.functionNamed(tokens.symbols.name(symbol).name()).orElseThrow();
  }

  void called() {
    if (cursor.kind() != ChainruleParser.CLOSE) {
      return; // What stands here instead is about to be reported.
    }
    int token = calls[--callCount];
    int count = operandCount - callOperands[callCount];
    int start = tokens.starts[token];
    int end = tokens.ends[cursor.index()];
    Gate gate = gate(token);
    if (gate == null) {
      mention(tokens.payloads[token], functions);
      Expr call = new Expr.Call(name(token).name(), lastOperands(count));
      operandCount -= count;
      push(call, start, end);
      return;
    }
    gate = gate.taking(count);
    GateSpec spec = gate.spec();
    if (count < spec.required() || count > gate.arity()) {
      throw SyntaxErrors.argumentCount(spec, count, tokens.span(token, cursor.index()))
          .asException();
    }
    while (count < gate.arity()) {
      String parameter = spec.parameters().get(count++);
      push(Expr.Number.of(spec.defaultOf(parameter)), end, end);
    }
    apply(gate, count, start, end);
  }

  // ---- stacks ----

  private void push(Expr expr, int start, int end) {
    if (operandCount == operands.length) {
      int more = operandCount * 2;
      operands = Arrays.copyOf(operands, more);
      operandStarts = Arrays.copyOf(operandStarts, more);
      operandEnds = Arrays.copyOf(operandEnds, more);
    }
    operands[operandCount] = expr;
    operandStarts[operandCount] = start;
    operandEnds[operandCount++] = end;
    places.add(start, end);
  }

  private Expr pop() {
    return operands[--operandCount];
  }

  private void pushOperator(int operator) {
    if (operatorCount == operators.length) {
      operators = Arrays.copyOf(operators, operatorCount * 2);
      operatorTokens = Arrays.copyOf(operatorTokens, operatorCount * 2);
    }
    operators[operatorCount] = operator;
    operatorTokens[operatorCount++] = cursor.index();
  }
}
