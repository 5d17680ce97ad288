package org.chainrule.session;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.chainrule.parse.Completeness;

/** A text of several lines as the entries that a person would have typed. */
public final class Entries {
  /**
   * One entry.
   *
   * @param text its lines, those joined that an operator at their end continues
   * @param line the number of its first line, from 1
   */
  public record Entry(String text, int line) {}

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
        boolean command = ahead.stripLeading().startsWith(":");
        Completeness completeness = new Completeness();
        completeness.add(ahead);
        int begun = 0; // where the last line begins in the entry
        ahead = null;
        while (!command && completeness.isOpen() && lines.hasNext()) {
          line++;
          String next = lines.next();
          if (next.stripLeading().startsWith(":")) {
            ahead = next;
            break;
          }
          if (completeness.isInBrackets()) {
            completeness.lineBreak();
            entry.append('\n');
          } else {
            // Behind an operator a blank goes on, for a line break would end the statement.
            entry.setLength(begun + completeness.comment());
            entry.append(' ');
          }
          begun = entry.length();
          completeness.add(next);
          entry.append(next);
        }
        return new Entry(entry.toString(), first);
      }
    };
  }
}
