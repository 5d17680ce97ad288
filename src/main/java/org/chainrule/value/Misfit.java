package org.chainrule.value;

/** Shapes that do not fit an operation; the message says why, without names. */
public final class Misfit extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A misfit with its reason. */
  public Misfit(String reason) {
    super(reason, null, false, false);
  }
}
