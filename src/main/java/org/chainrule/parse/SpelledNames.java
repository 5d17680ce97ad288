package org.chainrule.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.gate.Gate;
import org.chainrule.parse.SpelledLine.Piece;

/**
 * The names that a sheet has: those that its formulas define and use, and those that it gives
 * numbers. What looks like a derivative, {@code f_x} or {@code dfdx}, is a name only where another
 * formula uses it.
 */
final class SpelledNames {
  static final Set<String> CONSTANTS = Set.of("pi", "π", "e", "inf", "undefined", "nan");

  /** No student differentiates what has a longer name. */
  private static final int LONGEST = 40;

  /** Heads of definitions, each with the names that its formula uses. */
  final Map<String, Set<String>> formulas = new LinkedHashMap<>();

  /** Names that formulas define or use. */
  final Set<String> used = new LinkedHashSet<>();

  /** Names that a line gives a number. */
  final Set<String> given = new LinkedHashSet<>();

  /** Names as they stand in derivatives, such as the x of dx. */
  final Set<String> differentiated = new LinkedHashSet<>();

  /** The right side of each formula, without blanks. */
  final Map<String, String> bodies = new LinkedHashMap<>();

  /** The number that a name is given first, without blanks. */
  final Map<String, String> values = new LinkedHashMap<>();

  /** How often a line gives each name a number. */
  final Map<String, Integer> gives = new LinkedHashMap<>();

  /** The inputs in the head of a formula, as of {@code f(x, y) = x^2 + y}. */
  final Map<String, List<String>> parameters = new LinkedHashMap<>();

  /** Names behind which brackets stand in formulas. */
  final Set<String> calls = new LinkedHashSet<>();

  /** Rows and columns of the matrices that are given. */
  final Map<String, int[]> shapes = new LinkedHashMap<>();

  /** Names of constants and functions that quantities have, as the e of {@code e = w*x}. */
  final Set<String> own = new LinkedHashSet<>();

  /** The names of statements. */
  SpelledNames(List<List<Piece>> statements) {
    for (List<Piece> statement : statements) {
      SpelledEquation equation = SpelledEquation.of(statement);
      if (equation != null && !equation.called()) {
        String head = equation.head();
        if (isFunction(head) || CONSTANTS.contains(head)) {
          own.add(head);
        }
      }
    }
    Map<String, SpelledEquation> doubtful = new LinkedHashMap<>();
    List<SpelledEquation> measured = new ArrayList<>();
    for (List<Piece> statement : statements) {
      for (Piece piece : statement) {
        if (piece.isWord() && piece.text().startsWith("d")) {
          differentiated.add(piece.text().substring(1));
        }
      }
      SpelledEquation equation = SpelledEquation.of(statement, own);
      if (equation == null) {
        continue;
      }
      if (equation.names().isEmpty()) {
        give(equation);
      } else if (SpelledNumbers.isMeasured(equation.body(), equation.names())) {
        measured.add(equation);
      } else if (isShaped(equation.head())) {
        doubtful.putIfAbsent(equation.head(), equation);
      } else if (!formulas.containsKey(equation.head())) {
        define(equation);
      }
    }
    doubtful.forEach(
        (head, equation) -> {
          if (used.contains(head) || derivative(head).isEmpty()) {
            define(equation);
          }
        });
    for (SpelledEquation each : measured) {
      boolean unit = each.names().stream().noneMatch(name -> SpelledNumbers.isName(name, this));
      if (unit || formulas.containsKey(each.head())) {
        give(each);
      } else {
        define(each);
      }
    }
    cutStrung();
  }

  private void give(SpelledEquation equation) {
    given.add(equation.head());
    if (!equation.called()) {
      gives.merge(equation.head(), 1, Integer::sum);
      if (values.putIfAbsent(equation.head(), equation.body()) == null
          && equation.shape() != null) {
        shapes.put(equation.head(), equation.shape());
      }
    }
  }

  private void define(SpelledEquation equation) {
    formulas.put(equation.head(), equation.names());
    bodies.put(equation.head(), equation.body());
    used.add(equation.head());
    used.addAll(equation.names());
    calls.addAll(equation.calls());
    if (equation.called()) {
      parameters.put(equation.head(), equation.arguments());
    }
  }

  /** Of f = 2xy the names are x and y, where these are given and xy is not. */
  private void cutStrung() {
    for (String name : List.copyOf(used)) {
      if (!given.contains(name) && !formulas.containsKey(name) && !differentiated.contains(name)) {
        used.remove(name);
        List<String> parts = strung(name);
        if (parts.isEmpty() || !given.containsAll(parts)) {
          used.add(name);
        } else {
          used.addAll(parts);
          formulas.replaceAll((head, names) -> cut(names, name, parts));
        }
      }
    }
  }

  private static Set<String> cut(Set<String> names, String strung, List<String> parts) {
    Set<String> cut = new LinkedHashSet<>();
    names.forEach(each -> cut.addAll(each.equals(strung) ? parts : List.of(each)));
    return cut;
  }

  /** The name that a statement gives a number; empty if it says something else. */
  static String givenBy(List<Piece> statement) {
    SpelledEquation equation = SpelledEquation.of(statement);
    return equation == null || !equation.names().isEmpty() ? "" : equation.head();
  }

  /** Whether a statement is the formula of a name. */
  boolean isDefinition(List<Piece> statement) {
    SpelledEquation equation = SpelledEquation.of(statement, own);
    return equation != null
        && !equation.names().isEmpty()
        && equation.body().equals(bodies.get(equation.head()));
  }

  /** Whether df/dx stands there, or something like it. */
  static boolean isQuotient(List<Piece> pieces, int i) {
    return i + 2 < pieces.size()
        && isDifferential(pieces.get(i))
        && pieces.get(i + 1).is("/")
        && isDifferential(pieces.get(i + 2));
  }

  private static boolean isDifferential(Piece piece) {
    return piece.isWord() && (piece.text().startsWith("d") || piece.text().startsWith("∂"));
  }

  private static boolean isShaped(String head) {
    return head.length() > 1 && head.startsWith("d") || head.indexOf('_') > 0 || head.endsWith("ₓ");
  }

  boolean has(String name) {
    return used.contains(name) || given.contains(name);
  }

  /** Whether a word is a name, or a derivative. */
  boolean isQuantity(String word) {
    return has(word)
        || word.startsWith("d") && has(word.substring(1))
        || derivative(word).isPresent();
  }

  /** Whether a word is one of the sheet or of the language. */
  boolean isKnown(Piece piece) {
    return isTaken(piece.text()) || isQuantity(piece.text());
  }

  /** Whether a word means something in a formula, known or not. */
  boolean isTaken(String word) {
    return has(word) || isFunction(word) || CONSTANTS.contains(word);
  }

  static boolean isFunction(String word) {
    return Gate.functionNamed(word).isPresent();
  }

  /** The name that is spelled there; of w1 the known w_1, and of what is differentiated F, f. */
  Optional<String> named(String spelled, boolean differentiated) {
    if (used.contains(spelled) || spelled.isEmpty()) {
      return spelled.isEmpty() ? Optional.empty() : Optional.of(spelled);
    }
    Optional<String> loose = only(spelled, false);
    boolean other = differentiated && !given.contains(spelled);
    return loose.isPresent() || !other ? loose : only(spelled, true);
  }

  private Optional<String> only(String spelled, boolean anyCase) {
    String wanted = loose(spelled, anyCase);
    List<String> fits = used.stream().filter(each -> loose(each, anyCase).equals(wanted)).toList();
    return fits.size() == 1 ? Optional.of(fits.get(0)) : Optional.empty();
  }

  private static String loose(String name, boolean anyCase) {
    String plain = name.replace("_", "");
    return anyCase ? plain.toLowerCase(Locale.ROOT) : plain;
  }

  /** The derivative that a name spells that is none: {@code dfdx}, {@code f_x}, {@code dx}. */
  Optional<String> derivative(String word) {
    List<String> found = new ArrayList<>();
    boolean d = word.startsWith("d");
    for (int i = 1; i < Math.min(word.length() - 1, LONGEST); i++) {
      boolean cut = d ? i > 1 && word.charAt(i) == 'd' : word.charAt(i) == '_';
      if (cut) {
        String above = d ? word.substring(1, i) : word.substring(0, i);
        above = d && above.endsWith("_") ? above.substring(0, above.length() - 1) : above;
        Optional<String> of = named(above, d);
        Optional<String> by = named(word.substring(i + 1), false);
        if (of.isPresent() && by.isPresent() && formulas.containsKey(of.get())) {
          found.add("d" + of.get() + "/d" + by.get());
        }
      }
    }
    if (found.isEmpty() && d && used.contains(word.substring(1))) {
      return Optional.of(word);
    }
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** The known names that a name strings together, as in xy; empty if it is no such, or several. */
  List<String> strung(String word) {
    List<List<String>> found = new ArrayList<>();
    if (word.length() < 2 || word.length() > 8 || isTaken(word) || word.startsWith("d")) {
      return List.of();
    }
    string(word, new ArrayList<>(), found);
    return found.size() == 1 ? found.get(0) : List.of();
  }

  private void string(String rest, List<String> before, List<List<String>> found) {
    if (rest.isEmpty()) {
      found.add(List.copyOf(before));
    }
    for (int end = 1; end <= rest.length() && found.size() < 2; end++) {
      if (has(rest.substring(0, end))) {
        before.add(rest.substring(0, end));
        string(rest.substring(end), before, found);
        before.remove(before.size() - 1);
      }
    }
  }

  /** The inputs that a name depends on, in the order in which formulas use them. */
  List<String> inputs(String name) {
    Set<String> inputs = new LinkedHashSet<>();
    Set<String> seen = new LinkedHashSet<>(Set.of(name));
    List<String> pending = new ArrayList<>(List.of(name));
    while (!pending.isEmpty()) {
      String each = pending.remove(pending.size() - 1);
      if (!formulas.containsKey(each)) {
        inputs.add(each);
        continue;
      }
      List<String> uses = new ArrayList<>(formulas.get(each));
      for (int i = uses.size() - 1; i >= 0; i--) {
        if (seen.add(uses.get(i))) {
          pending.add(uses.get(i));
        }
      }
    }
    return List.copyOf(inputs);
  }
}
