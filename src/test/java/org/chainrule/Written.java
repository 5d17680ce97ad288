package org.chainrule;

import java.util.Arrays;
import org.chainrule.value.Matrix;

/** Matrices as tests write them: {@code 1, 2; 3, NaN}. */
public final class Written {
  private Written() {}

  /** Rows end with a semicolon; a single number is 1x1. */
  public static Matrix matrix(String text) {
    String[] rows = text.split(";");
    double[] entries =
        Arrays.stream(text.split("[;,]"))
            .mapToDouble(number -> Double.parseDouble(number.strip()))
            .toArray();
    return Matrix.of(rows.length, entries.length / rows.length, entries);
  }
}
