package org.chainrule.homework.classroom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A sheet as a student hands it in. */
record Paper(Exercise exercise, Hand hand, Slip slip, Set<String> dropped, List<Line> lines) {

  /** What may be hard about a line. */
  enum Kind {
    TIE,
    CANCELLING,
    DENOMINATOR,
    FORK_OF_THREE,
    KINK,
    WORKING,
    MATRIX
  }

  /**
   * A claim.
   *
   * @param key what it is about: {@code value q}, {@code total x}, {@code local q x}, {@code down q
   *     x}
   * @param links what stands between the target and the number
   * @param own the number before it was rounded
   * @param root whether the mistake stands in it
   */
  record Line(
      String key,
      String target,
      List<String> links,
      Block written,
      Block own,
      boolean root,
      Set<Kind> kinds) {
    String text() {
      List<String> all = new ArrayList<>();
      all.add(target);
      all.addAll(links);
      all.add(written.toString());
      return String.join(" = ", all);
    }
  }

  boolean isSound() {
    return slip.kind() == Slip.Kind.NONE;
  }

  Optional<Line> line(String key) {
    return lines.stream().filter(line -> line.key().equals(key)).findFirst();
  }

  /** The lines that the mistake stands in, values before gradients. */
  List<Line> roots() {
    return lines.stream()
        .filter(Line::root)
        .sorted(Comparator.comparing(line -> !line.key().startsWith("value")))
        .toList();
  }

  private List<String> head() {
    List<String> head = new ArrayList<>();
    exercise.parts().forEach((name, formula) -> head.add(name + " = " + formula));
    if (exercise.givens().values().stream().allMatch(Block::isNumber)) {
      head.add(
          exercise.givens().entrySet().stream().map(Paper::text).collect(Collectors.joining(", ")));
    } else {
      exercise.givens().entrySet().forEach(given -> head.add(text(given)));
    }
    head.add("");
    return head;
  }

  private static String text(Map.Entry<String, Block> given) {
    return given.getKey() + " = " + given.getValue();
  }

  int number(Line line) {
    return head().size() + lines.indexOf(line) + 1;
  }

  String text() {
    List<String> all = new ArrayList<>(head());
    lines.forEach(line -> all.add(line.text()));
    return String.join("\n", all) + "\n";
  }
}
