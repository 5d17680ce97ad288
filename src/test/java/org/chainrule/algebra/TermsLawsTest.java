package org.chainrule.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.value.Rational;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Terms are canonical: what is made of a term's parts is the term, in whatever order it is made.
 */
final class TermsLawsTest {
  /** How many random beginnings; fewer where the laws are run once for each mutant. */
  private static final int SEEDS = Integer.getInteger("laws.seeds", 1_500);

  private static final List<String> LEAVES =
      List.of("x", "y", "z", "x", "y", "2", "-1", "1/2", "3", "-2", "6", "1/12", "0", "pi");

  private static final List<Gate> UNARY =
      List.of(
          Gate.ABS,
          Gate.SIGN,
          Gate.SQRT,
          Gate.NEG,
          Gate.EXP,
          Gate.LOG,
          Gate.SIN,
          Gate.STEP,
          Gate.SIGMOID,
          Gate.RELU);

  private static final List<Gate> BINARY =
      List.of(
          Gate.ADD,
          Gate.ADD,
          Gate.SUB,
          Gate.MUL,
          Gate.MUL,
          Gate.DIV,
          Gate.MASKED,
          Gate.MAX,
          Gate.GE,
          Gate.POW);

  private static final List<String> EXPONENTS =
      List.of("2", "3", "-1", "-2", "1/2", "-1/2", "3/2", "1/3", "-2/3", "y", "2*y", "y + 1");

  /** Random terms over few names, so that much can be merged. */
  private static final class Maker {
    private final Terms terms;
    private final Random random;
    private final List<Term> made = new ArrayList<>();

    Maker(Terms terms, Random random) {
      this.terms = terms;
      this.random = random;
    }

    private Term read(String text) {
      return new TermReader(terms, null, node -> Optional.empty())
          .expression(org.chainrule.parse.TextParser.expression(text));
    }

    private Term pick(List<String> texts) {
      return read(texts.get(random.nextInt(texts.size())));
    }

    /** A term on older ones. */
    Term more() {
      Term term;
      try {
        term = next();
      } catch (Terms.Unable e) {
        term = terms.name("x"); // 1/0, or a number that is too large.
      }
      made.add(term);
      return term;
    }

    private Term next() {
      int kind = made.size() < 3 ? 0 : random.nextInt(12);
      if (kind == 0) {
        return pick(LEAVES);
      }
      Term a = made.get(random.nextInt(made.size()));
      Term b = made.get(random.nextInt(made.size()));
      if (kind < 4) {
        return terms.gate(UNARY.get(random.nextInt(UNARY.size())), 0, a);
      }
      if (kind < 6) {
        return terms.power(a, pick(EXPONENTS));
      }
      if (kind == 6) {
        Term condition = terms.gate(Gate.GT, 0, a, terms.number(0));
        return terms.gate(Gate.WHERE, 0, condition, b, made.get(random.nextInt(made.size())));
      }
      return terms.gate(BINARY.get(random.nextInt(BINARY.size())), 0, a, b);
    }
  }

  /** What the parts of a term make, put together again. */
  private static Term rebuilt(Terms terms, Term term) {
    return switch (term.kind) {
      case NUMBER -> terms.number(term.number);
      case NAME -> terms.name(term.name);
      case CONSTANT -> terms.constant(term.name);
      case CALL ->
          term.gate == Gate.MASKED
              ? terms.gate(Gate.MASKED, 0, term.parts)
              : terms.call(term.gate, term.width, term.parts);
      case POWER -> terms.power(term.parts[0], term.parts[1]);
      case PRODUCT -> terms.product(List.of(term.parts), List.of(term.weights), term.number);
      case SUM -> {
        List<Term> parts = new ArrayList<>(List.of(term.parts));
        List<Rational> weights = new ArrayList<>(List.of(term.weights));
        parts.add(0, terms.number(1));
        weights.add(0, term.number);
        yield terms.sum(parts, weights);
      }
    };
  }

  private interface Law {
    void check(Terms terms, Term term, String said);
  }

  private static void everyTerm(boolean proof, Law law) {
    int checked = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Terms terms = proof ? Terms.forProof(false) : new Terms();
      Maker maker = new Maker(terms, new Random(seed));
      for (int i = 0; i < 24; i++) {
        Term term = maker.more();
        if (i > 5) {
          String written = new TermWriter(each -> Optional.empty(), false).write(term).toString();
          try {
            law.check(terms, term, "seed " + seed + ", term " + i + ": " + written);
            checked++;
          } catch (Terms.Unable e) {
            continue; // A number that is too large.
          }
        }
      }
    }
    assertThat(checked).isGreaterThan(13 * SEEDS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTermIsWhatItsPartsMake(boolean proof) {
    everyTerm(
        proof, (terms, term, said) -> assertThat(rebuilt(terms, term)).as(said).isSameAs(term));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void negatedTwiceItIsItself(boolean proof) {
    everyTerm(
        proof,
        (terms, term, said) ->
            assertThat(terms.negated(terms.negated(term))).as(said).isSameAs(term));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFactorTakenOutAndMultipliedBack(boolean proof) {
    everyTerm(
        proof,
        (terms, term, said) -> {
          if (term.kind == Term.Kind.PRODUCT) {
            for (int i = 0; i < term.parts.length; i++) {
              Term factor = terms.power(term.parts[i], term.weights[i]);
              Term rest = terms.over(term, factor);
              assertThat(terms.times(rest, factor)).as(said + ", factor " + i).isSameAs(term);
            }
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAddendTakenAwayAndAddedAgain(boolean proof) {
    everyTerm(
        proof,
        (terms, term, said) -> {
          if (term.kind == Term.Kind.SUM) {
            for (int i = 0; i < term.parts.length; i++) {
              Term addend = terms.times(term.parts[i], term.weights[i]);
              Term rest = terms.minus(term, addend);
              assertThat(terms.plus(rest, addend)).as(said + ", addend " + i).isSameAs(term);
            }
          }
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsWrittenIsReadAsTheSameTerm(boolean proof) {
    everyTerm(
        proof,
        (terms, term, said) -> {
          Expr written = new TermWriter(each -> Optional.empty(), false).write(term);
          TermReader reader = new TermReader(terms, null, node -> Optional.empty());
          boolean mentionsConstant = said.contains("pi");
          if (!mentionsConstant) { // An expression alone does not tell pi from an input.
            assertThat(reader.expression(written)).as(said).isSameAs(term);
          }
        });
  }

  /**
   * Values by an evaluator of a few lines, on the tree as it was made and on the term. What is
   * infinite on the way is undefined.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTermHasTheValueOfWhatItWasMadeOf(boolean proof) {
    double[][] points = {
      {0.5, -1.25, 2}, {-2, 3, 0.75}, {1.5, 0.25, -3}, {0, 1, -1}, {2, 0, 1}, {-1, -1, -1}
    };
    int compared = 0;
    for (long seed = 0; seed < 2 * SEEDS; seed++) {
      Random random = new Random(seed);
      Expr tree = tree(random, 4);
      Terms terms = proof ? Terms.forProof(false) : new Terms();
      Expr written;
      Set<Term> open = new LinkedHashSet<>();
      try {
        Term term = new TermReader(terms, null, node -> Optional.empty()).expression(tree);
        written = new TermWriter(each -> Optional.empty(), false).write(term);
        open.addAll(terms.conditions());
        terms.poles().forEach(pole -> open.add(terms.gate(Gate.RELU, 0, pole)));
      } catch (Terms.Unable e) {
        continue;
      }
      for (double[] point : points) {
        Map<String, Double> at =
            new LinkedHashMap<>(Map.of("x", point[0], "y", point[1], "z", point[2]));
        double expected = value(tree, at);
        double got = value(written, at);
        boolean excluded =
            open.stream()
                .map(each -> new TermWriter(none -> Optional.empty(), false).write(each))
                .anyMatch(each -> !(Math.abs(value(each, at)) > 1e-12));
        if (Double.isFinite(expected) && Math.abs(expected) < 1e12 && !excluded) {
          compared++;
          assertThat(got)
              .as("seed %d: %s is not %s at %s", seed, written, tree, at)
              .satisfiesAnyOf(
                  v -> assertThat(v).isCloseTo(expected, offset(expected)),
                  v -> assertThat(cancels(tree, at)).isTrue());
        }
      }
    }
    assertThat(compared).isGreaterThan(3 * SEEDS);
  }

  private static org.assertj.core.data.Offset<Double> offset(double expected) {
    return org.assertj.core.data.Offset.offset(1e-9 * (1 + Math.abs(expected)));
  }

  /**
   * Whether a value depends so much on rounding that it tells nothing: it moves with the last
   * digits.
   */
  private static boolean cancels(Expr tree, Map<String, Double> at) {
    Map<String, Double> near = new LinkedHashMap<>();
    at.forEach((name, value) -> near.put(name, value * (1 + 1e-13) + 1e-13));
    double here = value(tree, at);
    return Math.abs(value(tree, near) - here) > 1e-9 * (1 + Math.abs(here));
  }

  private static Expr tree(Random random, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      List<String> leaves = List.of("x", "y", "z", "x", "2", "3", "0.5", "6");
      String leaf = leaves.get(random.nextInt(leaves.size()));
      return Character.isLetter(leaf.charAt(0)) ? new Expr.Name(leaf) : Expr.Number.of(leaf);
    }
    int kind = random.nextInt(10);
    if (kind < 3) {
      return Expr.Apply.of(UNARY.get(random.nextInt(UNARY.size())), tree(random, depth - 1));
    }
    if (kind == 3) {
      Expr exponent =
          org.chainrule.parse.TextParser.expression(
              EXPONENTS.get(random.nextInt(EXPONENTS.size())));
      return Expr.Apply.of(Gate.POW, tree(random, depth - 1), exponent);
    }
    if (kind == 4) {
      Expr condition =
          Expr.Apply.of(Gate.GT, tree(random, depth - 2 < 0 ? 0 : depth - 2), Expr.Number.of(0));
      return Expr.Apply.of(Gate.WHERE, condition, tree(random, depth - 1), tree(random, depth - 1));
    }
    Gate gate = BINARY.get(random.nextInt(BINARY.size()));
    return Expr.Apply.of(gate, tree(random, depth - 1), tree(random, depth - 1));
  }

  private static double value(Expr expr, Map<String, Double> at) {
    java.util.ArrayDeque<Double> done = new java.util.ArrayDeque<>();
    Trees.postorder(
        expr,
        part -> {
          if (part instanceof Expr.Number number) {
            done.push(number.value());
          } else if (part instanceof Expr.Name name) {
            done.push(name.name().equals("pi") ? Math.PI : at.get(name.name()));
          } else {
            double[] x = new double[3];
            for (int i = part.parts().size() - 1; i >= 0; i--) {
              x[i] = done.pop();
            }
            done.push(value(((Expr.Apply) part).gate(), x));
          }
        });
    return done.pop();
  }

  private static double value(Gate gate, double[] x) {
    boolean branches = gate == Gate.WHERE || gate == Gate.MASKED;
    if (Double.isNaN(x[0]) || !branches && Double.isNaN(x[1])) {
      return Double.NaN; // A comparison with what is undefined is undefined.
    }
    return switch (gate) {
      case ADD -> x[0] + x[1];
      case SUB -> x[0] - x[1];
      case MUL -> x[0] * x[1];
      case DIV -> x[1] == 0 ? Double.NaN : x[0] / x[1];
      case NEG -> -x[0];
      case POW -> x[0] == 0 && x[1] < 0 || x[0] != x[0] ? Double.NaN : Math.pow(x[0], x[1]);
      case MASKED -> x[0] == 0 ? 0 : x[0] * x[1];
      case MAX -> Math.max(x[0], x[1]);
      case LT -> x[0] < x[1] ? 1 : 0;
      case LE -> x[0] <= x[1] ? 1 : 0;
      case GT -> x[0] > x[1] ? 1 : 0;
      case GE -> x[0] >= x[1] ? 1 : 0;
      case WHERE -> x[0] != 0 ? x[1] : x[2];
      case ABS -> Math.abs(x[0]);
      case SIGN -> Double.isNaN(x[0]) ? x[0] : Math.signum(x[0]);
      case SQRT -> Math.sqrt(x[0]);
      case EXP -> Math.exp(x[0]);
      case LOG -> x[0] == 0 ? Double.NaN : Math.log(x[0]);
      case SIN -> Math.sin(x[0]);
      case COS -> Math.cos(x[0]);
      case STEP -> x[0] > 0 ? 1 : 0;
      case RELU -> Math.max(x[0], 0);
      case SIGMOID -> 1 / (1 + Math.exp(-x[0]));
      default -> throw new IllegalStateException("no value for " + gate);
    };
  }
}
