package org.chainrule.cli;

/** What {@code --help} prints: examples first. */
final class Help {
  private static final String TEXT =
      """
      chainrule shows how the chain rule sends a gradient back through every gate.

      Examples
        chainrule                                  a session: type f = (x+y)*z, then df/dx
        chainrule '(x+y)*z' x=-2 y=5 z=-4          the gradients in numbers
        chainrule '(x+y)*z'                        the same in formulas
        chainrule '1/(1+exp(-(w*x+b)))' w=2 x=-1 b=1/3 --explain
        chainrule -e 'q = x + y' -e 'f = q*z' x=-2 y=5 z=-4 --of q
        chainrule 'sum((W @ x)^2)' W='[0.1, 0.5; -0.3, 0.8]' x='[0.2, 0.4]'
        chainrule diff '1/(1+exp(-(w*x+b)))'        s = ..., df/dw = x*s*(1 - s), ...
        chainrule run test-expressions/neuron.expr
        echo '{"text":"x^2","at":{"x":3}}' | chainrule pipe

      Commands
        chainrule                                  a session: type expressions, :help, Ctrl-D leaves;
                                                   --no-rc leaves out what your rc file says
        chainrule EXPRESSION [name=value ...]      the trace of an expression; a value may be a
                                                   matrix, W='[1, 2; 3, 4]', or a file, W=@file.csv
        chainrule run FILE [name=value ...]        the trace of a file of statements; - reads stdin
        chainrule diff EXPRESSION|FILE             derivatives as formulas: --by x,y  --order 2  --hessian
                                                   --steps  --latex  --json  --raw
        chainrule check SHEET                      homework: every claim of a sheet, judged;
                                                   --report json|junit|tap|csv|gradescope[=FILE]
        chainrule equal A B [--where 'x>0']        whether two formulas are the same function
        chainrule pipe                             one JSON problem a line in, one answer a line out
        chainrule gates [--markdown]               every operator and function, with its derivatives
        chainrule explain CODE                     what an error code means
        chainrule --help, --version

      Options of a trace
        -e TEXT           a statement; may be repeated, in any order
        --of NODE         differentiate this node instead of the output
        --explain         add a sentence for each gate
        --jacobian[=N]    show Jacobians of gates on matrices, of up to N entries (default 400)
        --digits N|full   significant digits of numbers (default 4)
        --json            print JSON for scripts
        --verify          compare every gradient with central differences; exit 1 if one differs
        --apart           keep equal subexpressions apart instead of sharing one node
        --all             show the table of more than 2,000 gates too
        --color WHEN      auto, always or never; NO_COLOR is respected

      Limits, which an error names when it meets them (docs/limits.md)
        --max-depth  --max-digits  --max-exponent  --max-parts  --max-entries  --max-evaluations
        --max-bytes  --max-line  --max-lines  --timeout SECONDS  --any-file

      Exit codes
        0 fine, 1 a comparison failed, 2 the input could not be read, 64 wrong usage, 66 no such
        file, 70 a fault of ours, 74 the output could not be written
      """;

  private Help() {}

  static String text() {
    return TEXT;
  }
}
