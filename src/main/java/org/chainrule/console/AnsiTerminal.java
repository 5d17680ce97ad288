package org.chainrule.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.PosixSysTerminal;
import org.jline.terminal.spi.Pty;
import org.jline.utils.InfoCmp.Capability;

/**
 * A terminal that understands the sequences of xterm, as almost every terminal does. JLine would
 * ask the program {@code infocmp} for them and parse what it says, which takes longer than all the
 * rest of a start (docs/decisions/0007).
 */
final class AnsiTerminal extends PosixSysTerminal {
  /** What the line editor sends and receives, from xterm's description in terminfo. */
  private enum Sequence {
    BELL(Capability.bell, "^G"),
    CARRIAGE_RETURN(Capability.carriage_return, "\\r"),
    CLEAR_SCREEN(Capability.clear_screen, "\\E[H\\E[2J"),
    CLEAR_TO_LINE_END(Capability.clr_eol, "\\E[K"),
    CLEAR_TO_SCREEN_END(Capability.clr_eos, "\\E[J"),
    COLUMN(Capability.column_address, "\\E[%i%p1%dG"),
    POSITION(Capability.cursor_address, "\\E[%i%p1%d;%p2%dH"),
    DOWN(Capability.cursor_down, "\\n"),
    LEFT(Capability.cursor_left, "^H"),
    RIGHT(Capability.cursor_right, "\\E[C"),
    UP(Capability.cursor_up, "\\E[A"),
    DOWN_MANY(Capability.parm_down_cursor, "\\E[%p1%dB"),
    LEFT_MANY(Capability.parm_left_cursor, "\\E[%p1%dD"),
    RIGHT_MANY(Capability.parm_right_cursor, "\\E[%p1%dC"),
    UP_MANY(Capability.parm_up_cursor, "\\E[%p1%dA"),
    DELETE(Capability.delete_character, "\\E[P"),
    DELETE_MANY(Capability.parm_dch, "\\E[%p1%dP"),
    INSERT_MANY(Capability.parm_ich, "\\E[%p1%d@"),
    DELETE_LINES(Capability.parm_delete_line, "\\E[%p1%dM"),
    INSERT_LINES(Capability.parm_insert_line, "\\E[%p1%dL"),
    KEYPAD_ON(Capability.keypad_xmit, "\\E[?1h\\E="),
    KEYPAD_OFF(Capability.keypad_local, "\\E[?1l\\E>"),
    KEY_BACKSPACE(Capability.key_backspace, "^?"),
    KEY_BACK_TAB(Capability.key_btab, "\\E[Z"),
    KEY_DELETE(Capability.key_dc, "\\E[3~"),
    KEY_INSERT(Capability.key_ic, "\\E[2~"),
    KEY_DOWN(Capability.key_down, "\\EOB"),
    KEY_UP(Capability.key_up, "\\EOA"),
    KEY_LEFT(Capability.key_left, "\\EOD"),
    KEY_RIGHT(Capability.key_right, "\\EOC"),
    KEY_HOME(Capability.key_home, "\\EOH"),
    KEY_END(Capability.key_end, "\\EOF"),
    KEY_PAGE_DOWN(Capability.key_npage, "\\E[6~"),
    KEY_PAGE_UP(Capability.key_ppage, "\\E[5~");

    private final Capability capability;
    private final String text;

    Sequence(Capability capability, String text) {
      this.capability = capability;
      this.text = text;
    }
  }

  private static final int COLORS = 256;
  private static final Size USUAL = new Size(80, 24);

  AnsiTerminal(String type, Pty pty) throws IOException {
    // Without handlers of its own: the line editor sets those it needs, while it reads.
    super("chainrule", type, pty, StandardCharsets.UTF_8, false, Terminal.SignalHandler.SIG_DFL);
  }

  /** Whether a terminal of this type understands xterm's sequences. */
  static boolean understands(String type) {
    return type.startsWith("xterm")
        || type.startsWith("screen")
        || type.startsWith("tmux")
        || type.equals("alacritty")
        || type.equals("foot");
  }

  @Override
  protected void parseInfoCmp() {
    for (Sequence sequence : Sequence.values()) {
      strings.put(sequence.capability, sequence.text);
    }
    bools.add(Capability.auto_right_margin);
    bools.add(Capability.eat_newline_glitch);
    ints.put(Capability.max_colors, COLORS);
  }

  /** A terminal that does not know its size has the usual one. */
  @Override
  public Size getSize() {
    Size size = super.getSize();
    return size.getColumns() > 0 && size.getRows() > 0 ? size : USUAL;
  }
}
