package org.chainrule.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code :undo} can take back: the entries that changed something, oldest first. */
record Past(List<Step> steps) {
  static final Past NONE = new Past(List.of());

  private static final int MOST_STEPS = 100;

  /** Each step keeps a map of the definitions, so that a long text must not keep them all. */
  private static final long MOST_DEFINITIONS = 100_000;

  /** Letters of an entry that are told. */
  private static final int MOST_LETTERS = 200;

  /** A past whose list is copied. */
  Past {
    steps = List.copyOf(steps);
  }

  /**
   * An entry that changed something.
   *
   * @param entry as it was typed
   * @param before what the session remembered before it
   * @param after and after it
   */
  record Step(String entry, Session.State before, Session.State after) {

    /** The entry on one line; the beginning of a long one. */
    String told() {
      String line = entry.startsWith(":") ? entry : Statements.flat(entry);
      return line.length() <= MOST_LETTERS ? line : line.substring(0, MOST_LETTERS) + "...";
    }

    /**
     * What the session remembers without this entry. What later entries asked stays: {@code ans} is
     * their last result, with the values that hold now.
     */
    Session.State undone(Session.State now) {
      Session.State kept = now.with(before.notebook());
      return new Session.State(
          before.notebook(),
          now.last() == after.last() ? before.last() : kept.last(),
          now.subject() == after.subject() ? before.subject() : kept.subject(),
          now.lines() == after.lines() ? before.lines() : now.lines(),
          before.settings().within(now.settings().width()),
          now.quiz(),
          now.code(),
          before.output(),
          now.files());
    }

    /** Whether there is anything to take back: to look at something changes only what ans is. */
    boolean changes() {
      int width = before.settings().width();
      boolean loaded = before.files() != after.files() && before.lines() != after.lines();
      boolean forgotten = before.last().isPresent() && after.last().isEmpty();
      return !before.notebook().says(after.notebook())
          || !before.output().equals(after.output())
          || !before.settings().equals(after.settings().within(width))
          || loaded
          || forgotten;
    }
  }

  /** The same with one step more; the oldest are forgotten. */
  Past with(Step step) {
    List<Step> more = new ArrayList<>(steps);
    more.add(step);
    long definitions = 0;
    int oldest = more.size();
    while (oldest > 0 && more.size() - oldest < MOST_STEPS) {
      definitions += more.get(oldest - 1).before().notebook().definitions().size();
      if (definitions > MOST_DEFINITIONS && oldest < more.size()) {
        break;
      }
      oldest--;
    }
    return new Past(more.subList(oldest, more.size()));
  }

  Optional<Step> last() {
    return steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1));
  }

  Past withoutLast() {
    return new Past(steps.subList(0, steps.size() - 1));
  }
}
