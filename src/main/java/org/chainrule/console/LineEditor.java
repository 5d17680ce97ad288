package org.chainrule.console;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.chainrule.parse.Completeness;
import org.chainrule.session.Completion;
import org.chainrule.session.Highlighting;
import org.chainrule.session.Tip;
import org.chainrule.session.Vocabulary;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Candidate;
import org.jline.reader.EOFError;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.Reference;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * The line that is being typed: editing and history by JLine; what may stand there by the session.
 */
final class LineEditor extends LineReaderImpl implements EntrySource {
  /** From so many characters on a line is not coloured and has no tip: every key would cost. */
  private static final int LONG = 1_000;

  /** Room that a tip must have; in less it says nothing. */
  private static final int LEAST_TIP = 12;

  private final Supplier<Vocabulary> vocabulary;
  private final boolean colors;

  /**
   * An editor.
   *
   * @param vocabulary what the session knows at the moment
   * @param history where entries are kept, if they are
   * @param colors whether the line is coloured
   */
  LineEditor(
      Terminal terminal, Supplier<Vocabulary> vocabulary, Optional<Path> history, boolean colors) {
    super(terminal, "chainrule", new HashMap<>());
    this.vocabulary = vocabulary;
    this.colors = colors;
    setOpt(Option.DISABLE_EVENT_EXPANSION);
    unsetOpt(Option.INSERT_TAB);
    unsetOpt(Option.HISTORY_TIMESTAMPED);
    setVariable(SECONDARY_PROMPT_PATTERN, CONTINUED);
    history.ifPresent(file -> setVariable(HISTORY_FILE, file));
    setParser(new EntryParser());
    setCompleter(this::complete);
    setHighlighter(this::highlight);
    try {
      getHistory().attach(this);
    } catch (UncheckedIOException e) {
      // What is no text is neither read nor written: no history is worth a start that fails.
      getVariables().remove(HISTORY_FILE);
    }
  }

  @Override
  public String read(String prompt, boolean kept) {
    setVariable(DISABLE_HISTORY, !kept);
    return readLine(prompt);
  }

  /** Widgets are linked at the first key, not before the first prompt: there are 150. */
  @Override
  protected Map<String, Widget> builtinWidgets() {
    return new HashMap<>();
  }

  @Override
  protected Widget getWidget(Object binding) {
    if (!widgets.containsKey(ACCEPT_LINE)) {
      super.builtinWidgets().forEach(widgets::putIfAbsent);
    }
    return super.getWidget(binding);
  }

  /** The keys of Emacs, as in every shell; those of vi are not built. */
  @Override
  public Map<String, KeyMap<Binding>> defaultKeyMaps() {
    Map<String, KeyMap<Binding>> maps = new HashMap<>();
    KeyMap<Binding> emacs = emacs();
    // What terminals send beside what terminfo says, such as Home and End inside of tmux.
    emacs.bind(new Reference(BEGINNING_OF_LINE), "\u001b[1~", "\u001b[7~", "\u001b[H");
    emacs.bind(new Reference(END_OF_LINE), "\u001b[4~", "\u001b[8~", "\u001b[F");
    emacs.bind(new Reference(UP_LINE_OR_SEARCH), "\u001b[A");
    emacs.bind(new Reference(DOWN_LINE_OR_SEARCH), "\u001b[B");
    emacs.bind(new Reference(FORWARD_CHAR), "\u001b[C");
    emacs.bind(new Reference(BACKWARD_CHAR), "\u001b[D");
    maps.put(EMACS, emacs);
    maps.put(MENU, menu());
    maps.put(SAFE, safe());
    for (KeyMap<Binding> map : maps.values()) {
      map.setUnicode(new Reference(SELF_INSERT));
      map.setAmbiguousTimeout(DEFAULT_AMBIGUOUS_BINDING);
    }
    maps.put(MAIN, emacs);
    return maps;
  }

  // ---- what is shown ----

  @Override
  public AttributedString getDisplayedBufferWithPrompts(List<AttributedString> secondaryPrompts) {
    boolean typing = doAutosuggestion && post == null;
    AttributedString shown = super.getDisplayedBufferWithPrompts(secondaryPrompts);
    boolean atEnd = buf.length() > 0 && buf.cursor() == buf.length();
    if (!typing || !atEnd || buf.length() > LONG) {
      return shown;
    }
    String tip = Tip.behind(buf.toString(), buf.cursor(), vocabulary.get());
    int line = shown.toString().lastIndexOf('\n') + 1;
    int room = size.getColumns() - shown.substring(line, shown.length()).columnLength() - 3;
    if (tip.isEmpty() || room < LEAST_TIP) {
      return shown;
    }
    AttributedString whole = new AttributedString(tip);
    String cut = whole.columnLength() <= room ? tip : whole.columnSubSequence(0, room - 3) + "...";
    AttributedStringBuilder builder = new AttributedStringBuilder().append(shown);
    return builder.styled(AttributedStyle::faint, "  " + cut).toAttributedString();
  }

  private AttributedString highlight(LineReader reader, String text) {
    if (!colors) {
      return new AttributedString(text);
    }
    AttributedStringBuilder builder = new AttributedStringBuilder();
    for (Highlighting.Piece piece : Highlighting.of(text, buf.cursor(), vocabulary.get())) {
      builder.styled(style(piece.style()), text.substring(piece.start(), piece.end()));
    }
    return builder.toAttributedString();
  }

  private static AttributedStyle style(Highlighting.Style style) {
    AttributedStyle plain = AttributedStyle.DEFAULT;
    return switch (style) {
      case NUMBER -> plain.foreground(AttributedStyle.CYAN);
      case FUNCTION, KEYWORD -> plain.foreground(AttributedStyle.BLUE);
      case COMMAND -> plain.foreground(AttributedStyle.MAGENTA);
      case MATCHED -> plain.bold().foreground(AttributedStyle.GREEN);
      case UNMATCHED, ERROR -> plain.foreground(AttributedStyle.RED);
      case COMMENT -> plain.faint();
      case PLAIN, NAME, UNKNOWN_NAME, OPERATOR, BRACKET -> plain;
    };
  }

  // ---- what may stand there ----

  private void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    int order = 0;
    for (var each : Completion.at(line.line(), line.cursor(), vocabulary.get())) {
      candidates.add(
          new Candidate(
              each.value(),
              each.value(),
              null,
              each.description().isEmpty() ? null : each.description(),
              null,
              null,
              each.complete(),
              order++));
    }
  }

  /** An entry that goes on to the next line while a bracket is open or an operator waits. */
  private static final class EntryParser implements Parser {
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
      boolean accepting =
          context == ParseContext.ACCEPT_LINE || context == ParseContext.SECONDARY_PROMPT;
      if (accepting && Completeness.isOpen(line)) {
        throw new EOFError(-1, -1, "the entry goes on");
      }
      return new Word(line, cursor, Math.min(Completion.start(line, cursor), cursor));
    }

    /** Blanks are no reason to quote what is completed. */
    @Override
    public boolean isEscapeChar(char c) {
      return false;
    }
  }

  /** The word that is completed. */
  private record Word(String line, int cursor, int start) implements ParsedLine {
    @Override
    public String word() {
      return line.substring(start, cursor);
    }

    @Override
    public int wordCursor() {
      return cursor - start;
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word());
    }
  }
}
