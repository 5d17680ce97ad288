package org.chainrule.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.Chainrule;
import org.chainrule.ast.Expr;
import org.chainrule.ast.Trees;
import org.chainrule.gate.Gate;
import org.chainrule.graph.Circuit;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Graph;
import org.chainrule.parse.TextParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a gate that is appended: an older node, a cheaper gate, or itself. */
final class AdjointBuilderTest {
  private final Map<String, Integer> nodes = new LinkedHashMap<>();
  private AdjointBuilder builder;

  /** Behind a sheet whose shapes are those that it tells. */
  private void begin(String sheet) {
    Circuit circuit = Chainrule.parse(sheet).workings().circuit().shaped(Map.of());
    nodes.putAll(circuit.nodes());
    builder = new AdjointBuilder(circuit.graph());
  }

  /** Appends an expression gate by gate. */
  private int append(String text) {
    Deque<Integer> stack = new ArrayDeque<>();
    Trees.postorder(
        TextParser.expression(text),
        part -> {
          if (part instanceof Expr.Number number) {
            stack.push(builder.constant(Constant.of(number)));
          } else if (part instanceof Expr.Name name) {
            stack.push(nodes.get(name.name()));
          } else {
            Gate gate = ((Expr.Apply) part).gate();
            int z = gate.arity() > 2 ? stack.pop() : 0;
            int y = gate.arity() > 1 ? stack.pop() : 0;
            stack.push(builder.apply(gate, stack.pop(), y, z));
          }
        });
    return stack.pop();
  }

  private static String written(Graph graph, int node) {
    List<Expr> exprs = new ArrayList<>();
    for (int each = 0; each <= node; each++) {
      if (graph.isInput(each)) {
        exprs.add(new Expr.Name(graph.inputName(each)));
      } else if (graph.isConstant(each)) {
        exprs.add(TextParser.expression(graph.constant(each).matrix().toString()));
      } else {
        List<Expr> operands = new ArrayList<>();
        for (int slot = 0; slot < graph.arity(each); slot++) {
          operands.add(exprs.get(graph.operand(each, slot)));
        }
        exprs.add(new Expr.Apply(graph.gate(each), operands));
      }
    }
    return exprs.get(node).toString();
  }

  /** Where every value is one number. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x + 0           | x
          0 + x           | x
          x - 0           | x
          0 - x           | -x
          x - 1           | x - 1
          x*1             | x
          1*x             | x
          x*0             | 0
          0*x             | 0
          x*(-1)          | -x
          (-1)*x          | -x
          x*2             | x*2
          x*y             | x*y
          x/1             | x
          0/x             | 0
          1/x             | 1/x
          x^1             | x
          x^0             | 1
          x^2             | x^2
          -x              | -x
          -(-x)           | x
          -(x*y)          | -(x*y)
          where(1, x, y)  | x
          where(0, x, y)  | y
          where(2, x, y)  | where(2, x, y)
          where(x, 0, 1)  | where(x, 0, 1)
          clip(x, 0, 1)   | clip(x, 0, 1)
          masked(x, 1)    | x
          masked(1, x)    | x
          masked(x, 0)    | 0
          masked(0, x)    | 0
          masked(x, -1)   | -x
          masked(-1, x)   | -x
          # a constant that is not 0 masks nothing
          masked(2, x)    | 2*x
          masked(x, 2)    | masked(x, 2)
          masked(x, y)    | masked(x, y)
          # a number is a matrix of one entry
          sum(x)          | x
          diag(x)         | x
          x'              | x
          x @ y           | x*y
          rows_of(x)      | 1
          columns_of(x)   | 1
          size_of(x)      | 1
          spread_like(x, y)   | x
          sum_like(x, y)      | x
          block_like(x, 1, y) | x
          norm(x)         | norm(x)
          """)
  void onNumbers(String text, String becomes) {
    begin("o + x + y");
    int node = append(text);
    assertThat(written(builder.build(), node)).isEqualTo(becomes);
  }

  /** A and B are 2x3, c is a column, r a row, u a number; of M nothing is known. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          spread_like(u, A)   | spread_like(u, A)
          spread_like(B, A)   | B
          sum_like(A, r)      | sum_like(A, r)
          sum_like(A, B)      | A
          if_like(u, A)       | if_like(u, A)
          if_like(A, B)       | A
          onehot(r, A)        | onehot(r, A)
          onehot(B, A)        | B
          block_like(A, 1, B) | A
          block_like(A, 1, c) | block_like(A, 1, c)
          place_in(A, 1, B)   | A
          place_in(c, 1, A)   | place_in(c, 1, A)
          rows_of(A)          | 2
          columns_of(A)       | 3
          size_of(A)          | 6
          rows_of(M)          | rows_of(M)
          columns_of(M)       | columns_of(M)
          size_of(M)          | size_of(M)
          A'                  | A'
          (A')'               | A
          u'                  | u
          A @ A'              | A @ A'
          c @ u               | c*u
          u @ r               | u*r
          sum(A)              | sum(A)
          sum(u)              | u
          diag(c)             | diag(c)
          diag(u)             | u
          # what is repeated to the shape of the other factor need not be
          spread_like(u, A)*B | u*B
          B*spread_like(u, A) | B*u
          spread_like(r, A)*B | r*B
          spread_like(u, A)*c | spread_like(u, A)*c
          A*B                 | A*B
          # a law may not lose the shape
          A*1                 | A
          A*0                 | A*0
          A + 0               | A
          u*0                 | 0
          -(-A)               | A
          where(1, A, u)      | A
          where(1, u, A)      | where(1, u, A)
          where(0, A, u)      | where(0, A, u)
          """)
  void onMatrices(String text, String becomes) {
    begin(
        "o + u + dot(A, ones(2, 3)) + dot(B, ones(2, 3)) + dot(c, ones(2)) + dot(r, ones(1, 3)) + norm(M)");
    int node = append(text);
    assertThat(written(builder.build(), node)).isEqualTo(becomes);
  }

  /** More of them than a {@code Dimensions} has room for at first. */
  @Test
  void manyShapesMayBeUnknown() {
    StringBuilder products = new StringBuilder("dot(A0, B0)");
    for (int i = 1; i < 20; i++) {
      products.append(" + dot(A" + i + ", B" + i + ")");
    }
    assertThat(Chainrule.parse(products.toString()).derivative("A19").toString()).isEqualTo("B19");
  }

  /** Read anew here: the table's own laws are read once and kept. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x*(-2)  | -x  | x*(-2)  | -x
          x*(-2)  | -x  | x*2     | x*2
          x*2     | x   | x*2     | x
          x*2     | x   | x*(-2)  | x*(-2)
          2*x     | 3   | 2*y     | 3
          2*x     | 3   | x*2     | x*2
          x - y   | -y  | y - x   | -x
          x + sin(y) | cos(y)*x | y + sin(x) | cos(x)*y
          x + sin(y) | cos(y)*x | y + cos(x) | y + cos(x)
          """)
  void aLawIsReadFromItsEquation(String left, String right, String text, String becomes) {
    Law law = new Law(TextParser.expression(left), TextParser.expression(right), false);
    begin("o + x + y");
    Expr.Apply pattern = (Expr.Apply) TextParser.expression(text);
    int x = append(pattern.operands().get(0).toString());
    int y = append(pattern.operands().get(1).toString());
    int node = law.apply(builder, x, y, 0);
    int made = node >= 0 ? node : builder.apply(pattern.gate(), x, y, 0);
    assertThat(written(builder.build(), made)).isEqualTo(becomes);
  }

  @Test
  void aTemplateTakesItsPlaceInTheGraph() {
    begin("a + b + c");
    int out = append("sin(b)");
    int up = append("cos(b)");
    Template template =
        Template.of(
            TextParser.expression("up*(x - out)^y/z + clip(e, -1, y)"), List.of("x", "y", "z"));
    int node = template.append(builder, nodes.get("a"), nodes.get("b"), nodes.get("c"), out, up);
    assertThat(written(builder.build(), node))
        .isEqualTo("cos(b)*(a - sin(b))^b/c + clip(2.718281828459045, -1, b)");
  }

  @Test
  void aTemplateIsAConstantOrNot() {
    List<String> x = List.of("x");
    assertThat(Template.of(TextParser.expression("0"), x).isConstant(0)).isTrue();
    assertThat(Template.of(TextParser.expression("-1"), x).isConstant(-1)).isTrue();
    assertThat(Template.of(TextParser.expression("1"), x).isConstant(0)).isFalse();
    assertThat(Template.of(TextParser.expression("x"), x).isConstant(0)).isFalse();
    assertThat(Template.of(TextParser.expression("0*x"), x).isConstant(0)).isFalse();
  }

  @Test
  void whatTheTableMayNotSayIsRefused() {
    Expr unknown = TextParser.expression("x + q");
    assertThatThrownBy(() -> Template.of(unknown, List.of("x")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mentions");
    Expr stack = TextParser.expression("[x, 1]");
    assertThatThrownBy(() -> Template.of(stack, List.of("x")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("calls");
    Expr sum = TextParser.expression("x + y");
    Expr zero = TextParser.expression("0");
    assertThatThrownBy(() -> new Law(TextParser.expression("1 + 2"), zero, false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot be read: 1 + 2");
    assertThatThrownBy(() -> new Law(sum, TextParser.expression("z"), false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mentions z");
  }
}
