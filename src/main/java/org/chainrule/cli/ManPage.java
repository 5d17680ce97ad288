package org.chainrule.cli;

import java.util.List;
import org.chainrule.usage.Command;
import org.chainrule.usage.Option;

/** The manual page, in the language of troff with the macros of man. */
final class ManPage {
  private static final String BEGIN =
      """
      .\\" Made by 'chainrule man' from the table of commands; change that, not this.
      .TH CHAINRULE 1 "" "chainrule" "User Commands"
      .SH NAME
      chainrule \\- the chain rule at every gate of an expression
      .SH SYNOPSIS
      """;

  private static final String DESCRIPTION =
      "chainrule shows how the chain rule sends a gradient back through every gate of an expression:"
          + " the local, upstream and downstream gradient of each one, in numbers and as formulas."
          + " Without an expression it holds a session. A word that begins with a minus sign and is no"
          + " option is an expression; behind -- every word is.";

  private static final List<String[]> ENVIRONMENT =
      List.of(
          new String[] {"NO_COLOR", "If it is not empty, nothing is coloured."},
          new String[] {"CHAINRULE_JAVA_OPTS", "Options of the Java machine, such as -Xmx8g."},
          new String[] {"CHAINRULE_CDS", "The word off does without the archive of classes."},
          new String[] {
            "CHAINRULE_HISTORY, CHAINRULE_RC",
            "Files to use instead of those below; none if it is empty."
          });

  private static final List<String[]> FILES =
      List.of(
          new String[] {"$XDG_STATE_HOME/chainrule/history", "Earlier entries of sessions."},
          new String[] {
            "$XDG_CONFIG_HOME/chainrule/rc",
            "Entries that a session at a terminal carries out first."
          });

  private final StringBuilder out = new StringBuilder(BEGIN);

  private ManPage() {}

  static String text() {
    return new ManPage().page();
  }

  private String page() {
    for (Command command : Command.values()) {
      out.append(command == Command.SESSION ? "" : ".br\n");
      out.append(".B ").append(escaped(command.usage())).append('\n');
    }
    section("DESCRIPTION");
    paragraph(DESCRIPTION);
    section("COMMANDS");
    for (Command command : Command.values()) {
      out.append(".SS \"").append(escaped(command.usage()).replace("\"", "\\(dq")).append("\"\n");
      paragraph(command.doc());
      if (command == Command.RUN) {
        paragraph("It takes the options of a trace, above.");
      } else {
        command.options().forEach(this::option);
      }
    }
    section("OPTIONS OF EVERY COMMAND");
    Command.COMMON.forEach(this::option);
    section("EXIT STATUS");
    for (String code : Help.EXIT_CODES.split(", ")) {
      int blank = code.indexOf(' ');
      entry(code.substring(0, blank), code.substring(blank + 1));
    }
    section("ENVIRONMENT");
    ENVIRONMENT.forEach(each -> entry(each[0], each[1]));
    section("FILES");
    FILES.forEach(each -> entry(each[0], each[1]));
    section("EXAMPLES");
    for (Command command : Command.values()) {
      if (!command.examples().isEmpty()) {
        out.append(".PP\n.nf\n");
        command.examples().lines().forEach(line -> out.append(escaped(line)).append('\n'));
        out.append(".fi\n");
      }
    }
    return out.toString();
  }

  private void section(String title) {
    out.append(".SH ").append(title).append('\n');
  }

  private void paragraph(String text) {
    out.append(".PP\n").append(escaped(text)).append('\n');
  }

  private void option(Option option) {
    entry(option.usage(), option.doc());
  }

  private void entry(String term, String text) {
    out.append(".TP\n.B ").append(escaped(term)).append('\n').append(escaped(text)).append('\n');
  }

  /** A text that troff shows as it stands. */
  private static String escaped(String text) {
    String plain =
        text.replace("\\", "\\e")
            .replace("-", "\\-")
            .replace("^", "\\(ha")
            .replace("~", "\\(ti")
            .replace("'", "\\(aq");
    return plain.startsWith(".") ? "\\&" + plain : plain;
  }
}
