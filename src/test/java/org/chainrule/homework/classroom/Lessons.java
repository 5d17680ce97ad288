package org.chainrule.homework.classroom;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** The exercises of the course, each with the teacher's solution and fresh numbers. */
final class Lessons {
  private static final List<Function<Lessons, Exercise>> ALL =
      List.of(
          Lessons::circuit,
          Lessons::lectureMax,
          Lessons::neuron,
          Lessons::perceptron,
          Lessons::logistic,
          Lessons::reluNeuron,
          Lessons::hinge,
          Lessons::hiddenUnits,
          Lessons::norm,
          Lessons::layer,
          Lessons::matrixNet,
          Lessons::softmaxLoss,
          Lessons::forkOfThree,
          Lessons::quotient,
          Lessons::lectureQuotient,
          Lessons::polynomial,
          Lessons::softplus,
          Lessons::radius,
          Lessons::batchNorm,
          Lessons::batchLoss,
          Lessons::waves,
          Lessons::bell,
          Lessons::squares,
          Lessons::decay,
          Lessons::swish,
          Lessons::largest,
          Lessons::attention,
          Lessons::kinksInARow,
          Lessons::recurrent,
          Lessons::recurrent,
          Lessons::softmaxByHand,
          Lessons::gradientCheck,
          Lessons::gradientCheck,
          Lessons::ranking,
          Lessons::ranking,
          Lessons::reluNeuron,
          Lessons::hinge,
          Lessons::largest,
          Lessons::kinksInARow,
          Lessons::recurrent,
          Lessons::recurrent,
          Lessons::gradientCheck,
          Lessons::largest,
          Lessons::forkOfThree,
          Lessons::ranking,
          Lessons::forkOfThree,
          Lessons::polynomial,
          Lessons::squares,
          Lessons::squares,
          Lessons::decay,
          Lessons::lectureQuotient,
          Lessons::quotient);

  private final Random random;
  private final int flavour;
  private final StringBuilder solution = new StringBuilder();
  private final Map<String, Block> givens = new LinkedHashMap<>();

  private Lessons(long seed) {
    random = new Random(seed);
    flavour = List.of(0, 1, 2, 2, 3).get(random.nextInt(5));
  }

  static int count() {
    return ALL.size();
  }

  static Exercise exercise(int lesson, long seed) {
    return ALL.get(lesson).apply(new Lessons(seed * 1_000_003 + lesson));
  }

  private Exercise done(String title) {
    return Exercise.of(title, solution.toString(), givens);
  }

  // numbers

  /** A number as a teacher chooses them: whole, halves, tenths that end in 5, or hundredths. */
  private BigDecimal any() {
    BigDecimal size =
        switch (flavour) {
          case 0 -> BigDecimal.valueOf(1 + random.nextInt(5));
          case 1 -> BigDecimal.valueOf(1 + random.nextInt(6)).multiply(new BigDecimal("0.5"));
          case 2 ->
              BigDecimal.valueOf(1 + 2L * random.nextInt(12))
                  .multiply(new BigDecimal(random.nextBoolean() ? "0.05" : "0.5"))
                  .min(new BigDecimal("3.5"));
          default -> BigDecimal.valueOf(5 + random.nextInt(295), 2);
        };
    return plain(size);
  }

  private BigDecimal some() {
    return random.nextInt(5) < 2 ? any().negate() : any();
  }

  private BigDecimal small() {
    BigDecimal size = BigDecimal.valueOf(1 + random.nextInt(9), 1);
    if (flavour > 1 && random.nextBoolean()) {
      size = size.add(new BigDecimal("0.05"));
    }
    return random.nextInt(5) < 2 ? size.negate() : size;
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal short_ = number.stripTrailingZeros();
    return short_.scale() < 0 ? short_.setScale(0) : short_;
  }

  private BigDecimal give(String name, BigDecimal number) {
    givens.put(name, Block.of(plain(number)));
    return number;
  }

  private void some(String... names) {
    for (String name : names) {
      give(name, some());
    }
  }

  private void small(String... names) {
    for (String name : names) {
      give(name, small());
    }
  }

  private void positive(String... names) {
    for (String name : names) {
      give(name, any());
    }
  }

  private void block(String name, int rows, int columns) {
    List<BigDecimal> made = new ArrayList<>();
    for (int i = 0; i < rows * columns; i++) {
      made.add(plain(small()));
    }
    givens.put(name, new Block(rows, columns, made));
  }

  private BigDecimal given(String name) {
    return givens.get(name).number();
  }

  // gates, as the teacher solves them

  private void say(String line) {
    solution.append(line).append('\n');
  }

  private void sum(String q, String... terms) {
    say(q + " = " + String.join(" + ", terms));
    for (int i = 0; i < terms.length; i++) {
      String other = terms[i == 0 ? 1 : 0];
      String like = terms.length == 2 ? " ! " + other + ": add-like-mul" : "";
      say(terms[i] + " <- " + q + ": 1" + like);
    }
  }

  private void difference(String q, String a, String b) {
    say(q + " = " + a + " - " + b);
    say(a + " <- " + q + ": 1");
    say(b + " <- " + q + ": -1 ! 1: sub-sign, sign");
  }

  private void product(String q, String a, String b) {
    say(q + " = " + a + "*" + b);
    say(a + " <- " + q + ": " + b + " ! " + a + ": own-input ! 1: mul-like-add, forgot-local");
    say(b + " <- " + q + ": " + a + " ! " + b + ": own-input ! 1: mul-like-add, forgot-local");
  }

  private void quotient(String q, String a, String b) {
    say(q + " = " + a + "/" + b);
    say(a + " <- " + q + ": 1/" + b + " ! " + b + ": reciprocal-local, reciprocal");
    say(
        "%2$s <- %1$s: -%3$s/%2$s^2 | -%1$s/%2$s ! %3$s/%2$s^2: div-sign, sign ! -%3$s/%2$s: div-nosquare"
                .formatted(q, b, a)
            + " ! -1/%1$s^2: div-nonumerator".formatted(b));
  }

  private void inverse(String q, String p) {
    say(
        "%1$s = 1/%2$s\n%2$s <- %1$s: -1/%2$s^2 | -%1$s^2 | -%1$s/%2$s ! 1/%2$s^2: div-sign, sign ! -1/%2$s: div-nosquare ! %1$s: div-nosquare, reciprocal"
            .formatted(q, p));
  }

  private void negative(String q, String z) {
    say("%1$s = -%2$s\n%2$s <- %1$s: -1 ! 1: neg-sign, sign".formatted(q, z));
  }

  private void square(String q, String x) {
    say(
        "%1$s = %2$s^2\n%2$s <- %1$s: 2*%2$s | %2$s + %2$s ! %2$s: pow-nofactor, factor-half ! 2*%2$s^2: pow-nolower ! 2: -"
            .formatted(q, x));
  }

  private void cube(String q, String x) {
    say(
        "%1$s = %2$s^3\n%2$s <- %1$s: 3*%2$s^2 | 3*%2$s*%2$s ! %2$s^2: pow-nofactor ! 3*%2$s^3: pow-nolower ! 3*%2$s: pow-linear"
            .formatted(q, x));
  }

  private void scaled(String q, String number, String x) {
    say(
        "%1$s = %2$s*%3$s\n%3$s <- %1$s: %2$s ! 1: mul-like-add, forgot-local ! %3$s: own-input"
            .formatted(q, number, x));
  }

  private void plus(String q, String x, String number) {
    say("%1$s = %2$s + %3$s\n%2$s <- %1$s: 1".formatted(q, x, number));
  }

  private void exp(String q, String x) {
    say(
        "%1$s = exp(%2$s)\n%2$s <- %1$s: %1$s | exp(%2$s) ! %2$s*exp(%2$s - 1): exp-power ! %2$s: exp-input"
            .formatted(q, x));
  }

  private void log(String q, String x) {
    say(
        "%1$s = log(%2$s)\n%2$s <- %1$s: 1/%2$s ! 1/%1$s: log-inverse ! %1$s: log-itself ! %2$s: reciprocal-local, reciprocal"
            .formatted(q, x));
  }

  private void sqrt(String q, String x) {
    say(
        "%1$s = sqrt(%2$s)\n%2$s <- %1$s: 1/(2*%1$s) | 1/(2*sqrt(%2$s)) ! 1/%1$s: sqrt-nohalf ! 1/(2*%2$s): sqrt-input"
            .formatted(q, x));
  }

  private void sigmoid(String q, String z) {
    say(
        "%1$s = sigmoid(%2$s)\n%2$s <- %1$s: %1$s*(1 - %1$s) | exp(-%2$s)/(1 + exp(-%2$s))^2 ! %1$s: sig-alone ! 1 - %1$s: sig-complement ! %2$s*(1 - %2$s): sig-input ! %1$s*(1 + %1$s): sig-plus"
            .formatted(q, z));
  }

  private void tanh(String q, String z) {
    say(
        "%1$s = tanh(%2$s)\n%2$s <- %1$s: 1 - %1$s^2 | (1 - %1$s)*(1 + %1$s) ! 1 - %1$s: tanh-nosquare ! 1 - %2$s^2: tanh-input"
            .formatted(q, z));
  }

  private void relu(String q, String z) {
    String head = random.nextBoolean() ? "relu(" + z + ")" : "max(" + z + ", 0)";
    say(
        "%1$s = %3$s\n%2$s <- %1$s: step(%2$s) ! %2$s: relu-input ! 1: relu-passes, max-wrong ! 1 - step(%2$s): max-wrong, relu-passes"
            .formatted(q, z, head));
  }

  private void max(String q, String a, String b) {
    say(
        "%1$s = max(%2$s, %3$s)\n%2$s <- %1$s: first(%2$s, %3$s) ! second(%2$s, %3$s): max-wrong ! 1: max-both, max-wrong ! %2$s: own-input, relu-input, max-input"
            .formatted(q, a, b));
    say(
        "%3$s <- %1$s: second(%2$s, %3$s) ! first(%2$s, %3$s): max-wrong ! 1: max-both, max-wrong"
            .formatted(q, a, b));
  }

  // exercises

  private Exercise circuit() {
    some("x", "y", "z");
    if (random.nextBoolean()) {
      sum("q", "x", "y");
    } else {
      difference("q", "x", "y");
    }
    product("f", "q", "z");
    return done("circuit of the lecture");
  }

  /** 2*(x*y + max(z, w)), the lecture's; ties now and then. */
  private Exercise lectureMax() {
    some("x", "y", "z", "w");
    if (random.nextInt(3) > 0) {
      give("w", given("z"));
    }
    product("p", "x", "y");
    max("m", "z", "w");
    sum("s", "p", "m");
    scaled("f", "2", "s");
    return done("max of the lecture");
  }

  private List<String> weighted(int inputs) {
    List<String> terms = new ArrayList<>();
    for (int i = 1; i <= inputs; i++) {
      product("a" + i, "w" + i, "x" + i);
      some("w" + i, "x" + i);
      terms.add("a" + i);
    }
    return terms;
  }

  private Exercise neuron() {
    List<String> terms = weighted(1 + random.nextInt(3));
    small("b");
    terms.add("b");
    sum("z", terms.toArray(String[]::new));
    negative("n", "z");
    exp("k", "n");
    say("p = 1 + k\nk <- p: 1");
    inverse("f", "p");
    return done("sigmoid neuron, gate by gate");
  }

  private Exercise perceptron() {
    some("w1", "w2", "b");
    small("x1", "x2");
    positive("t");
    say("y = w1*x1 + w2*x2 + b");
    say("w1 <- y: x1 ! w1: own-input\nw2 <- y: x2 ! w2: own-input");
    say("x1 <- y: w1 ! x1: own-input\nx2 <- y: w2\nb <- y: 1");
    difference("r", "y", "t");
    if (random.nextBoolean()) {
      square("L", "r");
    } else {
      say(
          "L = 0.5*r^2\nr <- L: r ! 2*r: factor-2, mul-like-add, forgot-local, forgot-upstream ! 0.5*r: factor-half, pow-nofactor");
    }
    return done("perceptron, squared error");
  }

  private Exercise logistic() {
    block("w", 2, 1);
    block("x", 2, 1);
    small("b");
    say("z = dot(w, x) + b\nw <- z: UP*x ! UP*w: own-input\nx <- z: UP*w\nb <- z: UP");
    sigmoid("p", "z");
    if (random.nextBoolean()) {
      say(
          "L = -log(p)\np <- L: -1/p ! 1/p: sign, neg-sign ! -log(p): log-itself ! -p: reciprocal-local");
    } else {
      say("L = -log(1 - p)\np <- L: 1/(1 - p) ! -1/(1 - p): sign, sub-sign ! 1/p: -");
    }
    return done("logistic regression");
  }

  private Exercise reluNeuron() {
    some("w", "x", "b");
    positive("t");
    product("a", "w", "x");
    if (random.nextInt(3) > 0) {
      give("b", given("w").multiply(given("x")).negate());
    }
    sum("z", "a", "b");
    relu("h", "z");
    difference("r", "h", "t");
    square("L", "r");
    return done("relu neuron");
  }

  private Exercise hinge() {
    some("s1", "s2", "s3");
    if (random.nextInt(3) > 0) {
      give("s1", given("s2").subtract(BigDecimal.ONE));
    }
    say("m1 = s1 - s2 + 1\ns1 <- m1: 1\ns2 <- m1: -1 ! 1: sub-sign, sign");
    say("m3 = s3 - s2 + 1\ns3 <- m3: 1\ns2 <- m3: -1 ! 1: sub-sign, sign");
    for (String i : List.of("1", "3")) {
      say(
          "h%1$s = max(0, m%1$s)\nm%1$s <- h%1$s: step(m%1$s) ! m%1$s: relu-input, value-for-gradient, own-input ! 1: relu-passes, max-wrong, max-both"
              .formatted(i));
    }
    sum("L", "h1", "h3");
    return done("hinge loss");
  }

  private Exercise hiddenUnits() {
    int units = random.nextInt(4) == 0 ? 2 : 3;
    small("x");
    List<String> terms = new ArrayList<>();
    String squash = List.of("sigmoid", "tanh", "relu").get(random.nextInt(3));
    for (int i = 1; i <= units; i++) {
      some("w" + i, "v" + i);
      small("b" + i);
      if (squash.equals("relu") && random.nextInt(3) == 0) {
        give("b" + i, given("w" + i).multiply(given("x")).negate());
      }
      say(
          "z%1$d = w%1$d*x + b%1$d\nw%1$d <- z%1$d: x ! w%1$d: own-input\nx <- z%1$d: w%1$d ! x: own-input\nb%1$d <- z%1$d: 1"
              .formatted(i));
      switch (squash) {
        case "sigmoid" -> sigmoid("h" + i, "z" + i);
        case "tanh" -> tanh("h" + i, "z" + i);
        default -> relu("h" + i, "z" + i);
      }
      product("a" + i, "v" + i, "h" + i);
      terms.add("a" + i);
    }
    sum("y", terms.toArray(String[]::new));
    positive("t");
    difference("r", "y", "t");
    square("L", "r");
    return done("two layers, scalar by scalar");
  }

  private void affine(String z, String w, String x) {
    say("%s = %s @ %s".formatted(z, w, x));
    matrixWays(z, w, x);
  }

  private void matrixWays(String z, String w, String x) {
    boolean square = givens.get(w).rows() == givens.get(w).columns();
    say(
        "%2$s <- %1$s: UP @ %3$s'%4$s"
            .formatted(z, w, x, square ? " ! %1$s @ UP': transpose".formatted(x) : ""));
    say(
        "%3$s <- %1$s: %2$s' @ UP%4$s"
            .formatted(z, w, x, square ? " ! %1$s @ UP: missing-transpose".formatted(w) : ""));
  }

  private int size() {
    return 2 + random.nextInt(2);
  }

  private Exercise norm() {
    int n = size();
    block("W", 2, n);
    block("x", n, 1);
    affine("q", "W", "x");
    say(
        "f = sum(q^2)\nq <- f: UP*(2*q) ! UP*q: pow-nofactor, factor-half ! UP*(2*q^2): pow-nolower");
    return done("norm of W @ x, of the lecture");
  }

  private Exercise layer() {
    int n = size();
    block("W", 2, n);
    block("x", n, 1);
    block("b", 2, 1);
    say("z = W @ x + b");
    matrixWays("z", "W", "x");
    say("b <- z: UP");
    String up = random.nextBoolean() ? "sum" : "mean";
    switch (random.nextInt(3)) {
      case 0 -> {
        say("h = sigmoid(z)\nz <- h: UP*h*(1 - h) ! UP*h: sig-alone ! UP*(1 - h): sig-complement");
      }
      case 1 -> say("h = tanh(z)\nz <- h: UP*(1 - h^2) ! UP*(1 - h): tanh-nosquare");
      default -> say("h = relu(z)\nz <- h: UP*step(z) ! UP*z: relu-input");
    }
    say("f = %s(h)".formatted(up));
    say(
        up.equals("sum")
            ? "h <- f: UP*[1, 1] ! UP*[0.5, 0.5]: mean-for-sum, factor-half"
            : "h <- f: UP*[0.5, 0.5] ! UP*[1, 1]: factor-2");
    return done("a layer");
  }

  private Exercise matrixNet() {
    int n = size();
    block("W", 2, n);
    block("x", n, 1);
    block("v", 2, 1);
    affine("z", "W", "x");
    say("h = relu(z)\nz <- h: UP*step(z) ! UP*h: relu-input ! UP: relu-passes");
    say("s = dot(v, h)\nv <- s: UP*h ! UP*v: own-input\nh <- s: UP*v ! UP*h: own-input");
    small("t");
    difference("r", "s", "t");
    square("L", "r");
    return done("two layers with matrices");
  }

  private Exercise softmaxLoss() {
    int classes = size();
    block("W", classes, 2);
    block("x", 2, 1);
    block("b", classes, 1);
    int right = 1 + random.nextInt(classes);
    say("z = W @ x + b");
    matrixWays("z", "W", "x");
    say("b <- z: UP");
    say("p = softmax(z)");
    say("L = -log(p[%d])".formatted(right));
    List<String> target = new ArrayList<>();
    for (int i = 1; i <= classes; i++) {
      target.add(i == right ? "1" : "0");
    }
    String hot = "[" + String.join(", ", target) + "]";
    say("z <- L: UP*(p - %1$s) ! UP*(%1$s - p): sign ! UP*p: wrong-point".formatted(hot));
    return done("softmax and cross entropy");
  }

  private Exercise forkOfThree() {
    some("x", "y");
    square("a", "x");
    product("c", "x", "y");
    scaled("g", "3", "x");
    if (random.nextBoolean()) {
      sum("f", "a", "c", "g");
    } else {
      sum("s", "a", "c");
      product("f", "s", "g");
    }
    return done("fork of three");
  }

  private Exercise quotient() {
    positive("x", "y", "z");
    small("w");
    product("n", "x", "w");
    if (random.nextBoolean()) {
      plus("m", "n", "1");
      sum("k", "y", "z");
      quotient("f", "m", "k");
    } else {
      sum("k", "x", "y");
      quotient("r", "n", "k");
      quotient("f", "r", "z");
    }
    return done("quotient");
  }

  /** (x + sigmoid(y))/(sigmoid(x) + (x + y)^2), the lecture's staged computation. */
  private Exercise lectureQuotient() {
    some("x", "y");
    sigmoid("sy", "y");
    sum("num", "x", "sy");
    sigmoid("sx", "x");
    sum("xpy", "x", "y");
    square("sq", "xpy");
    sum("den", "sx", "sq");
    inverse("inv", "den");
    product("f", "num", "inv");
    return done("staged quotient of the lecture");
  }

  private Exercise polynomial() {
    some("x");
    cube("a", "x");
    square("c", "x");
    scaled("g", "2", "a");
    scaled("h", String.valueOf(2 + random.nextInt(4)), "c");
    difference("m", "g", "h");
    sum("f", "m", "x");
    return done("polynomial");
  }

  private Exercise softplus() {
    small("x", "y");
    product("a", "x", "y");
    exp("k", "a");
    say("p = 1 + k\nk <- p: 1");
    log("f", "p");
    return done("log and exp");
  }

  private Exercise radius() {
    some("x", "y", "z");
    square("a", "x");
    square("c", "y");
    sum("s", "a", "c");
    sqrt("r", "s");
    if (random.nextBoolean()) {
      product("f", "z", "r");
    } else {
      quotient("f", "z", "r");
    }
    return done("radius");
  }

  private Exercise batchNorm() {
    int n = size();
    block("x", n, 1);
    String ones = "[" + "1, ".repeat(n - 1) + "1]";
    say("m = mean(x)\nc = x - m\nf = mean(c^2)");
    say(
        "c <- f: UP*(2*c/%d) ! UP*(2*c): mean-for-sum, forgot-upstream, forgot-local, factor-2 ! UP*c/%d: pow-nofactor"
            .formatted(n, n));
    say("m <- c: -sum(UP) ! sum(UP): sub-sign, sign");
    say("x <- c: UP\nx <- m: UP*%s/%d ! UP*%s: factor-2".formatted(ones, n, ones));
    return done("variance of a batch");
  }

  private Exercise batchLoss() {
    int n = size();
    block("x", n, 1);
    block("t", n, 1);
    small("w", "b");
    say("y = w*x + b\nw <- y: sum(UP*x) ! sum(UP): forgot-local, mul-like-add");
    say("b <- y: sum(UP)\nx <- y: w*UP");
    say("r = y - t\ny <- r: UP\nt <- r: -UP ! UP: sub-sign, sign");
    say(
        "L = mean(r^2)\nr <- L: UP*(2*r/%1$d) ! UP*(2*r): mean-for-sum, forgot-upstream, forgot-local, factor-2 ! UP*(r/%1$d): pow-nofactor, factor-half"
            .formatted(n));
    return done("loss of a batch");
  }

  private Exercise waves() {
    small("x", "y");
    product("a", "x", "y");
    say("s = sin(a)\na <- s: cos(a) ! -cos(a): sin-sign, sign ! sin(a): own-input");
    say("c = cos(x)\nx <- c: -sin(x) ! sin(x): cos-sign, sign");
    product("f", "s", "c");
    return done("waves");
  }

  private Exercise bell() {
    some("x", "c");
    positive("s");
    difference("g", "x", "c");
    quotient("u", "g", "s");
    square("k", "u");
    scaled("h", "0.5", "k");
    negative("n", "h");
    exp("f", "n");
    return done("bell curve");
  }

  /** Squares of nearly equal numbers: their difference cancels. */
  private Exercise squares() {
    positive("x");
    give("y", given("x").add(new BigDecimal(random.nextBoolean() ? "0.1" : "-0.1")));
    square("a", "x");
    square("c", "y");
    difference("g", "a", "c");
    if (random.nextBoolean()) {
      positive("z");
      product("f", "g", "z");
    } else {
      difference("k", "x", "y");
      product("f", "g", "k");
    }
    return done("difference of squares");
  }

  /** A squared error close to its target, and weight decay. */
  private Exercise decay() {
    some("w", "x");
    product("y", "w", "x");
    BigDecimal near = new BigDecimal(random.nextBoolean() ? "0.1" : "-0.15");
    give("t", given("w").multiply(given("x")).add(near));
    difference("r", "y", "t");
    square("k", "r");
    square("c", "w");
    scaled("g", "0.1", "c");
    sum("L", "k", "g");
    return done("squared error with weight decay");
  }

  private Exercise swish() {
    some("x");
    small("y");
    if (random.nextBoolean()) {
      sigmoid("s", "x");
    } else {
      tanh("s", "x");
    }
    product("g", "x", "s");
    product("c", "x", "y");
    sum("f", "g", "c");
    return done("swish");
  }

  private Exercise largest() {
    some("x", "y");
    positive("z");
    product("a", "x", "y");
    if (random.nextInt(3) > 0) {
      give("z", given("x").multiply(given("y")));
    }
    max("m", "a", "z");
    square("k", "m");
    sum("f", "k", "x");
    return done("the larger one");
  }

  private Exercise attention() {
    block("q", 2, 1);
    block("k", 2, 1);
    block("v", 2, 1);
    say("s = dot(q, k)\nq <- s: UP*k ! UP*q: own-input\nk <- s: UP*q");
    sigmoid("p", "s");
    say("o = p*v\np <- o: sum(UP*v)\nv <- o: p*UP");
    say("f = sum(o)\no <- f: UP*[1, 1]");
    return done("a gate for a vector");
  }

  private Exercise kinksInARow() {
    some("x", "w");
    positive("y");
    if (random.nextBoolean()) {
      give("x", new BigDecimal("0"));
    }
    relu("h", "x");
    product("a", "h", "w");
    product("c", "x", "y");
    sum("f", "a", "c");
    return done("leaky unit");
  }

  /** Three steps of a recurrent unit: one weight, one bias, each used three times. */
  private Exercise recurrent() {
    small("w", "b", "x");
    boolean squashed = random.nextInt(3) == 0;
    String state = "x";
    for (int i = 1; i <= 3; i++) {
      product("a" + i, "w", state);
      sum(squashed ? "z" + i : "h" + i, "a" + i, "b");
      if (squashed) {
        tanh("h" + i, "z" + i);
      }
      state = "h" + i;
    }
    return done("recurrent unit");
  }

  private Exercise softmaxByHand() {
    small("z1", "z2", "z3");
    exp("k1", "z1");
    exp("k2", "z2");
    exp("k3", "z3");
    sum("s", "k1", "k2", "k3");
    quotient("p", "k1", "s");
    log("g", "p");
    negative("L", "g");
    return done("softmax, number by number");
  }

  /** The gradient of a square or a cube as a teacher checks it, by a difference. */
  private Exercise gradientCheck() {
    some("x");
    give("h", new BigDecimal(List.of("0.1", "0.05", "0.2").get(random.nextInt(3))));
    sum("a", "x", "h");
    if (random.nextBoolean()) {
      square("c", "a");
      square("k", "x");
    } else {
      cube("c", "a");
      cube("k", "x");
    }
    difference("g", "c", "k");
    quotient("f", "g", "h");
    return done("gradient check");
  }

  /** A ranking loss of two scores that are close, with a weight used three times. */
  private Exercise ranking() {
    some("w");
    positive("x1");
    give("x2", given("x1").add(new BigDecimal("0.05")));
    product("s1", "w", "x1");
    product("s2", "w", "x2");
    difference("g", "s2", "s1");
    relu("h", "g");
    scaled("k", "0.5", "w");
    sum("L", "h", "k");
    return done("ranking loss");
  }
}
