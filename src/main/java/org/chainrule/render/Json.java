package org.chainrule.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Locale;

/**
 * JSON that may be shown on a terminal: control characters and those that turn the direction of
 * writing stand as {@code \}{@code u009b}, which reads back as the same text.
 */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** What writes one value. */
  public interface Body {
    /** Writes it. */
    void write(JsonGenerator json) throws IOException;
  }

  /** A value on one line. */
  public static String of(Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = generator(text)) {
      body.write(json);
    } catch (IOException e) {
      throw new IllegalStateException("a StringWriter does not fail", e);
    }
    return text.toString();
  }

  /** A generator that writes to {@code text}, which is not closed with it. */
  public static JsonGenerator generator(Writer text) throws IOException {
    return FACTORY.createGenerator(new Escaping(text));
  }

  /** Such characters occur within strings only, so that they can be escaped wherever they are. */
  private static final class Escaping extends FilterWriter {
    Escaping(Writer out) {
      super(out);
    }

    @Override
    public void write(int c) throws IOException {
      if (isSent((char) c)) {
        out.write(c);
      } else {
        out.write(String.format(Locale.ROOT, "\\u%04x", c));
      }
    }

    @Override
    public void write(char[] chars, int from, int length) throws IOException {
      int start = from;
      for (int i = from; i < from + length; i++) {
        if (!isSent(chars[i])) {
          out.write(chars, start, i - start);
          write(chars[i]);
          start = i + 1;
        }
      }
      out.write(chars, start, from + length - start);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      write(text.substring(from, from + length).toCharArray(), 0, length);
    }

    private static boolean isSent(char c) {
      boolean control = c >= 0x7F && c < 0xA0;
      boolean direction =
          c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x200E || c == 0x200F;
      return !control && !direction && c != 0x2028 && c != 0x2029;
    }
  }
}
