package org.chainrule.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that chainrule may have to say about a text: a stable code, the sentence, and what
 * {@code chainrule explain} says about it. Codes are never given to another problem; those that
 * begin with N are notes, which stop nothing.
 */
public enum Problem {
  UNKNOWN_CHARACTER(
      "E001",
      "%s is no part of the language",
      "x $ y",
      "A character that has no meaning here. Names are made of letters, digits and _; the operators"
          + " are those of 'chainrule gates'."),
  UNCLOSED_BRACKET(
      "E002",
      "this bracket is never closed",
      "(x + y",
      "Every ( needs its ), every [ its ]. A bracket may go on over several lines, but not over the beginning of"
          + " the next equation."),
  UNOPENED_BRACKET(
      "E003", "this %s closes nothing", "x + y)", "Every ) needs a ( before it, every ] a [."),
  OPERAND_MISSING(
      "E004",
      "something is missing %s",
      "x + * y",
      "An operator stands between two operands, a sign before one. Here one of them is missing."),
  OPERATOR_MISSING(
      "E005",
      "an operator is missing between %s and %s",
      "2 3",
      "Multiplication may go unwritten before a name or a bracket, as in 2x, 2sin(x) or (x + y)z. A"
          + " number may not follow another operand directly."),
  FUNCTION_WITHOUT_BRACKETS(
      "E006",
      "%s is a function and needs its argument in brackets",
      "sin x",
      "A function is called with brackets: sin(x), never sin x."),
  ARGUMENT_COUNT(
      "E007",
      "%s takes %s, not %s",
      "sin(x, y)",
      "Each function has its number of arguments; 'chainrule gates' lists them."),
  COMMA_MISSING(
      "E008",
      "a comma is missing between %s and %s",
      "max(1 2)",
      "Arguments of a function and entries of a matrix are separated by commas."),
  DECIMAL_COMMA(
      "E009",
      "a decimal number is written with a point",
      "x = 0,20",
      "A comma separates statements and arguments, so 0,20 would be two numbers. Write 0.20."),
  MALFORMED_NUMBER(
      "E010",
      "%s is not a number",
      "1..2",
      "A number has digits, at most one point, and perhaps an exponent: 3, 0.25, 1e-3."),
  DOUBLED_OPERATOR(
      "E011",
      "%s stands here twice",
      "x ^^ 2",
      "Two operators in a row: most likely one too many was typed."),
  SHAPES(
      "E012",
      "shapes do not fit%s",
      "W = [1, 2; 3, 4]; x = [1, 2, 3]; sum(W @ x)",
      "Every value is a matrix: a scalar is 1x1, a vector is a column. W @ x needs as many rows in x as"
          + " W has columns; operations entry by entry need the same shape, or 1 where they differ."),
  NOTHING_AFTER_RELATION(
      "E013", "nothing stands behind the %s", "f(x) =", "An equation needs two sides."),
  RELATION_INSIDE(
      "E014",
      "%s cannot stand inside brackets",
      "(x = 2)",
      "An = makes a statement of its own. To compare two values inside an expression write ==, <,"
          + " <=, >, >= or !=."),
  LATEX(
      "E015",
      "this looks like LaTeX",
      "\\frac{x}{2}",
      "Formulas are typed as on a calculator: (a + b)/c for a fraction, x^2 or x^(n + 1) for a power,"
          + " sqrt(x), theta, w_1."),
  NESTED_TOO_DEEP(
      "E016",
      "brackets are nested more than %s deep",
      "((((x))))",
      "Reading a bracket inside a bracket takes memory for each level, so there is a limit. The"
          + " option --max-depth N raises it."),
  POWER_OF_FUNCTION(
      "E017",
      "%s is a function, and a power of it needs its argument first",
      "sin^2(x)",
      "The notes write sin^2(x) for the square of sin(x); here the argument comes first:"
          + " sin(x)^2."),
  NO_FUNCTION(
      "E018",
      "%s is not a function",
      "g(x, y)",
      "A name before a bracket is a function only if the language has it or the text defines it, as"
          + " in g(x, y) = x + y; otherwise it is multiplied, and then there can be no comma."),
  STRAY_COMMA(
      "E019",
      "a comma separates the arguments of a function; these brackets have none",
      "(x, y)",
      "Outside brackets a comma separates statements, inside those of a call it separates"
          + " arguments."),
  STRAY_ARROW(
      "E020",
      "-> cannot stand here",
      "x -> y -> z",
      "An arrow names an edge of the graph: down q->x, from the gate q to its operand x."),
  CLAIM_WITHOUT_NUMBER(
      "E021",
      "this claim has no right side",
      "value q",
      "A claim says what a value or a gradient is: up q = -4."),
  NUMBER_TOO_LARGE(
      "E022",
      "%s is beyond the largest number, 1.8e308",
      "1e999*x",
      "Numbers are computed as IEEE doubles, which end at about 1.8e308."),
  RAGGED(
      "E023",
      "the first row has %s entries, row %s has %s",
      "[1, 2; 3]",
      "The rows of a matrix are equally long. Rows are separated by ; and entries by commas."),
  NO_INDEX(
      "E024",
      "this index leaves nothing out",
      "x[:]",
      "An index picks an entry W[1,2] or x[3], a row W[1,:] or a column W[:,2]. Indices start at 1."),
  RANGE(
      "E025",
      "an index is one row, one column or all of them",
      "x[1:2]",
      "A colon stands alone, for a whole row W[1,:] or a whole column W[:,2]."),

  UNKNOWN_NAME(
      "E101",
      "nothing is called %s",
      "f = x*y; z = 3",
      "Every name must be an input of a formula or be defined by one. A value for a name that nothing"
          + " uses is most likely a slip of the keyboard."),
  CIRCLE(
      "E102",
      "%s is defined by itself: %s",
      "a = b + 1; b = 2*a",
      "Definitions are equations in any order, but none may need its own value."),
  GIVEN_TWICE(
      "E103",
      "%s is given two values",
      "f = x^2; x = 1; x = 2",
      "An input has one value. A value on the command line replaces the one in a file; two in one"
          + " text contradict each other."),
  VALUE_MISSING(
      "E104",
      "%s",
      "f = x*y; x = 2",
      "Either every input has a value, and the trace shows numbers, or none has, and it shows"
          + " formulas."),
  FUNCTION_AS_NAME(
      "E105",
      "%s is a function, so it cannot be the name of a value",
      "sum = x + y",
      "The names of functions are taken; 'chainrule gates' lists them. Choose another name."),
  DERIVATIVE_AS_NAME(
      "E106",
      "%s reads as a derivative by %s, so it cannot be the name of a definition",
      "q = x + y; dx = q*2",
      "df/dx, df and dx are derivative notation as soon as f and x are names of the text. Choose"
          + " another name."),
  NOTHING_TO_COMPUTE(
      "E107",
      "there is nothing to compute",
      "x = 3",
      "A text needs at least one formula: a bare one such as x*y, or a definition such as f = x*y."),
  UNKNOWN_OUTPUT(
      "E108",
      "no node is called %s",
      "f = x*y; output g",
      "output, --of and by take the name of a node or an input, or the expression that a node"
          + " computes."),
  UNKNOWN_CLAIM(
      "E109",
      "I do not know what %s stands for",
      "f = x*y; up z = 1",
      "A claim is about a node that has a name, or about an expression that stands in the text."),
  NO_SUCH_EDGE(
      "E110",
      "%s is no operand of %s",
      "q = x + y; f = q*z; local df/dx = 1",
      "A local gradient and a downstream gradient belong to one edge of the graph: from a gate to one"
          + " of its own operands."),
  REPEATED_PARAMETER(
      "E111",
      "%s has the parameter %s twice",
      "g(x, x) = x",
      "The parameters of a function need different names."),
  NOT_A_CONSTANT(
      "E112",
      "the value of %s must be a number or a constant expression",
      "x=y+1 as a value on the command line",
      "Values may be computed from numbers and constants, as in x=1/3 or t=pi/2, but not from other"
          + " names."),
  NOT_A_VALUE(
      "E113",
      "%s is not of the form name=value",
      "chainrule 'x*y' 3",
      "Behind the expression stand the values of its inputs: x=3 y=1/2."),
  DEFINED_AND_GIVEN(
      "E114",
      "%s is defined by a formula, so it cannot be given a value",
      "chainrule 'q = x + y; q*z' q=3",
      "Values belong to inputs. A definition has the value that its formula has."),
  FUNCTION_TWICE(
      "E115",
      "the function %s is defined twice",
      "g(x) = x; g(x) = 2x; g(3y)",
      "A function has one definition."),
  UNREADABLE_CLAIM(
      "E116",
      "%s names no edge of the graph",
      "q = x + y; local q = 1",
      "A local gradient is written local dq/dx, the gradient of an edge down q->x."),
  OUTPUT_NOT_SCALAR(
      "E117",
      "the output %s is %s; a gradient needs one number",
      "W = [1, 2; 3, 4]; x = [1, 2]; W @ x",
      "The chain rule sends back the gradient of one number. sum, norm, mean, max or an index such as"
          + " q[1] make one of a matrix; --jacobian shows all partial derivatives of a matrix."),
  INDEX_OUT_OF_RANGE(
      "E118",
      "there is no %s",
      "x = [1, 2]; x[3]",
      "Indices are whole numbers; the first row, the first column and the first entry have the index"
          + " 1."),
  NOT_A_SIZE(
      "E119",
      "%s needs numbers of rows and columns that are written out",
      "zeros(n)*x",
      "The shape of every value is known before anything is computed, so the size of zeros, ones and"
          + " eye is a whole number from 1 on, not a name."),
  TOO_LARGE(
      "E120",
      "a matrix of %s is too large",
      "zeros(100000, 100000)",
      "The entries of matrices must fit the memory, so there is a limit to each matrix and to all that a"
          + " text writes out. The option --max-entries N raises it."),
  UNREADABLE_FILE(
      "E121",
      "%s",
      "W=@weights.csv",
      "A file of values has one row of the matrix on each line, numbers separated by commas."),
  SECOND_BY_MATRIX(
      "E122",
      "the derivative by %s is %s, so it has no second derivative as one formula",
      "chainrule diff 'sum(W^3)' --order 2 with a matrix W",
      "A second derivative by a matrix has four indices. Second derivatives are shown by inputs that"
          + " are numbers."),
  NO_DERIVATIVE_OF_SHAPE(
      "E123",
      "%s is the derivative of a %s by a %s, which no matrix holds",
      "W = [1, 2; 3, 4]; x = [1, 2]; q = W @ x; g = dq/dW; sum(g)",
      "The derivative of a number has the shape of what it is taken by, a derivative by a number that of"
          + " what is differentiated, and that of a vector by a vector is the Jacobian, a row for each"
          + " output. Anything else has three or four indices: take one entry."),
  JACOBIAN_TOO_LARGE(
      "E124",
      "the Jacobian %s is %s; a formula has at most %s entries",
      "a derivative of a vector with 1000 entries by another",
      "A Jacobian in a formula is written out row by row. --jacobian shows larger ones, in numbers."),
  DERIVATIVE_BY_CONSTANT(
      "E125",
      "%s: %s is a constant, and nothing changes with it",
      "f = pi*x^2; g = df/dpi; g + x",
      "A derivative is taken by an input or by a node that depends on one."),
  NO_PLAIN_OUTPUT(
      "E126",
      "%s needs an output, and every line uses a derivative",
      "w = x - up x",
      "A gradient of the backward pass comes from the output, which is chosen among the lines without"
          + " derivatives."),
  ROLE_OF_PARAMETER(
      "E127",
      "%s: %s is a parameter of %s, and no node of the graph",
      "h(u) = u*up u; f = h(x)",
      "Gradients of the backward pass belong to the nodes of the text; the same function may be called"
          + " many times."),
  TWO_READINGS(
      "E128",
      "'%s' can be read in two ways",
      "df/dx = 1,234 in homework",
      "A sheet of homework is read generously, but nothing is guessed where a guess could turn a right"
          + " answer into a wrong one."),
  OTHER_POINT(
      "E129",
      "'%s' is not the point of this sheet",
      "df/dx = -4 at x = 3 in homework where x = -2",
      "A sheet of homework has one point, which its values give; what is claimed at another one cannot"
          + " be judged there."),
  STRANGE_WORDS(
      "E130",
      "I do not know what '%s' stands for",
      "df/dx = -4 or 4 in homework",
      "Words around a claim are read where they are the usual ones; others may change what is meant,"
          + " and so are asked back."),

  BAD_REQUEST(
      "E201",
      "%s",
      "a line of chainrule pipe that is not JSON",
      "A request of chainrule pipe is one JSON object on one line, with the text and, if you like, an"
          + " id, the point at, by and want; or with a sheet of homework; or with claims to check, the"
          + " text that they are about, and the point at."),

  NOT_ONE_NUMBER(
      "E202",
      "the %s is %s, not one number",
      "Chainrule.parse(\"x = [1, 2]; 2*x\").value(Map.of())",
      "The methods of the library that take and give numbers by their names are for functions of numbers; those"
          + " that take a Point give matrices."),

  TOO_MANY_DIGITS(
      "E301",
      "a number of %s digits is too long",
      "0.1000000... with thousands of digits",
      "Numbers are computed as IEEE doubles, which have 17 digits. More are read, to a limit, because claims"
          + " are compared digit by digit."),
  NUMBER_TOO_SMALL(
      "E302",
      "%s is nearer to 0 than 1e-%s",
      "1e-9999999*x",
      "Numbers are computed as IEEE doubles; what is smaller than 5e-324 is 0 there."),
  TOO_MANY_PARTS(
      "E303",
      "the calls of functions expand to more than %s parts",
      "g(u) = u*2, then h(u) = g(g(u)), and so on thirty times",
      "A call is expanded into the gates of its function's body; functions that call one another twice"
          + " grow like a power of two."),
  TOO_MUCH_WORK(
      "E304",
      "this takes more than %s evaluations of gates",
      "a request of chainrule pipe with a large matrix product at thousands of points",
      "What strangers ask for is counted, so that one line cannot keep the others waiting. Each gate"
          + " counts once for each number that it computes or adds."),
  OUT_OF_TIME(
      "E305",
      "this is not finished after %s seconds",
      "a request of chainrule pipe that takes long",
      "Work is counted in evaluations of gates; the time is the last resort where counting does not see"
          + " what takes long."),
  TOO_LONG(
      "E306",
      "%s longer than %s bytes",
      "a line of a hundred megabytes",
      "Files, lines and answers are held in memory, so their length has a limit."),

  TOO_MUCH_MEMORY(
      "E307",
      "this takes more memory than the %s MB that Java may use",
      "a chain of hundreds of gates on matrices of millions of entries",
      "The text's gates, and the value of each, are kept until the gradients are known."
          + " CHAINRULE_JAVA_OPTS=-Xmx8g lets Java use more of the machine's memory."),

  FAULT(
      "E900",
      "a fault of ours: %s; please report it, with the text that led to it",
      "a text that no test of ours has thought of",
      "This should not happen, whatever the text says. The other lines are answered all the same."),

  DERIVATIVE_POWER(
      "E026",
      "the power of %s may be meant in two ways",
      "f = x^3; g = df/dx^2",
      "A derivative is one operand. Its power needs brackets, and the second derivative is written"
          + " d2f/dx2."),
  DERIVATIVE_TWOFOLD(
      "E027",
      "the second derivative by %s and the derivative by %s are written alike",
      "x = 1; x2 = 2; f = x^3*x2; g = d2f/dx2",
      "Where both x and x2 are names, dx2 does not tell which is meant."),
  DERIVATIVE_FORM(
      "E029",
      "%s is no derivative as it is written",
      "f = x^2*y; g = d2f/(dx dy)",
      "Derivatives are written df/dx, d2f/dx2, d2f/dxdy, d/dx (x^2*y). What is meant as one is never"
          + " read as a quotient."),
  LOCAL_ORDER(
      "E028",
      "a local gradient is of the first order, and %s is not",
      "q = x^3; g = local d2q/dx2",
      "A gate has a local gradient for each of its operands. Higher derivatives are written without"
          + " 'local'."),

  QUOTIENT_TIMES_FACTOR(
      "N001",
      "1/%1$s%2$s is read from left to right, as (1/%1$s)*%2$s",
      "1/2x",
      "Unwritten multiplication binds like written one."),
  NAME_TIMES_BRACKET(
      "N002",
      "%1$s is not a function, so %1$s(...) is read as a product",
      "foo(x)",
      "A name before a bracket is called only if it is a function."),
  CONSTANT_HIDDEN(
      "N003",
      "%s is a name of this text here, not the constant",
      "e = exp(x); e + 1",
      "pi and e are constants unless the text, or a value on the command line, uses the name for"
          + " something else."),
  TRANSPOSED_SCALAR(
      "N004",
      "%1$s is one number, and its transpose %1$s' is the same number",
      "x = 2; x'*3",
      "The mark ' transposes a matrix. A derivative is written df/dx."),
  BROADCAST_PRODUCT(
      "N005",
      "%s multiplies entry by entry, with %s repeated to %s; the matrix product is %s",
      "W = [1, 2; 3, 4]; x = [1, 2]; sum(W*x)",
      "The sign * multiplies entries that stand at the same place; @ is the product of a matrix and a"
          + " vector."),
  SHAPES_ASSUMED(
      "N006",
      "without values these shapes are taken: %s",
      "sum(W @ x)",
      "Formulas hold for any sizes that fit. A letter is a number of rows or columns that is not known;"
          + " operands that are combined entry by entry are taken to have the same shape."),
  OUTER(
      "N007",
      "%s is %s: the %s and the %s operand are both repeated",
      "x = [1, 2]; sum(x + x')",
      "A column and a row that are combined entry by entry make a matrix of all pairs. Most often one"
          + " of them was meant to be transposed."),
  RUN_TOGETHER(
      "N011",
      "%s is one name; did you mean %s?",
      "w = 2; wx + w*x",
      "Names may have several letters, so xy is one name and no product: write x*y, or x y with a blank."
          + " A function needs brackets: sin(x)."),
  POWER_OF_T(
      "N012",
      "%1$s^T is a power with the exponent T; the transpose is written %1$s'",
      "w^T @ x",
      "T is a name like any other. The mark ' transposes a matrix, as in w' @ x."),
  CHAINED_COMPARISON(
      "N013",
      "%s is 1 or 0 before it is compared again; for both at once multiply, as in (1 < x)*(x < 3)",
      "1 < x < 3",
      "A comparison is 1 where it holds and 0 where it does not, so a product of comparisons is 1 where"
          + " all of them hold."),
  NAME_AT_NUMBER(
      "N014",
      "%1$s is not a function, so %1$s(%2$s) is a product; a function is defined as %1$s(%3$s) = ...",
      "f = x^2; f(2)",
      "f = x^2 defines one quantity, and f(2) is twice that. Define f(x) = x^2 to write f(2), or give x"
          + " the value 2 to see f there."),
  PRIME(
      "N016",
      "%1$s'(%2$s) is the transpose of %1$s, times %2$s; a derivative is written d%1$s/d%3$s",
      "f = x^2; f'(x)",
      "The mark ' transposes a matrix, and a name before a bracket is a factor unless it is a function."
          + " In a session df/dx shows the derivative; elsewhere every gradient is in the trace."),
  NOT_SHOWN(
      "N015",
      "%s has no name and is not the last expression, so it is not shown; the output is %s",
      "x^2; x^3",
      "The output is the last expression without a name. Name the others, as in f = x^2, or choose one"
          + " with 'output x^2'."),
  KINK(
      "N101",
      "%s at %s: %s",
      "relu(x) at x=0",
      "The gate has no derivative here, or several; chainrule follows the convention that the note"
          + " states. Weights of a tie always sum to 1."),
  UNDEFINED(
      "N102",
      "%s at %s",
      "log(x) at x=-1",
      "The first gate outside its domain; what depends on it shows NaN."),
  INFINITE("N103", "%s at %s", "1/x at x=0", "The first gate whose value is infinite."),
  STEEP(
      "N104",
      "the local gradient %s at %s",
      "sqrt(x) at x=0",
      "The gate has a value here, but its slope is infinite or undefined."),
  FLAT(
      "N107",
      "%s at %s passes no gradient: backpropagation cannot train what is below",
      "step(w*x)",
      "The gate is flat between its jumps, so its derivative is 0 and every gradient ends here."),
  TARGET_SUM(
      "N109",
      "the entries of the target at %s do not sum to 1 but to %s",
      "cross_entropy([1, 2], [1, 1])",
      "Cross entropy compares two distributions. The gradient softmax(s) - y holds for a target whose"
          + " entries sum to 1."),
  TABLE_LEFT_OUT(
      "N106",
      "the table of %s gates is left out",
      "a formula of more than 2,000 gates",
      "Nobody reads so long a table. The option --all shows it.");

  private final String code;
  private final String template;
  private final String example;
  private final String explanation;

  Problem(String code, String template, String example, String explanation) {
    this.code = code;
    this.template = template;
    this.example = example;
    this.explanation = explanation;
  }

  /** The problem with this code, in any case. */
  public static Optional<Problem> of(String code) {
    return Arrays.stream(values()).filter(p -> p.code.equalsIgnoreCase(code)).findFirst();
  }

  /** The stable code. */
  public String code() {
    return code;
  }

  /** Whether it only informs. */
  public boolean isNote() {
    return code.startsWith("N");
  }

  /** A text that has this problem. */
  public String example() {
    return example;
  }

  /** What there is to know about it. */
  public String explanation() {
    return explanation;
  }

  /** The sentence with its particulars. */
  String message(Object... particulars) {
    Object[] brief =
        Arrays.stream(particulars).map(each -> Characters.brief(String.valueOf(each))).toArray();
    return String.format(Locale.ROOT, template, brief);
  }

  /** The sentence with a mark for each particular. */
  public String sentence() {
    return template.replaceAll("%(\\d\\$)?s", "...");
  }
}
