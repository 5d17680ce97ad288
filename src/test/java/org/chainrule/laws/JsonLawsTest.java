package org.chainrule.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.Chainrule;
import org.chainrule.Expression;
import org.chainrule.render.JsonTrace;
import org.chainrule.trace.Trace;
import org.junit.jupiter.api.Test;

/** A trace in JSON reads back bit for bit, with numbers that are not finite, and minus zero. */
final class JsonLawsTest {
  private static final long SEED = 6_000_000;

  /** All numbers of a text of JSON, by their path: {@code .nodes.0.value}. */
  private static Map<String, Double> numbers(String text) throws IOException {
    Map<String, Double> numbers = new LinkedHashMap<>();
    Deque<String> path = new ArrayDeque<>();
    Deque<Integer> count = new ArrayDeque<>();
    try (JsonParser json = new JsonFactory().createParser(text)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isStructEnd()) {
          path.pop();
          count.pop();
          continue;
        }
        if (token == JsonToken.FIELD_NAME) {
          continue;
        }
        String parent = path.isEmpty() ? "" : path.peek();
        String name = json.currentName();
        if (json.getParsingContext().getParent() != null && token.isStructStart()) {
          name = json.getParsingContext().getParent().inArray() ? null : json.currentName();
        } else if (json.getParsingContext().inArray()) {
          name = null;
        }
        int index = count.isEmpty() ? 0 : count.pop();
        count.push(index + 1);
        String here = parent + "." + (name == null ? index : name);
        if (token.isStructStart()) {
          path.push(here);
          count.push(0);
        } else if (token.isNumeric()) {
          numbers.put(here, Double.parseDouble(json.getText()));
        } else if (json.getText().matches("NaN|-?Infinity")) {
          numbers.put(here, Double.parseDouble(json.getText()));
        }
      }
    }
    return numbers;
  }

  private static Map<String, Double> expected(Trace trace) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    String root = ".0";
    numbers.put(root + ".value", trace.value().scalar());
    for (int i = 0; i < trace.steps().size(); i++) {
      Trace.Step step = trace.steps().get(i);
      String node = root + ".nodes." + i;
      numbers.put(node + ".value", step.value().scalar());
      numbers.put(node + ".upstream", step.upstream().scalar());
      for (int k = 0; k < step.edges().size(); k++) {
        String edge = node + ".edges." + k;
        numbers.put(edge + ".local", step.edges().get(k).local().scalar());
        numbers.put(edge + ".downstream", step.edges().get(k).downstream().scalar());
      }
    }
    trace.inputs().forEach((name, value) -> numbers.put(root + ".inputs." + name, value.scalar()));
    trace
        .gradient()
        .forEach((name, g) -> numbers.put(root + ".gradient." + name, g.value().scalar()));
    return numbers;
  }

  @Test
  void aTraceReadsBackBitForBit() throws IOException {
    Breaches broken = new Breaches();
    for (int i = 0; i < 2_000; i++) {
      Delicate delicate = new Delicate(SEED + i);
      Expression f = Chainrule.parse("(" + delicate.expression(2 + i % 7) + ")");
      for (int k = 0; k < 6; k++) {
        Map<String, Double> point = k == 0 ? delicate.atInfinity() : delicate.point(k % 2 == 0);
        point.keySet().retainAll(f.inputs());
        Trace trace = f.trace(point);
        Map<String, Double> read = numbers(JsonTrace.render(trace));
        Map<String, Double> expected = expected(trace);
        assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        for (Map.Entry<String, Double> each : expected.entrySet()) {
          // Double.equals tells -0.0 from 0.0, and NaN equals itself.
          if (!each.getValue().equals(read.get(each.getKey()))) {
            broken.add(
                "seed "
                    + (SEED + i)
                    + ": "
                    + f
                    + " at "
                    + point
                    + ": "
                    + each.getKey()
                    + " is "
                    + each.getValue()
                    + ", read "
                    + read.get(each.getKey()));
          }
        }
      }
    }
    broken.none();
  }
}
