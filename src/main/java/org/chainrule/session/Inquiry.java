package org.chainrule.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.usage.Option;

/**
 * What stands behind a command.
 *
 * @param text all of it but options
 * @param options the options with their values, which are empty for those that take none
 */
record Inquiry(String text, Map<Option, String> options) {
  /** An inquiry whose map is copied. */
  Inquiry {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  boolean has(Option option) {
    return options.containsKey(option);
  }

  /** How often to differentiate by the same input; once unless told. */
  int order() {
    String typed = options.getOrDefault(Option.ORDER, "1");
    if (typed.length() == 1
        && typed.charAt(0) >= '1'
        && typed.charAt(0) <= '0' + Option.MOST_ORDER) {
      return typed.charAt(0) - '0';
    }
    throw new Misuse(
        "--order takes a whole number from 1 to " + Option.MOST_ORDER + ", as in --order 2");
  }
}
