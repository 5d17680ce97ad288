package org.chainrule.cli;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.usage.Command;
import org.chainrule.usage.Option;

/** Completion for bash, from version 3.2 on. */
final class BashCompletion {
  private static final String BEGIN =
      """
      # Completes words behind chainrule in bash; made by 'chainrule completion bash'.
      _chainrule() {
        local word=${COMP_WORDS[COMP_CWORD]} before=$((COMP_CWORD - 1))
        local command='' options='' words='' files='' equals='' at='' each i
        # bash takes --color=never and W=@file apart at the signs; what it puts in place of the last part has the @.
        case $word in
          =@ | @) files=yes at=@ word='' ;;
          @*) files=yes at=@ word=${word#@} ;;
          =) equals=yes word='' ;;
          *)
            case ${COMP_WORDS[before]} in
              =@ | @) files=yes at=@ ;;
              =) equals=yes before=$((before - 1)) ;;
            esac
            ;;
        esac
        for ((i = 1; i < COMP_CWORD; i++)); do
          case ${COMP_WORDS[i]} in
            %s)
              i=$((i + 1))
              [ "${COMP_WORDS[i]-}" != = ] || i=$((i + 1))
              ;;
            -*) ;;
            %s)
              command=${COMP_WORDS[i]}
              break
              ;;
            *)
              command=expression
              break
              ;;
          esac
        done
        case $equals${COMP_WORDS[before]} in
      """;

  private static final String MIDDLE =
      """
          *)
            case $command in
      """;

  private static final String END =
      """
            esac
            ;;
        esac
        COMPREPLY=()
        while IFS= read -r each; do
          if [ -n "$at" ] && [ -d "${each#@}" ]; then
            each=$each/
            compopt -o nospace 2>/dev/null
          fi
          COMPREPLY+=("$each")
        done < <(
          case $word in
            -*) compgen -W "$options" -- "$word" ;;
            *) if [ -n "$files" ]; then compgen -P "$at" -f -- "$word"; else compgen -W "$words" -- "$word"; fi ;;
          esac
        )
        [ -z "$files" ] || [ -n "$at" ] || compopt -o filenames 2>/dev/null
      }
      complete -F _chainrule chainrule
      """;

  private BashCompletion() {}

  static String script() {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            BEGIN, String.join(" | ", Completions.valued()), String.join(" | ", Command.words())));
    for (Option option : Option.values()) {
      if (!option.value().isEmpty()) {
        value(out, option);
      }
    }
    out.append(MIDDLE);
    for (Command command : Completions.commands()) {
      command(out, command.word(), command);
    }
    out.append("        '') options='").append(joined(Completions.beginning()));
    out.append("' words='").append(String.join(" ", Command.words())).append("' ;;\n");
    command(out, "*", Command.TRACE);
    return out.append(END).toString();
  }

  /** What stands behind an option, also with an equals sign between. */
  private static void value(StringBuilder out, Option option) {
    List<String> patterns = new ArrayList<>();
    patterns.addAll(option.takesNextWord() ? Completions.spellings(option) : List.of());
    patterns.add("yes" + option.word());
    String words = String.join(" ", option.value().choices());
    out.append("    ").append(String.join(" | ", patterns));
    out.append(") words='").append(words).append("' ;;\n");
    if (option.value().text().endsWith("[=FILE]")) {
      out.append("    yes").append(String.join(" | yes", option.value().choices()));
      out.append(") files=yes ;;\n");
    }
  }

  private static void command(StringBuilder out, String pattern, Command command) {
    List<String> words = Completions.words(command);
    out.append("        ").append(pattern).append(") options='");
    out.append(joined(Completions.options(command))).append('\'');
    out.append(words.isEmpty() ? "" : " words='" + String.join(" ", words) + "'");
    out.append(Completions.wantsFiles(command) ? " files=yes" : "").append(" ;;\n");
  }

  private static String joined(List<Option> options) {
    List<String> words = new ArrayList<>();
    options.forEach(option -> words.addAll(Completions.spellings(option)));
    return String.join(" ", words);
  }
}
