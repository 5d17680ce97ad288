/*
 * The grammar of chainrule.
 *
 * An expression is a flat row of operands and operators; how tightly an operator binds is told by
 * the table of gates, and the tree builder follows it. So a new operator is a new row of that table
 * and nothing here, and neither a long sum nor a tower of powers nor a row of signs recurses: only
 * brackets do.
 *
 * Every decision looks at one token: the generated parser contains no adaptivePredict (a test says
 * so). Actions name what was recognised; they run in front of the token that they speak of.
 *
 * The tokens are made by Scanner. Three things are settled there, because they need no grammar:
 *   - between an operand and a factor that follows it directly, as in 2x or (x+y)z, stands IMPLIED;
 *   - a name of a function is a FUNCTION, so that f(x) is a call there and a product elsewhere;
 *   - a comma, a semicolon or a line break outside brackets is a SEPARATOR, and == outside brackets
 *     is a RELATION.
 */
parser grammar ChainruleParser;

options { superClass = Reader; }

tokens {
  NUMBER,       // 3  0.25  1e-3
  NAME,         // x  w0  θ
  FUNCTION,     // sin, or a name that the text defines as a function
  KEYWORD,      // value local up down output, at the beginning of a statement
  SIGN,         // + -
  INFIX,        // * / ^ < <= ... : every other operator of the table of gates
  IMPLIED,      // the multiplication in 2x
  ROOT,         // √
  SUPERSCRIPT,  // ² ⁻¹
  OPEN,         // (
  CLOSE,        // )
  LBRACKET,     // [
  RBRACKET,     // ]
  COMMA,        // , inside brackets
  ROWEND,       // ; inside square brackets
  COLON,        // : a whole row or column
  QUOTE,        // ' the transpose
  RELATION,     // = == ~
  ARROW,        // ->
  SEPARATOR,    // a line break, ; or , outside brackets
  UNKNOWN       // anything else
}

text       : line ( SEPARATOR line )* EOF ;

line       : statement? ;

statement  : { tree.beginStatement(); }
             ( { tree.keyword(); } KEYWORD )?
             expression { tree.subject(); }
             ( ARROW expression { tree.subject(); } )?
             ( { tree.relation(); } RELATION expression { tree.side(); } )*
             { tree.endStatement(); } ;

expression : { tree.open(); }
             operand ( { tree.infix(); } ( SIGN | INFIX | IMPLIED ) operand )*
             { tree.close(); } ;

operand    : ( { tree.prefix(); } ( SIGN | ROOT ) )*
             ( { tree.number(); } NUMBER
             | { tree.name(); } NAME
             | { tree.group(); } OPEN expression { tree.grouped(); } CLOSE
             | { tree.call(); } FUNCTION OPEN arguments? { tree.called(); } CLOSE
             | { tree.stack(); } LBRACKET entries { tree.stacked(); } RBRACKET
             )
             ( { tree.superscript(); } SUPERSCRIPT
             | { tree.transpose(); } QUOTE
             | { tree.index(); } LBRACKET place ( COMMA place )? { tree.indexed(); } RBRACKET
             )* ;

entries    : expression
             ( ( { tree.rowEnd(); } ROWEND | COMMA ) expression )* ;

place      : { tree.whole(); } COLON | expression { tree.placed(); } ;

arguments  : expression { tree.argument(); } ( COMMA expression { tree.argument(); } )* ;
