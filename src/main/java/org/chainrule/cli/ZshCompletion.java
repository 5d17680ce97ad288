package org.chainrule.cli;

import java.util.List;
import org.chainrule.usage.Command;
import org.chainrule.usage.Option;

/** Completion for zsh. */
final class ZshCompletion {
  private static final String BEGIN =
      """
      #compdef chainrule
      # Completes words behind chainrule in zsh; made by 'chainrule completion zsh'.
      _chainrule_value() {
        compset -P '*=@' && _files
      }
      _chainrule() {
        local command='' i
        local -a commands
        commands=(
      """;

  private static final String MIDDLE =
      """
        )
        for ((i = 2; i < CURRENT; i++)); do
          case $words[i] in
            %s) ((i++)) ;;
            -*) ;;
            *)
              command=$words[i]
              break
              ;;
          esac
        done
        case $command in
      """;

  private static final String END =
      """
        esac
      }
      if [ "$funcstack[1]" = _chainrule ]; then
        _chainrule "$@"
      else
        compdef _chainrule chainrule
      fi
      """;

  private ZshCompletion() {}

  static String script() {
    StringBuilder out = new StringBuilder(BEGIN);
    for (Command command : Completions.commands()) {
      out.append("    '").append(command.word()).append(':');
      out.append(quoted(command.doc().replace(":", "\\:"))).append("'\n");
    }
    out.append(String.format(MIDDLE, String.join(" | ", Completions.valued())));
    for (Command command : Completions.commands()) {
      out.append("    ").append(command.word()).append(")\n      _arguments \\\n");
      options(out, Completions.options(command));
      out.append("        '1:command:(").append(command.word()).append(")'");
      out.append(arguments(command)).append("\n      ;;\n");
    }
    out.append("    '')\n      _arguments \\\n");
    options(out, Completions.beginning());
    out.append("        '1:command:{_describe command commands}'\n      ;;\n");
    out.append("    *)\n      _arguments \\\n");
    options(out, Completions.options(Command.TRACE));
    out.append("        '*:value:_chainrule_value'\n      ;;\n");
    return out.append(END).toString();
  }

  private static String arguments(Command command) {
    List<String> words = Completions.words(command);
    if (Completions.wantsFiles(command)) {
      boolean values = command.arguments().most() == Integer.MAX_VALUE;
      return " \\\n        '2:file:_files'"
          + (values ? " \\\n        '*:value:_chainrule_value'" : "");
    }
    return words.isEmpty() ? "" : " \\\n        '2:word:(" + quoted(String.join(" ", words)) + ")'";
  }

  private static void options(StringBuilder out, List<Option> options) {
    for (Option option : options) {
      for (String spelling : Completions.spellings(option)) {
        out.append("        '*").append(spelling);
        boolean equals = spelling.startsWith("--") && !option.value().isEmpty();
        out.append(!equals ? "" : option.takesNextWord() ? "=" : "=-");
        out.append('[').append(described(option.doc())).append(']');
        if (!option.value().isEmpty()) {
          List<String> choices = option.value().choices();
          out.append(option.takesNextWord() ? ":" : "::").append("value:");
          out.append(choices.isEmpty() ? " " : "(" + String.join(" ", choices) + ")");
        }
        out.append("' \\\n");
      }
    }
  }

  private static String described(String doc) {
    return quoted(doc.replace("[", "\\[").replace("]", "\\]").replace(":", "\\:"));
  }

  private static String quoted(String text) {
    return text.replace("'", "'\\''");
  }
}
