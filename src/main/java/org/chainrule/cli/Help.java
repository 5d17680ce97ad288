package org.chainrule.cli;

import java.util.List;
import org.chainrule.render.Wrap;
import org.chainrule.usage.Command;
import org.chainrule.usage.Option;

/** What {@code --help} prints: examples first, then the table of commands and options. */
final class Help {
  private static final int WIDTH = 98;
  private static final int COMMANDS = 43;
  private static final int OPTIONS = 28;

  private static final String EXAMPLES =
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
      """;

  /** What a run ends with, in words. */
  static final String EXIT_CODES =
      "0 fine, 1 a comparison failed, 2 the input could not be read, 64 wrong usage, 66 no such"
          + " file, 70 a bug of ours, 74 the output could not be written";

  private Help() {}

  /** About everything. */
  static String text() {
    StringBuilder out = new StringBuilder(EXAMPLES);
    out.append("\nCommands; chainrule help COMMAND tells more about one\n");
    for (Command command : Command.values()) {
      boolean trace = command == Command.TRACE || command == Command.RUN;
      row(out, command.usage(), COMMANDS, command.doc());
      if (!trace && !command.options().isEmpty()) {
        row(out, "", COMMANDS, String.join(" ", words(command.options())));
      }
    }
    out.append("\nOptions of a trace\n");
    options(out, Command.TRACE.options());
    out.append("\nOptions of every command\n");
    options(out, Command.COMMON);
    out.append("\nExit codes\n");
    row(out, "", 0, EXIT_CODES);
    return out.toString();
  }

  /** About one command. */
  static String of(Command command) {
    StringBuilder out = new StringBuilder(command.usage()).append('\n');
    row(out, "", 0, command.doc());
    if (!command.examples().isEmpty()) {
      out.append("\nExamples\n").append(command.examples().indent(2));
    }
    out.append("\nOptions\n");
    options(out, command.options());
    options(out, Command.COMMON);
    return out.toString();
  }

  private static List<String> words(List<Option> options) {
    return options.stream().map(Option::word).toList();
  }

  private static void options(StringBuilder out, List<Option> options) {
    for (Option option : options) {
      row(out, option.usage(), OPTIONS, option.doc());
    }
  }

  /** Two columns; a first one that is too long has a line of its own. */
  private static void row(StringBuilder out, String left, int column, String right) {
    String start = "  " + left;
    if (!left.isEmpty() && left.length() + 2 > column) {
      out.append(start).append('\n');
      start = "";
    }
    String indent = " ".repeat(column + 2);
    String wrapped = Wrap.wrap(right, WIDTH - column - 2, "");
    out.append(start).append(" ".repeat(Math.max(0, column + 2 - start.length())));
    out.append(wrapped.strip().replace("\n", "\n" + indent)).append('\n');
  }
}
