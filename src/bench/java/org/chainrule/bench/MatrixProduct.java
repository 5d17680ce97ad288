package org.chainrule.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.chainrule.value.Matrices;
import org.chainrule.value.Matrix;
import org.chainrule.value.Shape;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The product of two square matrices, here and in EJML; both make a new matrix. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgs = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MatrixProduct {
  /** Rows and columns. */
  @Param({"10", "100", "500"})
  private int size;

  private Matrix a;
  private Matrix b;
  private DMatrixRMaj ejmlA;
  private DMatrixRMaj ejmlB;

  /** Makes the matrices and checks that both products are the same. */
  @Setup
  public void fill() {
    Random random = new Random(1);
    double[] left = random.doubles((long) size * size, -1, 1).toArray();
    double[] right = random.doubles((long) size * size, -1, 1).toArray();
    a = Matrix.over(new Shape(size, size), left);
    b = Matrix.over(new Shape(size, size), right);
    ejmlA = DMatrixRMaj.wrap(size, size, left);
    ejmlB = DMatrixRMaj.wrap(size, size, right);
    double[] theirs = ejml().getData();
    for (int i = 0; i < theirs.length; i++) {
      if (!(Math.abs(theirs[i] - ours().entry(i)) < 1e-9)) {
        throw new IllegalStateException("the products differ at entry " + i);
      }
      i += size;
    }
  }

  /** Our product. */
  @Benchmark
  public Matrix ours() {
    return Matrices.product(a, b);
  }

  /** EJML's, which chooses its way by the size. */
  @Benchmark
  public DMatrixRMaj ejml() {
    DMatrixRMaj product = new DMatrixRMaj(size, size);
    CommonOps_DDRM.mult(ejmlA, ejmlB, product);
    return product;
  }
}
