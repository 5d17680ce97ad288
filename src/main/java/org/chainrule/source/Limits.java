package org.chainrule.source;

import java.util.EnumMap;
import java.util.Map;

/**
 * All limits that hold for a text.
 *
 * @param changed those that are not what they are without options
 * @param homework whether the text is a sheet that is judged
 * @param anyFile whether files may be pipes and devices, which may never end
 */
public record Limits(Map<Limit, Long> changed, boolean homework, boolean anyFile) {
  /** An array of numbers cannot have more. */
  private static final long MOST_ENTRIES = 1L << 30;

  /** Beyond, the exact value of one number would take minutes. */
  private static final long MOST_EXPONENT = 100_000;

  /** The limits without options. */
  public static final Limits STANDARD = new Limits(Map.of(), false, false);

  /** The limits of a sheet that is judged, which strangers wrote. */
  public static final Limits HOMEWORK = new Limits(Map.of(), true, false);

  /** Limits whose map is copied. */
  public Limits {
    changed = Map.copyOf(changed);
  }

  /** What a limit is. */
  public long of(Limit limit) {
    long value = changed.getOrDefault(limit, homework ? limit.homework() : limit.standard());
    return switch (limit) {
      case ENTRIES -> Math.min(value, MOST_ENTRIES);
      case EXPONENT -> Math.min(value, MOST_EXPONENT);
      default -> value;
    };
  }

  /** What a limit is, where it fits an {@code int}. */
  public int count(Limit limit) {
    return (int) Math.min(Integer.MAX_VALUE, of(limit));
  }

  /** The same with another value of one of them. */
  public Limits with(Limit limit, long value) {
    Map<Limit, Long> more = new EnumMap<>(Limit.class);
    more.putAll(changed);
    more.put(limit, value);
    return new Limits(more, homework, anyFile);
  }

  /** The same, but files may be pipes and devices. */
  public Limits withAnyFile() {
    return new Limits(changed, homework, true);
  }

  /** The same options, for a sheet that is judged. */
  public Limits forHomework() {
    return new Limits(changed, true, anyFile);
  }
}
