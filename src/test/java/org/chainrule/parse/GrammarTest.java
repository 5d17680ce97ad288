package org.chainrule.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.chainrule.RandomExpressions;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Statement;
import org.chainrule.ast.Text;
import org.chainrule.ast.Trees;
import org.chainrule.source.ChainruleException;
import org.chainrule.source.Limits;
import org.chainrule.source.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GrammarTest {

  private static Expr parse(String text) {
    return ((Statement.Bare) TextParser.parse(SourceText.of(text)).statements().get(0)).expr();
  }

  /** Every bracket that the reader supplies, written out. */
  private static String bracketed(Expr expr) {
    if (expr instanceof Expr.Stack stack) {
      List<String> entries = stack.entries().stream().map(GrammarTest::bracketed).toList();
      return "[" + stack.columns() + ":" + String.join(",", entries) + "]";
    }
    if (!(expr instanceof Expr.Apply apply)) {
      return expr.toString();
    }
    List<String> operands = apply.operands().stream().map(GrammarTest::bracketed).toList();
    return switch (apply.gate().spec().form()) {
      case INFIX -> "(" + String.join(apply.gate().spec().symbol(), operands) + ")";
      case PREFIX -> "(" + apply.gate().spec().symbol() + operands.get(0) + ")";
      case FUNCTION -> apply.gate().spec().symbol() + "(" + String.join(",", operands) + ")";
      case POSTFIX -> "(" + operands.get(0) + apply.gate().spec().symbol() + ")";
      case INDEX -> "(" + apply.gate().name() + ":" + String.join(",", operands) + ")";
      case BRACKETS -> throw new AssertionError("brackets are no gate on operands");
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a + b*c            | (a+(b*c))",
        "a - b - c          | ((a-b)-c)",
        "a/b*c              | ((a/b)*c)",
        "-x^2               | (-(x^2))",
        "2^-x               | (2^(-x))",
        "2^3^2              | (2^(3^2))",
        "2**3               | (2^3)",
        "1/-1.37^2*1        | ((1/(-(1.37^2)))*1)",
        "-a*b               | ((-a)*b)",
        "a*-b + c           | ((a*(-b))+c)",
        "--x                | (-(-x))",
        "+x                 | x",
        "2^-x^2             | (2^(-(x^2)))",
        "2x                 | (2*x)",
        "(x + y)z           | ((x+y)*z)",
        "2sin(x)            | (2*sin(x))",
        "x(y + 1)^2         | (x*((y+1)^2))",
        "1/2x               | ((1/2)*x)",
        "x y                | (x*y)",
        "w0x0               | w0x0",
        "2e3x               | (2e3*x)",
        "x²                 | (x^2)",
        "2x⁻¹               | (2*(x^(-1)))",
        "√x                 | sqrt(x)",
        "W @ x + b          | ((W@x)+b)",
        "2*A @ B'           | ((2*A)@(B'))",
        "-A'^2              | (-((A')^2))",
        "A'' @ Aᵀ           | (((A')')@(A'))",
        "x[2]y              | ((ITEM:x,2)*y)",
        "W[1, i + 1]^2      | ((ENTRY:W,1,(i+1))^2)",
        "W[2, :] @ W[:, 1]' | ((ROW:W,2)@((COLUMN:W,1)'))",
        "(A @ x)[1]         | (ITEM:(A@x),1)",
        "[a, b]             | [1:a,b]",
        "[a; b]             | [1:a,b]",
        "[a, b; c, d]       | [2:a,b,c,d]",
        "[[a, b], [c, d]]   | [0:[1:a,b],[1:c,d]]",
        "[[a, b]]           | [0:[1:a,b]]",
        "[[a, b], c]        | [1:[1:a,b],c]",
        "max(x)             | max(x)",
        "√x + 1             | (sqrt(x)+1)",
        "√(x + 1)^2         | (sqrt((x+1))^2)",
        "-x·y − z÷2 × w     | (((-x)*y)-((z/2)*w))",
        "x₁ + θ             | (x1+θ)",
        "σ(z)               | sigmoid(z)",
        "ln(x)              | log(x)",
        "max(a, b, c)       | max(max(a,b),c)",
        "leaky_relu(x)      | leaky_relu(x,0.01)",
        "x < y + 1          | (x<(y+1))",
        "(x ≤ y)*(x == 2)   | ((x<=y)*(x==2))",
        ".5 + 1.            | (.5+1.)",
      })
  void operatorsBindAsInTheNotes(String text, String brackets) {
    assertThat(bracketed(parse(text))).isEqualTo(brackets);
  }

  /** Places are counted in chars, also behind a character that takes two of them. */
  @Test
  void whatFollowsAnEmojiIsReadAsItStands() {
    Text text = TextParser.parse(SourceText.of("# 💡\nf = g^2 - x₁"));
    assertThat(text.statements().get(0))
        .hasToString(
            "Relation[target=PLAIN, subjects=[f], sides=[g^2 - x1], relations=[=], answer=GIVEN, tolerance=null]");
    assertThat(text.map().statement(0).text()).isEqualTo("f = g^2 - x₁");
  }

  @Test
  void whatWasPrintedReadsBackToTheSameExpression() {
    for (long seed = 0; seed < 3_000; seed++) {
      Expr expr = new RandomExpressions(seed).any(1 + (int) (seed % 24));
      assertThat(TextParser.expression(expr.toString()))
          .as("seed %d: %s", seed, expr)
          .isEqualTo(expr);
    }
  }

  @Test
  void partsAreNumberedInPostorder() {
    String source = "f = max(a, -b^2, 3) + leaky_relu(c)·d²\ng(u) = u*2";
    Text text = TextParser.parse(SourceText.of(source));
    int[] part = {0};
    for (Expr side : text.statements().get(0).expressions()) {
      Trees.postorder(
          side,
          each -> {
            String place = text.map().part(0, part[0]++).text();
            if (each instanceof Expr.Name name) {
              assertThat(place).isEqualTo(name.name());
            } else if (each instanceof Expr.Number number && !place.isEmpty()) {
              assertThat(place).isIn(number.text(), "²");
            }
          });
    }
    assertThat(part[0]).isEqualTo(17);
    assertThat(text.map().statement(1).text()).isEqualTo("g(u) = u*2");
  }

  @Test
  void statementsAreSeparatedOutsideBracketsOnly() {
    Text text = TextParser.parse(SourceText.of("x=-2, y=5; z=max(1,\n  2) # end\r\n\n(x+\ny)*z"));
    assertThat(text.statements()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "sin(", "-", "2^", "x^(", "√(", "max(1, ", "-("})
  void tenThousandLevelsAreRead(String opening) {
    int depth = 10_000;
    int brackets = (int) opening.chars().filter(c -> c == '(').count();
    String text = opening.repeat(depth) + "x" + ")".repeat(brackets * depth);
    assertThat(parse(text)).isNotNull();
  }

  @Test
  void aMillionLevelsAreRefusedInWords() {
    String text = "(".repeat(1_000_000) + "x" + ")".repeat(1_000_000);
    assertThatThrownBy(() -> TextParser.parse(SourceText.of(text)))
        .isInstanceOfSatisfying(
            ChainruleException.class,
            e -> {
              assertThat(e.diagnostics().get(0).code()).isEqualTo("E016");
              assertThat(e.diagnostics().get(0).help()).contains("--max-depth 1000000");
            });
  }

  @Test
  void aMillionTermsAreRead() {
    String text = "x" + " + x".repeat(999_999);
    assertThat(TextParser.parse(SourceText.of(text)).statements()).hasSize(1);
  }

  @Test
  void severalErrorsAreAllReported() {
    assertThatThrownBy(
            () -> TextParser.parse(SourceText.of("a = = 2\nb = 3 +\nc = 1\nd = (4\ne = )")))
        .isInstanceOfSatisfying(
            ChainruleException.class,
            e -> assertThat(e.diagnostics()).extracting(d -> d.line()).containsExactly(1, 2, 4, 5));
  }

  @Test
  void literalsAreTheNearestDoubles() {
    java.util.Random random = new java.util.Random(7);
    for (int i = 0; i < 20_000; i++) {
      String text =
          random.nextInt(3) == 0
              ? Long.toString(Math.abs(random.nextLong()) >>> random.nextInt(64))
              : Math.abs(random.nextInt()) + "." + Math.abs(random.nextInt() >> random.nextInt(32));
      Expr.Number number = (Expr.Number) parse(text);
      assertThat(number.value()).as(text).isEqualTo(Double.parseDouble(text));
    }
  }

  @Test
  void functionsOfOtherTextsAreKnown() {
    Text text = TextParser.parse(SourceText.of("g(x)"), Set.of("g"), Limits.STANDARD);
    assertThat(((Statement.Bare) text.statements().get(0)).expr())
        .isEqualTo(new Expr.Call("g", List.of(new Expr.Name("x"))));
  }
}
