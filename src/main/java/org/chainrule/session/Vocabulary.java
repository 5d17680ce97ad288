package org.chainrule.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.chainrule.sheet.Constants;

/**
 * The words that a person may use beside those of the language. The order of the maps is the order
 * in which words are offered.
 *
 * @param names names of the session, each with a few words such as {@code = -2}
 * @param functions the person's own functions, each with its usage, such as {@code s(u)}
 * @param commands commands with their colon, each with a line of documentation
 * @param files paths that begin with a prefix; folders end with {@code /}
 */
public record Vocabulary(
    Map<String, String> names,
    Map<String, String> functions,
    Map<String, String> commands,
    Function<String, List<String>> files) {

  /** Names that need no definition. */
  private static final Map<String, String> STANDING =
      copy(
          List.of(
              Map.entry("pi", "= 3.14159..."),
              Map.entry("e", "= 2.71828..."),
              Map.entry("ans", "what was computed last")));

  public Vocabulary {
    names = copy(names.entrySet());
    functions = copy(functions.entrySet());
    commands = copy(commands.entrySet());
  }

  private static Map<String, String> copy(Iterable<Map.Entry<String, String>> entries) {
    Map<String, String> copy = new LinkedHashMap<>();
    entries.forEach(entry -> copy.put(entry.getKey(), entry.getValue()));
    return Collections.unmodifiableMap(copy);
  }

  /** The names of the session, then those that need no definition. */
  Map<String, String> allNames() {
    Map<String, String> all = new LinkedHashMap<>(names);
    STANDING.forEach(all::putIfAbsent);
    return all;
  }

  /** The few words that are known about {@code name}. */
  Optional<String> description(String name) {
    return Optional.ofNullable(names.getOrDefault(name, STANDING.get(name)));
  }

  /** Whether {@code name} means something: itself, or as {@code df} of a name f. */
  boolean knows(String name) {
    return names.containsKey(name)
        || STANDING.containsKey(name)
        || Constants.of(name).isPresent()
        || name.startsWith("d") && names.containsKey(name.substring(1));
  }
}
