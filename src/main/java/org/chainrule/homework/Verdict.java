package org.chainrule.homework;

/** What is found of a line. */
public enum Verdict {
  /** Right, to all digits or exactly. */
  RIGHT,
  /** Right, rounded. */
  RIGHT_ROUNDED,
  /** Right, cut off. */
  RIGHT_TRUNCATED,
  /** Right with rounded numbers carried forward. */
  RIGHT_CARRIED,
  /** One of several right answers, at a kink. */
  RIGHT_CHOICE,
  /** Right, but it does not follow from what the student wrote before. */
  UNSUPPORTED,
  /** The right step from a wrong line. */
  FOLLOWS,
  /** Wrong in its last digit, or too coarse. */
  NEAR,
  /** Right at this point only. */
  POINT_ONLY,
  /** Wrong. */
  WRONG,
  /** The shape of a matrix is wrong. */
  SHAPE,
  /** Nothing is written. */
  BLANK,
  /** The student asks. */
  SHOWN,
  /** It cannot be decided. */
  UNDECIDED,
  /** The line cannot be read, or speaks of nothing. */
  UNREADABLE,
  /** We failed, not the student. */
  FAULT;

  /** Whether full marks are due. */
  public boolean isRight() {
    return name().startsWith("RIGHT") || this == UNSUPPORTED || this == SHOWN;
  }

  /** Whether the line could not be checked. */
  public boolean isUnchecked() {
    return this == UNDECIDED || this == UNREADABLE || this == FAULT;
  }
}
