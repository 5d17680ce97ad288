package org.chainrule.parse;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chainrule.gate.Gate;
import org.chainrule.parse.SpelledLine.Piece;

/**
 * {@code sigma(z)} for sigmoid(z) in a sheet of homework that calls nothing sigma, and {@code
 * σ(1-σ)} where σ is the name of a quantity.
 */
final class SpelledSigmoids {
  private final SpelledNames names;

  SpelledSigmoids(SpelledNames names) {
    this.names = names;
  }

  /** {@code sigma(z)} as sigmoid(z). */
  static void read(List<SpelledLines.Whole> lines) {
    boolean some = false;
    Set<String> heads = new HashSet<>();
    Set<String> arguments = new HashSet<>();
    for (SpelledLines.Whole line : lines) {
      List<Piece> pieces = line.pieces();
      for (int i = 0; i < pieces.size(); i++) {
        boolean sigma = pieces.get(i).is("sigma");
        if (sigma && !isCall(pieces, i) || pieces.get(i).text().matches("[d∂]_?sigma")) {
          return; // a name
        }
        some |= sigma;
      }
    }
    if (!some) {
      return;
    }
    for (SpelledLines.Whole line : lines) {
      for (List<Piece> statement : Pieces.split(line.pieces())) {
        SpelledEquation equation = SpelledEquation.of(statement);
        if (equation != null && equation.head().equals("sigma")) {
          arguments.addAll(equation.arguments());
        } else if (equation != null) {
          heads.add(equation.head());
        }
      }
    }
    if (!heads.containsAll(arguments)) {
      return; // the sheet says itself what sigma is
    }
    for (SpelledLines.Whole line : lines) {
      for (int i = 0; line.readable() && i < line.pieces().size(); i++) {
        if (line.pieces().get(i).is("sigma")) {
          Pieces.replace(line.pieces(), i, i + 1, "sigmoid");
        }
      }
    }
  }

  private static boolean isCall(List<Piece> line, int i) {
    return Pieces.text(line, i + 1).equals("(") && line.get(i + 1).blank().isEmpty();
  }

  /** {@code σ*(1-σ)} for σ(1-σ), where a quantity is called σ. */
  void multiply(List<Piece> s, boolean definition) {
    for (int i = 0; i < s.size(); i++) {
      String name = s.get(i).text();
      boolean call = names.own.contains(name) && Pieces.text(s, i + 1).equals("(");
      int close = call && SpelledNames.isFunction(name) ? Pieces.closing(s, i + 1) : -1;
      if (close < i + 3) {
        continue;
      }
      List<Piece> inside = s.subList(i + 2, close);
      boolean itself = inside.stream().anyMatch(piece -> piece.is(name));
      if (itself) {
        Pieces.replace(s, i, i + 1, name, "*");
      } else if (!definition && inside.size() > 1 && !isApplied(name, inside)) {
        String argument = Pieces.text(s.subList(i + 1, close + 1)).strip();
        throw new AskedBack(
            s.get(i),
            s.get(close),
            "write "
                + name
                + "*"
                + argument
                + " for the product, or "
                + function(name)
                + argument
                + " for the function");
      }
    }
  }

  private static String function(String name) {
    return Gate.functionNamed(name).get().name().toLowerCase(Locale.ROOT);
  }

  /** Whether a formula of the sheet applies the function to this argument. */
  private boolean isApplied(String name, List<Piece> argument) {
    String call = "(" + Pieces.text(argument).replaceAll("\\s", "") + ")";
    return names.bodies.values().stream()
        .anyMatch(body -> body.contains(name + call) || body.contains(function(name) + call));
  }
}
