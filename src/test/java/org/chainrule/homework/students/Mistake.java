package org.chainrule.homework.students;

import java.util.List;

/**
 * Mistakes that students make, by our own list, each with the ids of the report that mean it. Of
 * one without an id only the place is asked for.
 */
enum Mistake {
  NONE(Kind.NONE),

  // Another local at a gate.
  SUBTRACTION_FORGETS_MINUS(Kind.LOCAL, "sub-sign", "sign"),
  NEGATION_FORGETS_MINUS(Kind.LOCAL, "neg-sign", "sign"),
  PRODUCT_OWN_FACTOR(Kind.LOCAL, "own-input"),
  PRODUCT_LIKE_SUM(Kind.LOCAL, "mul-like-add", "forgot-local"),
  SUM_LIKE_PRODUCT(Kind.LOCAL, "add-like-mul"),
  QUOTIENT_FORGETS_MINUS(Kind.LOCAL, "div-sign", "sign"),
  QUOTIENT_FORGETS_SQUARE(Kind.LOCAL, "div-nosquare"),
  QUOTIENT_FORGETS_NUMERATOR(Kind.LOCAL, "div-nonumerator"),
  QUOTIENT_UPSIDE_DOWN(Kind.LOCAL, "reciprocal-local", "reciprocal"),
  POWER_FORGETS_FACTOR(Kind.LOCAL, "pow-nofactor"),
  POWER_KEEPS_EXPONENT(Kind.LOCAL, "pow-nolower"),
  /** 3x for 3x^2. */
  POWER_FORGETS_POWER(Kind.LOCAL, "pow-linear"),
  EXPONENTIAL_BY_POWER_RULE(Kind.LOCAL, "power-rule-on-exponential"),
  EXPONENTIAL_FORGETS_LOG(Kind.LOCAL, "missing-ln"),
  EXP_BY_POWER_RULE(Kind.LOCAL, "exp-power"),
  EXP_IS_INPUT(Kind.LOCAL, "exp-input"),
  LOG_OF_OUTPUT(Kind.LOCAL, "log-inverse"),
  LOG_ITSELF(Kind.LOCAL, "log-itself"),
  LOG_IS_INPUT(Kind.LOCAL, "reciprocal-local", "reciprocal"),
  SQRT_FORGETS_HALF(Kind.LOCAL, "sqrt-nohalf"),
  /** 1/(2x). */
  SQRT_FORGETS_ROOT(Kind.LOCAL, "sqrt-input"),
  SIGMOID_ALONE(Kind.LOCAL, "sig-alone"),
  /** 1 - s. */
  SIGMOID_COMPLEMENT(Kind.LOCAL, "sig-complement"),
  SIGMOID_OF_INPUT(Kind.LOCAL, "sig-input"),
  SIGMOID_PLUS(Kind.LOCAL, "sig-plus"),
  TANH_FORGETS_SQUARE(Kind.LOCAL, "tanh-nosquare"),
  TANH_OF_INPUT(Kind.LOCAL, "tanh-input"),
  SINE_WITH_MINUS(Kind.LOCAL, "sin-sign", "sign"),
  COSINE_FORGETS_MINUS(Kind.LOCAL, "cos-sign", "sign"),
  LOCAL_IN_DEGREES(Kind.LOCAL, "degrees"),
  RELU_PASSES_NEGATIVE(Kind.LOCAL, "relu-passes"),
  RELU_IS_INPUT(Kind.LOCAL, "relu-input"),
  RELU_BLOCKS_POSITIVE(Kind.LOCAL),
  /** Both operands are concerned. */
  MAX_TO_THE_OTHER(Kind.LOCAL, "max-wrong"),
  MAX_TO_BOTH(Kind.LOCAL, "max-both", "max-wrong"),
  /** The local at the value of another node. */
  LOCAL_AT_ANOTHER_POINT(Kind.LOCAL, "wrong-point"),

  // What an edge sends down.
  SIGN_LOST(Kind.EDGE, "sign", "sub-sign", "neg-sign", "div-sign", "sin-sign", "cos-sign"),
  OUTER_FACTOR_FORGOTTEN(Kind.EDGE, "forgot-upstream"),
  INNER_FACTOR_FORGOTTEN(Kind.EDGE, "forgot-local", "mul-like-add", "relu-passes", "max-wrong"),
  ADDED_NOT_MULTIPLIED(Kind.EDGE, "added"),
  ANOTHER_UPSTREAM(Kind.EDGE, "wrong-upstream", "wrong-point"),
  DIVIDED_NOT_MULTIPLIED(Kind.EDGE, "reciprocal-local", "reciprocal"),
  POINT_MOVED_RIGHT(Kind.EDGE, "factor-10", "decimal-point"),
  POINT_MOVED_LEFT(Kind.EDGE, "factor-tenth", "decimal-point"),
  MATRIX_NOT_TRANSPOSED(Kind.EDGE, "missing-transpose"),
  MATRIX_TRANSPOSED(Kind.EDGE, "transpose"),

  // At a fork, and elsewhere in a total.
  PATH_FORGOTTEN(Kind.TOTAL, "one-branch", "lost-path"),
  PATHS_MULTIPLIED(Kind.TOTAL, "branch-product"),
  PATHS_AVERAGED(Kind.TOTAL, "branch-average"),
  PATH_COUNTED_TWICE(Kind.TOTAL, "double-count"),
  DOUBLED(Kind.TOTAL, "factor-2"),
  HALVED(Kind.TOTAL, "factor-half"),
  STARTED_WITH_THE_OUTPUT(Kind.SEED, "seed"),

  // Values.
  MULTIPLIED_FOR_ADDED(Kind.VALUE, "mul-for-add"),
  ADDED_FOR_MULTIPLIED(Kind.VALUE, "add-for-mul"),
  SIGN_OF_AN_INPUT_LOST(Kind.VALUE, "input-sign", "sub-for-add", "sign"),
  DIFFERENCE_REVERSED(Kind.VALUE, "sub-sign", "sign"),
  QUOTIENT_REVERSED(Kind.VALUE, "quotient-reversed", "reciprocal"),
  FACTOR_FOR_POWER(Kind.VALUE, "factor-for-power"),
  LOG_TO_BASE_TEN(Kind.VALUE, "log10", "log-base"),
  VALUE_IN_DEGREES(Kind.VALUE, "degrees"),
  SIGN_OF_VALUE_LOST(Kind.VALUE, "sign", "sub-sign"),
  MEAN_FOR_SUM(Kind.VALUE, "mean-for-sum"),

  // The pen.
  ARITHMETIC_SLIP(Kind.PEN),
  WRONG_DIGIT(Kind.PEN),
  DIGITS_SWAPPED(Kind.PEN, "digits");

  /** Where it is made. */
  enum Kind {
    NONE,
    LOCAL,
    EDGE,
    TOTAL,
    SEED,
    VALUE,
    PEN
  }

  final Kind kind;
  final List<String> ids;

  Mistake(Kind kind, String... ids) {
    this.kind = kind;
    this.ids = List.of(ids);
  }

  /**
   * A mistake at a place.
   *
   * @param mistake which one
   * @param node the gate of a local, an edge or a value, the node of a total
   * @param slot the operand of an edge; of the pen 0 for a value and 1 for a total
   */
  record Made(Mistake mistake, int node, int slot) {
    static final Made NOT = new Made(NONE, -1, -1);
  }
}
