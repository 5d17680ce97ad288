package org.chainrule.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.chainrule.gate.Gate;

/**
 * Random texts of the language, with a liking for what is delicate: kinks and ties, the same part
 * twice, sums in another order, surds, zeros and huge numbers.
 */
final class Texts {
  private static final List<String> NAMES = List.of("x", "y", "z", "a", "b", "w0", "θ", "e", "k");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "2",
          "3",
          "-1",
          "0.5",
          "1/2",
          "1/3",
          "10",
          "0.1",
          "1e-3",
          "2.50",
          "pi",
          "-0",
          "1e20",
          "1e-20",
          "1e308",
          "1e-320",
          "123456789012345678",
          "0.30000000000000004");
  private static final List<String> WILD =
      List.of(
          "1e400",
          "1e-400",
          "1e99999999999",
          "1e-99999999999",
          "9".repeat(400),
          "0." + "3".repeat(99));
  private static final List<String> SURDS =
      List.of("sqrt(2)", "sqrt(3)", "sqrt(8)", "√x", "2^(1/2)", "cbrt(2)", "log(2)", "e^2");
  private static final List<String> RELATIONS = List.of("<", "<=", ">", ">=", "==", "!=");
  private static final List<String> KINKS =
      List.of("abs", "sign", "relu", "step", "floor", "ceil", "round", "leaky_relu", "elu");

  private final Random random;
  private final List<String> functions = new ArrayList<>();
  private final List<String> earlier = new ArrayList<>();

  Texts(Random random) {
    this.random = random;
    for (Map.Entry<String, Gate> each : Gate.functions().entrySet()) {
      if (each.getValue().spec().isEntrywise()) {
        functions.add(each.getKey());
      }
    }
  }

  String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  String name() {
    return NAMES.get(Math.min(random.nextInt(NAMES.size()), random.nextInt(NAMES.size())));
  }

  String number() {
    return chance(2) ? pick(WILD) : pick(chance(70) ? NUMBERS.subList(0, 10) : NUMBERS);
  }

  /** Ordinary numbers, as in homework. */
  String plain() {
    return chance(30)
        ? Integer.toString(random.nextInt(9) - 4)
        : String.format(Locale.ROOT, "%.2f", random.nextInt(800) / 100.0 - 4);
  }

  /** An expression of numbers of about {@code size} parts. */
  String scalar(int size) {
    if (size <= 1) {
      return chance(70) ? name() : chance(15) ? pick(SURDS) : number();
    }
    if (!earlier.isEmpty() && chance(12)) {
      return "(" + pick(earlier) + ")";
    }
    int left = 1 + random.nextInt(size - 1);
    int right = Math.max(1, size - left);
    String made =
        switch (random.nextInt(18)) {
          case 0, 1, 2 -> scalar(left) + pick(List.of("+", " - ", " + ")) + scalar(right);
          case 3, 4, 5 -> factor(left) + "*" + factor(right);
          case 6, 7 -> factor(left) + "/" + factor(right);
          case 8 -> factor(left) + "^" + (chance(60) ? power() : factor(right));
          case 9 -> "-" + factor(size - 1);
          case 10 -> pick(List.of("2", "3", "x", ")(".substring(0, 0))) + factor(size - 1);
          case 11 -> pick(KINKS) + "(" + scalar(size - 1) + ")";
          case 12 ->
              pick(List.of("max", "min", "max", "hypot", "masked"))
                  + "("
                  + scalar(left)
                  + ", "
                  + scalar(right)
                  + ")";
          case 13 -> "where(" + condition(left) + ", " + scalar(right) + ", " + scalar(left) + ")";
          case 14 -> "(" + condition(size - 1) + ")";
          case 15 -> permuted(size);
          default -> call(size - 1);
        };
    if (made.length() < 60) {
      earlier.add(made);
    }
    return made;
  }

  private String factor(int size) {
    return size <= 1 ? scalar(1) : "(" + scalar(size) + ")";
  }

  private String power() {
    return pick(
        List.of(
            "2", "3", "-1", "0", "1/2", "(1/3)", "(-2)", "0.5", "x", "a", "2^2", "-x", "(x>0)"));
  }

  private String condition(int size) {
    return scalar(Math.max(1, size / 2))
        + " "
        + pick(RELATIONS)
        + " "
        + scalar(Math.max(1, size / 2));
  }

  private String call(int size) {
    String function = pick(functions);
    Gate gate = Gate.functions().get(function);
    StringBuilder call = new StringBuilder(function).append('(');
    for (int i = 0; i < gate.spec().required(); i++) {
      call.append(i == 0 ? "" : ", ").append(scalar(Math.max(1, size / gate.spec().required())));
    }
    return call.append(')').toString();
  }

  /** The same sum in two orders: names for one term that must not differ. */
  private String permuted(int size) {
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < 2 + random.nextInt(3); i++) {
      terms.add(chance(50) ? name() + "*" + name() : scalar(Math.max(1, size / 4)));
    }
    String one = String.join("+", terms);
    Collections.shuffle(terms, random);
    String other = String.join("+", terms);
    String f = pick(List.of("tanh", "sin", "cos", "abs", "exp", "sqrt", "sigmoid", ""));
    String g = pick(List.of("tanh", "sin", "cos", "abs", "log", "atan", ""));
    return f + "(" + one + ")" + pick(List.of("*", "/", "-")) + g + "(" + other + ")";
  }

  /** An expression of matrices that is one number, mostly of shapes that fit. */
  String matrixNumber(int size) {
    return switch (random.nextInt(9)) {
      case 0 -> "sum(" + column(size) + ")";
      case 1 -> "norm(" + column(size) + ")";
      case 2 -> "dot(" + column(size / 2) + ", " + column(size / 2) + ")";
      case 3 -> pick(List.of("max", "min", "mean", "logsumexp")) + "(" + column(size) + ")";
      case 4 ->
          "cross_entropy(" + column(size) + ", " + pick(List.of("1", "2", "v", "softmax(v)")) + ")";
      case 5 -> pick(List.of("trace", "sum")) + "(" + square(size) + ")";
      case 6 -> column(size) + "[" + pick(List.of("1", "2", "3", "0", "x")) + "]";
      case 7 -> "(" + column(size / 2) + ")' @ " + column(size / 2);
      default ->
          matrixNumber(Math.max(1, size / 2))
              + pick(List.of("+", "*", "/"))
              + scalar(Math.max(1, size / 2));
    };
  }

  private String column(int size) {
    if (size <= 1) {
      return chance(60) ? pick(List.of("v", "u")) : "[" + scalar(1) + ", " + scalar(1) + "]";
    }
    return switch (random.nextInt(8)) {
      case 0, 1 -> square(size / 2) + " @ " + column(size / 2);
      case 2 ->
          pick(List.of("softmax", "relu", "tanh", "exp", "abs", "diag"))
              + "("
              + column(size - 1)
              + ")";
      case 3 ->
          "("
              + column(size / 2)
              + pick(List.of(" + ", " - ", "*", "/", "^"))
              + column(size / 2)
              + ")";
      case 4 -> "rowsum(" + square(size - 1) + ")";
      case 5 -> square(size - 1) + "[:, " + pick(List.of("1", "2", "9")) + "]";
      case 6 -> "max(0, " + column(size - 1) + ")";
      default -> scalar(Math.max(1, size / 3)) + "*" + column(size / 2);
    };
  }

  private String square(int size) {
    if (size <= 1) {
      return chance(70) ? pick(List.of("W", "V")) : "[" + scalar(1) + ", 1; 0, " + scalar(1) + "]";
    }
    return switch (random.nextInt(6)) {
      case 0 -> "(" + square(size - 1) + ")'";
      case 1 -> "(" + square(size / 2) + " @ " + square(size / 2) + ")";
      case 2 -> "(" + column(size / 2) + " @ (" + column(size / 2) + ")')";
      case 3 -> "softmax(" + square(size - 1) + ")";
      case 4 -> "(" + square(size / 2) + pick(List.of("+", "*", "-")) + column(size / 2) + ")";
      default -> pick(List.of("diag(v)", "eye(2)", "ones(2, 2)", "zeros(2, 2)", "[u, v]"));
    };
  }

  /** Values for the names that a text uses; now and then one is forgotten. */
  List<String> values(String text) {
    List<String> values = new ArrayList<>();
    for (String name : NAMES) {
      if (isUsed(name, text) && (!name.equals("e") || chance(20)) && chance(98)) {
        values.add(name + " = " + (chance(90) ? plain() : number()));
      }
    }
    for (String name : List.of("v", "u")) {
      if (isUsed(name, text)) {
        values.add(name + " = [" + plain() + ", " + (chance(95) ? plain() : number()) + "]");
      }
    }
    for (String name : List.of("W", "V")) {
      if (isUsed(name, text)) {
        String last = chance(97) ? plain() : plain() + ", 1";
        values.add(name + " = [" + plain() + ", " + plain() + "; " + plain() + ", " + last + "]");
      }
    }
    return values;
  }

  private static boolean isUsed(String name, String text) {
    return text.matches("(?s).*(?<![A-Za-z0-9_])" + name + "(?![A-Za-z0-9_(]).*");
  }
}
