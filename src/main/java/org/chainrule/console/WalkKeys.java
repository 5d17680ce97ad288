package org.chainrule.console;

import java.io.IOException;
import org.chainrule.session.Walk;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/** Shows a walk scene by scene, one key press each. */
final class WalkKeys {
  private static final String KEYS = "space next, h hint, b back, a all, q leave";
  private static final int ESCAPE = 27;
  private static final long REST_OF_SEQUENCE = 30;

  private final Terminal terminal;
  private final Walk walk;
  private final Style style;

  /** How the titles and the list of keys look. */
  record Style(String heading, String faint, String end) {
    static final Style PLAIN = new Style("", "", "");
    static final Style COLOR = new Style("\u001b[1m", "\u001b[2m", "\u001b[0m");
  }

  WalkKeys(Terminal terminal, Walk walk, Style style) {
    this.terminal = terminal;
    this.walk = walk;
    this.style = style;
  }

  /** Shows everything, or as much as the person wants to see. */
  void run() {
    Attributes before = terminal.enterRawMode();
    Attributes keys = terminal.getAttributes();
    keys.setLocalFlag(Attributes.LocalFlag.ISIG, false); // Ctrl-C is a key here
    terminal.setAttributes(keys);
    try {
      int scene = 0;
      boolean hinted = false;
      while (scene < walk.scenes().size()) {
        char key = scene == 0 && !hinted ? ' ' : ask();
        switch (key) {
          case 'h' -> {
            if (!hinted) {
              show(walk.scenes().get(scene), walk.scenes().get(scene).hint());
              hinted = true;
            }
          }
          case 'b' -> {
            // A scene whose hint is shown is not behind us yet.
            scene = Math.max(0, scene - (hinted ? 1 : 2));
            show(walk.scenes().get(scene), walk.scenes().get(scene).answer());
            scene++;
            hinted = false;
          }
          case 'a' -> {
            for (; scene < walk.scenes().size(); scene++) {
              show(walk.scenes().get(scene), walk.scenes().get(scene).answer());
            }
          }
          case 'q' -> scene = walk.scenes().size();
          default -> {
            if (hinted) {
              print(walk.scenes().get(scene).answer());
            } else {
              show(walk.scenes().get(scene), walk.scenes().get(scene).answer());
            }
            scene++;
            hinted = false;
          }
        }
      }
    } finally {
      terminal.setAttributes(before);
    }
  }

  private void show(Walk.Scene scene, String text) {
    print(style.heading() + scene.title() + style.end() + "\n" + text);
  }

  /** Prints in raw mode, where a line break goes down only. */
  private void print(String text) {
    terminal.writer().print(text.replace("\n", "\r\n"));
    terminal.flush();
  }

  /** Waits for a key: its letter, a blank for what goes on, q for what ends. */
  private char ask() {
    String keys = KEYS.length() < terminal.getWidth() ? KEYS : "space, q";
    terminal.writer().print(style.faint() + keys + style.end());
    terminal.flush();
    char key = read();
    terminal.writer().print("\r" + " ".repeat(keys.length()) + "\r");
    terminal.flush();
    return key;
  }

  private char read() {
    try {
      NonBlockingReader reader = terminal.reader();
      while (true) {
        int key = reader.read();
        if (key == ESCAPE) {
          return sequence(reader);
        }
        if (key < 0 || key == 3 || key == 4 || key == 'q') {
          return 'q';
        }
        if (key == '?' || key == 'h') {
          return 'h';
        }
        if (key == 'b' || key == 127 || key == 8) {
          return 'b';
        }
        if (key == 'a') {
          return 'a';
        }
        if (key == ' ' || key == '\r' || key == '\n' || key == 'n' || key == 'j') {
          return ' ';
        }
      }
    } catch (IOException e) {
      return 'q';
    }
  }

  /**
   * An arrow goes on or back; the escape key alone leaves. A sequence is over with its letter: what
   * follows is the next key.
   */
  private static char sequence(NonBlockingReader reader) throws IOException {
    if (reader.read(REST_OF_SEQUENCE) < 0) {
      return 'q';
    }
    int last = reader.read(REST_OF_SEQUENCE);
    while (last >= 0 && !Character.isLetter(last) && last != '~') {
      last = reader.read(REST_OF_SEQUENCE);
    }
    return last == 'D' || last == 'A' ? 'b' : ' ';
  }
}
