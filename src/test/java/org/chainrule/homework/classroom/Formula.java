package org.chainrule.homework.classroom;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A formula as it stands on a board.
 *
 * @param op an operator, the name of a function, {@code name}, {@code number} or {@code list}
 * @param name of a quantity
 * @param number what is written, for a number; else null is never asked
 */
record Formula(String op, String name, Block number, List<Formula> parts) {
  private static final Block ZERO = Block.of(BigDecimal.ZERO);

  static Formula of(Block number) {
    return new Formula("number", "", number, List.of());
  }

  static Formula name(String name) {
    return new Formula("name", name, ZERO, List.of());
  }

  static Formula of(String op, Formula... parts) {
    return new Formula(op, "", ZERO, List.of(parts));
  }

  static Formula parse(String text) {
    return new Reading(text).whole();
  }

  boolean isName() {
    return op.equals("name");
  }

  boolean isNumber() {
    return op.equals("number");
  }

  /** Whether it is one gate of names and numbers. */
  boolean isGate() {
    return !parts.isEmpty() && parts.stream().allMatch(p -> p.isName() || p.isNumber());
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    replace(
        f -> {
          if (f.isName()) {
            names.add(f.name);
          }
          return f;
        });
    return names;
  }

  boolean has(String wanted) {
    return op.equals(wanted) || parts.stream().anyMatch(p -> p.has(wanted));
  }

  /** Every part replaced, the innermost first. */
  Formula replace(UnaryOperator<Formula> with) {
    return with.apply(
        new Formula(op, name, number, parts.stream().map(p -> p.replace(with)).toList()));
  }

  Formula put(String wanted, Formula instead) {
    return replace(f -> f.isName() && f.name.equals(wanted) ? instead : f);
  }

  /** Every formula that differs from this one in one part, as a change of that part makes it. */
  List<Formula> changed(Function<Formula, List<Formula>> change) {
    List<Formula> made = new ArrayList<>(change.apply(this));
    for (int i = 0; i < parts.size(); i++) {
      for (Formula other : parts.get(i).changed(change)) {
        List<Formula> all = new ArrayList<>(parts);
        all.set(i, other);
        made.add(new Formula(op, name, number, all));
      }
    }
    return made;
  }

  private int binding() {
    return switch (op) {
      case "+", "-" -> 1;
      case "*", "/", "@" -> 2;
      case "neg" -> 2;
      case "^" -> 4;
      case "number" -> number.isNumber() && number.number().signum() < 0 ? 2 : 9;
      default -> 9;
    };
  }

  /** Whether it is a derivative, df/dx. */
  private static boolean isRatio(Formula part) {
    return part.isName() && part.name.contains("/");
  }

  private static String inside(Formula part, int least) {
    return part.binding() < least ? "(" + part + ")" : part.toString();
  }

  @Override
  public String toString() {
    return switch (op) {
      case "number" -> number.toString();
      case "name" -> name;
      case "neg" -> "-" + inside(parts.get(0), 3);
      case "+", "-" -> {
        Formula right = parts.get(1);
        boolean signed =
            right.isNumber() && right.binding() < 9 || right.toString().startsWith("-");
        yield parts.get(0) + " " + op + " " + (signed ? "(" + right + ")" : inside(right, 2));
      }
      case "*", "/", "@" ->
          inside(parts.get(0), 2)
              + (op.equals("@") ? " @ " : op)
              + (parts.get(1).toString().startsWith("-") || op.equals("/") && isRatio(parts.get(1))
                  ? "(" + parts.get(1) + ")"
                  : inside(parts.get(1), op.equals("*") ? 2 : 3));
      case "^" -> inside(parts.get(0), 5) + "^" + inside(parts.get(1), 5);
      case "'" -> inside(parts.get(0), 5) + "'";
      case "list" -> "[" + String.join(", ", parts.stream().map(Formula::toString).toList()) + "]";
      case "entry" -> parts.get(0) + "[" + parts.get(1) + "]";
      default -> op + "(" + String.join(", ", parts.stream().map(Formula::toString).toList()) + ")";
    };
  }

  /** Reads formulas of our own making; an error in one is an error of the lesson. */
  private static final class Reading {
    private final String text;
    private int at;

    Reading(String text) {
      this.text = text.replace(" ", "");
    }

    Formula whole() {
      Formula formula = sum();
      if (at < text.length()) {
        throw new IllegalArgumentException(text + " at " + at);
      }
      return formula;
    }

    private boolean take(char c) {
      if (at < text.length() && text.charAt(at) == c) {
        at++;
        return true;
      }
      return false;
    }

    private Formula sum() {
      Formula left = term();
      while (true) {
        if (take('+')) {
          left = of("+", left, term());
        } else if (take('-')) {
          left = of("-", left, term());
        } else {
          return left;
        }
      }
    }

    private Formula term() {
      Formula left = signed();
      while (true) {
        if (take('*')) {
          left = of("*", left, signed());
        } else if (take('/')) {
          left = of("/", left, signed());
        } else if (take('@')) {
          left = of("@", left, signed());
        } else {
          return left;
        }
      }
    }

    private Formula signed() {
      if (take('-')) {
        return of("neg", signed());
      }
      Formula base = primary();
      while (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '[')) {
        if (take('\'')) {
          base = of("'", base);
        } else {
          take('[');
          base = of("entry", base, sum());
          take(']');
        }
      }
      return take('^') ? of("^", base, signed()) : base;
    }

    private Formula primary() {
      if (take('(')) {
        Formula inner = sum();
        take(')');
        return inner;
      }
      if (take('[')) {
        return new Formula("list", "", ZERO, arguments(']'));
      }
      int from = at;
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.')) {
        at++;
      }
      String word = text.substring(from, at);
      if (word.isEmpty()) {
        throw new IllegalArgumentException(text + " at " + at);
      }
      if (Character.isDigit(word.charAt(0))) {
        return of(Block.of(word));
      }
      return take('(') ? new Formula(word, "", ZERO, arguments(')')) : name(word);
    }

    private List<Formula> arguments(char end) {
      List<Formula> arguments = new ArrayList<>();
      do {
        arguments.add(sum());
      } while (take(','));
      take(end);
      return arguments;
    }
  }
}
