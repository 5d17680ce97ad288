package org.chainrule.render;

/** Colours of a terminal, or none: values green, gradients red, as in the lecture. */
public enum Paint {
  /** Plain text. */
  PLAIN,
  /** With the escape sequences of ECMA-48. */
  COLOR;

  /** A forward value: green. */
  public String value(String text) {
    return wrap("32", text);
  }

  /** A gradient: red. */
  public String gradient(String text) {
    return wrap("31", text);
  }

  /** A heading: bold. */
  public String heading(String text) {
    return wrap("1", text);
  }

  /** What matters less: faint. */
  public String faint(String text) {
    return wrap("2", text);
  }

  private String wrap(String code, String text) {
    return this == PLAIN || text.isBlank() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
