package org.chainrule.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.chainrule.RandomExpressions;
import org.chainrule.source.SourceText;
import org.chainrule.trace.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CircuitTest {

  private static List<String> labels(String text) {
    return Chainrule.parse(text).trace().steps().stream().map(Trace.Step::label).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 + u | +1",
        "u + 1 | +1",
        "-u | *-1",
        "2u | *2",
        "u*2 | *2",
        "u^2 | ^2",
        "2^u | 2^x",
        "1/u | 1/x",
        "u/2 | /2",
        "u - 3 | -3",
        "3 - u | 3-x",
        "x*1 | *1",
        "a - b | -",
        "a/b | /",
        "exp(u) | exp",
        "u^(1/2) | ^(1/2)",
        "2*pi*u | *(2*pi)",
        "max(u, 0) | max",
        "a + b + c | +;+",
        "(2 + 3)*u | *5",
        "(0.1 + 0.2)*u | *0.3",
        "(a + b)*(a + b) | +;*",
      })
  void gatesAreThoseOfTheLecture(String text, String labels) {
    assertThat(String.join(";", labels(text))).isEqualTo(labels);
  }

  @Test
  void theNeuronHasEightGates() {
    assertThat(labels("1/(1+exp(-(w0*x0+w1*x1+w2)))"))
        .containsExactly("*", "*", "+", "+", "*-1", "exp", "+1", "1/x");
  }

  @Test
  void occurrencesCanBeKeptApart() {
    Expression apart =
        Chainrule.parse(
            List.of(SourceText.of("(a + b)*(a + b)")), List.of(), new Chainrule.Options(100, true));
    assertThat(apart.trace().steps()).hasSize(3);
    assertThat(apart.gradient(Map.of("a", 1.0, "b", 2.0))).containsEntry("a", 6.0);
  }

  @Test
  void noTwoNodesAreEqualAndOperandsComeFirst() {
    for (long seed = 0; seed < 300; seed++) {
      String text = new RandomExpressions(seed).any(40).toString();
      Graph graph = Chainrule.parse("(" + text + ")").workings().circuit().graph();
      Set<List<Object>> nodes = new HashSet<>();
      for (int node = 0; node < graph.size(); node++) {
        List<Object> identity = new ArrayList<>();
        if (graph.isGate(node)) {
          identity.add(graph.gate(node));
          for (int slot = 0; slot < graph.arity(node); slot++) {
            assertThat(graph.operand(node, slot)).as("seed %d", seed).isLessThan(node);
            identity.add(graph.operand(node, slot));
          }
        } else {
          identity.add(graph.isInput(node) ? graph.inputName(node) : graph.constant(node).form());
        }
        assertThat(nodes.add(identity)).as("seed %d: node %d is new", seed, node).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f = (x + y)*z; q = x + y | f",
        "q = x + y; f = q*z | f",
        "f = q*z; q = x + y | f",
        "a = x + 1; b = x*2 | b",
        "a = x + 1; x*2 | f",
        "a = x + 1; a | a",
        "f*2 | out",
        "q = x + y; f = q*z; output q | q",
        "q = x + y; f = q*z; output x + y | q",
        "g = f; f = x*y | f",
      })
  void theOutputIsFound(String text, String output) {
    assertThat(Chainrule.parse(text).trace().output()).isEqualTo(output);
  }

  @Test
  void aDefinitionNamesTheNodeItEquals() {
    List<Trace.Step> steps = Chainrule.parse("f = (x + y)*z; q = x + y").trace().steps();
    assertThat(steps).extracting(Trace.Step::id).containsExactly("q", "f");
  }

  @Test
  void aCallIsExpandedIntoItsGates() {
    assertThat(labels("s(u) = 1/(1 + exp(-u)); h(u) = s(2u); h(x) + s(2x)"))
        .containsExactly("*2", "*-1", "exp", "+1", "1/x", "+");
  }

  @Test
  void manyDoublingsStaySmall() {
    StringBuilder text = new StringBuilder("g0(x) = x + 1\n");
    for (int i = 1; i <= 200; i++) {
      text.append("g" + i + "(x) = g" + (i - 1) + "(x)*g" + (i - 1) + "(x)\n");
    }
    text.append("g200(x)");
    assertThat(Chainrule.parse(text.toString()).trace().steps()).hasSize(201);
  }

  @Test
  void constantsThatAreNotFiniteStayVisible() {
    assertThat(labels("log(-1)*x")).containsExactly("log", "*");
  }
}
