/*
 * The language of chainrule: expressions, matrices, definitions, values, and claims about gradients.
 *
 *     f = (x + y)*z;  x = -2;  y = 5;  z = -4      definitions and values
 *     s(u) = 1/(1 + exp(-u))                       a function
 *     W = [1, 2; 3, 4];  W @ x + b;  W[2, :]'      matrices
 *     v = w - rho*dE/dw;  h = d2f/dxdy             derivatives
 *     v = w - 0.1*up w;  g = up q * local dq/dx    gradients of the backward pass
 *     df/dx = -4;  up q = -4;  down q->x = 1       claims
 *     df/dx = 0.333 ± 1%;  df/dy = ?               homework
 *
 * The alternatives of 'expression' stand in the order in which they bind, the tightest first. What
 * is no matter of grammar is settled between lexer and parser, by TokenFilter:
 *
 *   - a NAME that is known as a function is a FUNCTION, so that f(x) is a call and x(y) a product;
 *   - IMPLIED stands between an operand and a factor that follows it directly, as in 2x, (x+y)z;
 *   - outside brackets a comma, a semicolon or a line break is a SEPARATOR; inside them a semicolon
 *     ends a row (ROWEND), a line break is a blank, and == compares (EQUALS) where it else claims;
 *   - df/dx of known names is one operand, told as OF PER BY, and so is dq[1]/dx; d/dx (...) is told
 *     as D PER OVER;
 *   - so is a gradient of the backward pass: 'up' before a NAME is UP, 'local' before df/dx is LOCAL,
 *     'down' before NAME ARROW NAME is DOWN, where the word itself is no known name;
 *   - at the beginning of a statement with a relation such a word, or 'value', is a KEYWORD instead;
 *   - the signs of homework, such as ? and ±, are UNKNOWN in other texts.
 */
grammar Chainrule;

tokens {
    FUNCTION, KEYWORD, IMPLIED, SEPARATOR, ROWEND, EQUALS, TOLERANCE,
    OF, PER, BY, D, OVER, UP, LOCAL, DOWN
}

text
    : line ( SEPARATOR line )* EOF
    ;

line
    : statement?
    ;

statement
    : KEYWORD? expression ( ARROW expression )? claim* tolerance?
    ;

claim
    : relation ( expression | ASKED )?
    ;

relation
    : IS
    | EQUIVALENT
    | ABOUT
    ;

tolerance
    : TOLERANCE NUMBER PERCENT?
    ;

expression
    : expression QUOTE                                              # Transpose
    | expression SUPERSCRIPT                                        # Superscript
    | expression LBRACKET place ( COMMA place )? RBRACKET           # Index
    | ROOT expression                                               # Root
    | <assoc = right> expression op = POWER expression              # Infix
    | op = ( PLUS | MINUS ) expression                              # Sign
    | expression op = ( TIMES | DIVIDE | MATMUL | IMPLIED ) expression  # Infix
    | expression op = ( PLUS | MINUS ) expression                   # Infix
    | expression op = ( LT | LE | GT | GE | EQUALS | NE ) expression  # Infix
    | OPEN expression CLOSE                                         # Group
    | FUNCTION OPEN ( argument ( COMMA argument )* )? CLOSE         # Call
    | LBRACKET row ( ROWEND row )* RBRACKET                         # Stack
    | of ( LBRACKET place ( COMMA place )? RBRACKET )? PER BY       # Derivative
    | D PER OVER OPEN expression CLOSE                              # Operator
    | D OPEN expression CLOSE PER BY                                # Quotient
    | UP NAME                                                       # Up
    | LOCAL OF PER BY                                               # Local
    | DOWN NAME ARROW NAME                                          # Down
    | NUMBER                                                        # Number
    | NAME                                                          # Name
    ;

of
    : OF
    ;

argument
    : expression
    ;

row
    : expression ( COMMA expression )*
    ;

place
    : COLON
    | expression
    ;

// ---- words ----

NUMBER
    : DIGIT+ ( '.' DIGIT* )? EXPONENT?
    | '.' DIGIT+ EXPONENT?
    ;

// What goes on like a number but is none: 1.2.3, 1e2.5, 1_000.
MALFORMED
    : '.'? DIGIT [0-9.]* ( [eE] [+\-−]? DIGIT [0-9.]* )? ( '_' DIGIT [0-9_]* )?
    ;

NAME
    : LETTER ( LETTER | DIGIT | [₀-₉] )*
    ;

SUPERSCRIPT
    : [⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+
    ;

// ---- operators ----

PLUS : '+' ;

MINUS : '-' | '−' ;

TIMES : '*' | '·' | '×' | '⋅' ;

DIVIDE : '/' | '÷' ;

MATMUL : '@' ;

POWER : '^' | '**' ;

ROOT : '√' ;

QUOTE : '\'' | '′' | 'ᵀ' ;

LT : '<' ;

LE : '<=' | '≤' ;

GT : '>' ;

GE : '>=' | '≥' ;

NE : '!=' | '≠' ;

// ---- relations and brackets ----

IS : '=' ;

EQUIVALENT : '==' ;

ABOUT : '~' | '≈' ;

ARROW : '->' | '→' ;

OPEN : '(' ;

CLOSE : ')' ;

LBRACKET : '[' ;

RBRACKET : ']' ;

COMMA : ',' ;

SEMICOLON : ';' ;

COLON : ':' ;

// ---- homework ----

ASKED : '?' ;

PLUSMINUS : '±' ;

PERCENT : '%' ;

// ---- what stands between ----

NEWLINE
    : [\r\n\u2028\u0085]
    ;

COMMENT
    : '#' ~[\r\n]* -> channel(HIDDEN)
    ;

BLANK
    : [ \t\f\u00A0\u2009\u202F\uFEFF]+ -> skip
    ;

// Whatever else; the parser has no use for it, and so says where it stands.
UNKNOWN
    : .
    ;

fragment DIGIT
    : [0-9]
    ;

fragment EXPONENT
    : [eE] [+\-−]? DIGIT+
    ;

// Plain ranges, which a lexer tells fast; TokenFilter takes out what in them is no letter.
fragment LETTER
    : [a-zA-Z_∂]
    | [\u00AA\u00B5\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u1D3F\u1D41-\u1FFF]
    | [\u2071\u207F\u2090-\u209C\u2100-\u218F\u2C00-\u2DFF\u3005-\u3007\u3031-\uD7FF\uF900-\uFEFE\uFF00-\uFFDC]
    ;
