package org.chainrule.session;

import java.util.List;
import org.chainrule.render.Paint;
import org.chainrule.source.NearestName;
import org.chainrule.value.Digits;

/** Reads what stands behind {@code :set}. */
final class Preferences {
  private final Session session;

  Preferences(Session session) {
    this.session = session;
  }

  /** Changes what was typed, or tells how things are shown. */
  Reply set(String typed) {
    if (typed.isEmpty()) {
      return shown(session);
    }
    List<String> words = List.of(typed.split("[\\s=]+"));
    Settings settings = session.settings();
    for (int i = 0; i < words.size(); i += 2) {
      String value = i + 1 < words.size() ? words.get(i + 1) : "";
      settings = setting(settings, words.get(i), value);
    }
    Session after = session.with(session.state().with(settings));
    return shown(after);
  }

  private static Settings setting(Settings settings, String name, String value) {
    switch (name) {
      case "digits":
        return settings.with(digits(value));
      case "explain":
        return settings.explaining(isOn(name, value));
      case "color":
      case "colour":
        return settings.with(isOn(name, value) ? Paint.COLOR : Paint.PLAIN);
      default:
        throw new Misuse(
            "there is no setting "
                + name
                + NearestName.of(name, List.of("digits", "explain", "color"))
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("; there are digits, explain and color"));
    }
  }

  private static Digits digits(String value) {
    if (value.equals("full")) {
      return Digits.ALL;
    }
    try {
      int digits = Integer.parseInt(value);
      if (digits >= 1) {
        return digits >= Digits.MOST ? Digits.ALL : new Digits(digits);
      }
    } catch (NumberFormatException e) {
      // Told below, like a number that is too small.
    }
    throw new Misuse("digits takes a whole number from 1 on, or full, as in :set digits 6");
  }

  private static boolean isOn(String name, String value) {
    if (value.equals("always") || value.equals("never")) {
      return value.equals("always"); // as on the command line
    }
    if (!value.equals("on") && !value.equals("off")) {
      throw new Misuse(name + " is on or off, as in :set " + name + " on");
    }
    return value.equals("on");
  }

  private static Reply shown(Session session) {
    Settings settings = session.settings();
    Digits digits = settings.digits();
    String shown =
        digits.significant() == Digits.FULL ? "full" : Integer.toString(digits.significant());
    return Reply.of(
        session,
        "digits "
            + shown
            + "   explain "
            + (settings.explain() ? "on" : "off")
            + "   color "
            + (settings.paint() == Paint.COLOR ? "on" : "off")
            + "\n");
  }
}
