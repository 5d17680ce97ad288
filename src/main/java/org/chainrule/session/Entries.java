package org.chainrule.session;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.regex.Pattern;
import org.chainrule.parse.Completeness;
import org.chainrule.parse.Lexeme;

/** A text of several lines as the entries that a person would have typed. */
public final class Entries {
  /**
   * One entry.
   *
   * @param text its lines, those joined that an operator at their end continues
   * @param line the number of its first line, from 1
   */
  public record Entry(String text, int line) {}

  /** A line that leaves the brackets as they are, such as a row of a matrix. */
  private static final Pattern PLAIN = Pattern.compile("[\\w .,;+*/^@-]*");

  /** An entry whose brackets are looked through again and again ends after so many characters. */
  private static final long MOST_LOOKED = 10_000_000;

  private Entries() {}

  /** The entries of a text. */
  public static List<Entry> of(String text) {
    List<Entry> entries = new ArrayList<>();
    of(List.of(text.split("\r\n|\r|\n", -1)).iterator()).forEachRemaining(entries::add);
    return entries;
  }

  /**
   * The entries of a text whose lines may be read while it is written: lines, each with those that
   * it goes on to; blank ones are left out. An entry never goes on to a command.
   */
  public static Iterator<Entry> of(Iterator<String> lines) {
    return new Iterator<>() {
      private String ahead;
      private int line;

      @Override
      public boolean hasNext() {
        while (ahead == null && lines.hasNext()) {
          line++;
          String next = lines.next();
          ahead = next.isBlank() ? null : next;
        }
        return ahead != null;
      }

      @Override
      public Entry next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        StringBuilder entry = new StringBuilder(ahead);
        int first = line;
        ahead = null;
        boolean inside = false;
        long looked = 0;
        while (looked < MOST_LOOKED
            && (inside || Completeness.isOpen(entry.toString()))
            && lines.hasNext()) {
          line++;
          String next = lines.next();
          if (next.stripLeading().startsWith(":")) {
            ahead = next;
            break;
          }
          if (inside) {
            entry.append('\n');
          } else {
            looked += entry.length();
            entry = continued(entry);
          }
          inside = entry.charAt(entry.length() - 1) == '\n' && PLAIN.matcher(next).matches();
          entry.append(next);
        }
        return new Entry(entry.toString(), first);
      }
    };
  }

  /**
   * The text up to where the next line goes on: inside brackets a line break, which is a blank
   * there; behind an operator a blank, for a line break would end the statement.
   */
  private static StringBuilder continued(StringBuilder entry) {
    String text = entry.toString();
    List<Lexeme> lexemes = Lexeme.of(text, Set.of());
    Lexeme last = lexemes.get(lexemes.size() - 1);
    boolean comment = last.kind() == Lexeme.Kind.COMMENT;
    int end = comment ? last.start() : text.length();
    return new StringBuilder(text.substring(0, end)).append(isInBrackets(lexemes) ? '\n' : ' ');
  }

  private static boolean isInBrackets(List<Lexeme> lexemes) {
    int depth = 0;
    for (Lexeme lexeme : lexemes) {
      depth += lexeme.kind() == Lexeme.Kind.OPEN ? 1 : 0;
      depth -= lexeme.kind() == Lexeme.Kind.CLOSE ? 1 : 0;
    }
    return depth > 0;
  }
}
