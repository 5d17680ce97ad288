package org.chainrule.bench;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that chainrule and exp4j both read, made from a fixed seed. */
public final class SampleTexts {
  /** A megabyte as disks are sold: what a benchmark reads in one operation. */
  private static final int MEGABYTE = 1_000_000;

  private static final int INPUTS = 32;
  private static final int FIRST_LAYER = 16;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(?!\\(|[a-z0-9_])");

  /** What a written-out perceptron has for weights. */
  public enum Weights {
    /** Each weight is a name of its own: {@code tanh(w0_0*x0+w0_1*x1+...+b0)*v0+...}. */
    NAMES,
    /** Each weight is a literal: {@code tanh(0.8373*x0-0.1302*x1+...)*0.2260+...}. */
    NUMBERS,
    /** Names, and a second layer whose every neuron repeats the whole first one. */
    LAYERS
  }

  private SampleTexts() {}

  /** A perceptron as one expression, longer than a megabyte by less than one neuron. */
  static String perceptron(Weights weights) {
    Random random = new Random(1);
    String first = weights == Weights.LAYERS ? firstLayer() : "";
    StringBuilder text = new StringBuilder();
    for (int neuron = 0; text.length() < MEGABYTE; neuron++) {
      text.append(neuron == 0 ? "tanh(" : "+tanh(");
      switch (weights) {
        case NAMES -> text.append(named("w", neuron)).append(")*v").append(neuron);
        case NUMBERS -> text.append(numbered(random)).append(")*").append(number(random));
        case LAYERS ->
            text.append(first).append("+c").append(neuron).append(")*v").append(neuron);
      }
    }
    return text.toString();
  }

  private static String firstLayer() {
    StringBuilder layer = new StringBuilder();
    for (int neuron = 0; neuron < FIRST_LAYER; neuron++) {
      layer.append(neuron == 0 ? "tanh(" : "+tanh(").append(named("w", neuron));
      layer.append(")*u").append(neuron);
    }
    return layer.toString();
  }

  private static String named(String weight, int neuron) {
    StringBuilder sum = new StringBuilder();
    for (int input = 0; input < INPUTS; input++) {
      sum.append(weight).append(neuron).append('_').append(input);
      sum.append("*x").append(input).append('+');
    }
    return sum.append('b').append(neuron).toString();
  }

  private static String numbered(Random random) {
    StringBuilder sum = new StringBuilder();
    for (int input = 0; input < INPUTS; input++) {
      sum.append(number(random)).append("*x").append(input);
      sum.append(random.nextBoolean() ? '+' : '-');
    }
    return sum.append(number(random)).toString();
  }

  private static String number(Random random) {
    return String.format(Locale.ROOT, "%.4f", random.nextDouble());
  }

  /** {@code x0+x1+...}, of a thousand names in turn. */
  static String sum(int terms) {
    StringBuilder text = new StringBuilder("x0");
    for (int term = 1; term < terms; term++) {
      text.append("+x").append(term % 1000);
    }
    return text.toString();
  }

  /** The names of a text that are no functions. */
  static Set<String> names(String text) {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }
}
