package org.chainrule.cli;

import java.util.List;
import org.chainrule.usage.Command;
import org.chainrule.usage.Option;

/** Completion for fish, from version 3 on. */
final class FishCompletion {
  private FishCompletion() {}

  static String script() {
    StringBuilder out = new StringBuilder();
    out.append(
        "# Completes words behind chainrule in fish; made by 'chainrule completion fish'.\n");
    out.append("complete -c chainrule -f\n");
    String none = "not __fish_seen_subcommand_from " + String.join(" ", Command.words());
    for (Command command : Completions.commands()) {
      line(out, none, "-a " + command.word(), command.doc());
    }
    options(out, none, Completions.beginning());
    for (Command command : Completions.commands()) {
      String here = "__fish_seen_subcommand_from " + command.word();
      List<String> words = Completions.words(command);
      if (Completions.wantsFiles(command)) {
        out.append("complete -c chainrule -n '").append(here).append("' -F\n");
      }
      if (!words.isEmpty()) {
        line(out, here, "-a '" + String.join(" ", words) + "'", "");
      }
      options(out, here, Completions.options(command));
    }
    return out.toString();
  }

  private static void options(StringBuilder out, String condition, List<Option> options) {
    for (Option option : options) {
      StringBuilder words = new StringBuilder("-l ").append(option.word().substring(2));
      if (!option.letter().isEmpty()) {
        words.append(" -s ").append(option.letter().substring(1));
      }
      List<String> choices = option.value().choices();
      if (option.takesNextWord() || !choices.isEmpty()) {
        words.append(option.takesNextWord() ? " -x" : " -f");
        words.append(choices.isEmpty() ? "" : " -a '" + String.join(" ", choices) + "'");
      }
      line(out, condition, words.toString(), option.doc());
    }
  }

  private static void line(StringBuilder out, String condition, String words, String doc) {
    out.append("complete -c chainrule -n '").append(condition).append("' ").append(words);
    if (!doc.isEmpty()) {
      out.append(" -d '").append(doc.replace("\\", "\\\\").replace("'", "\\'")).append('\'');
    }
    out.append('\n');
  }
}
