package org.chainrule.algebra;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chainrule.value.Rational;

/**
 * Roots of fractions, exactly: {@code sqrt(12)/sqrt(6)} is {@code 2^(1/2)}.
 *
 * <p>Every power of a positive fraction is a product of powers of primes in one way only. So powers
 * are collected by primes; what is whole goes out of the root, and what is left is written as
 * {@code sqrt(6)*3^(1/3)}, one root for each exponent between 0 and 1. What has no small divisor is
 * not split further: such a number stands for a prime.
 */
final class Surds {
  private static final int LAST_DIVISOR = 2_000;
  private static final BigInteger SURE = BigInteger.valueOf((long) LAST_DIVISOR * LAST_DIVISOR);

  /** The divisors of numbers, each with its multiplicity. */
  private final Map<BigInteger, Map<BigInteger, Integer>> factorings = new HashMap<>();

  /** Exponents of primes that are being multiplied. */
  static final class Product {
    private final Map<BigInteger, Rational> exponents = new TreeMap<>();

    boolean isEmpty() {
      return exponents.isEmpty();
    }
  }

  /** A root of a whole number that has no factor which could be drawn out. */
  record Root(BigInteger radicand, Rational exponent) {}

  /** Multiplies by a power of a positive fraction. */
  void multiply(Product product, Rational base, Rational exponent) {
    multiply(product, base.numerator(), exponent);
    multiply(product, base.denominator(), exponent.negated());
  }

  private void multiply(Product product, BigInteger base, Rational exponent) {
    factors(base)
        .forEach(
            (prime, count) -> {
              Rational more = Terms.times(exponent, Rational.of(count));
              product.exponents.merge(prime, more, Terms::plus);
            });
  }

  /** The fraction that can be drawn out of the roots of a product. */
  Rational whole(Product product) {
    Rational whole = Rational.ONE;
    for (Map.Entry<BigInteger, Rational> each : product.exponents.entrySet()) {
      Rational prime = Rational.of(each.getKey(), BigInteger.ONE).orElseThrow(Terms.Unable::new);
      Rational floor = each.getValue().floor();
      whole = Terms.times(whole, prime.power(floor).orElseThrow(Terms.Unable::new));
    }
    return whole;
  }

  /** The roots that are left when what is whole was drawn out. */
  List<Root> roots(Product product) {
    Map<Rational, BigInteger> joint = new TreeMap<>();
    List<Root> roots = new ArrayList<>();
    product.exponents.forEach(
        (prime, exponent) -> {
          Rational rest = Terms.plus(exponent, exponent.floor().negated());
          if (rest.signum() > 0 && isPrime(prime)) {
            joint.merge(rest, prime, BigInteger::multiply);
          } else if (rest.signum() > 0) {
            roots.add(new Root(prime, rest));
          }
        });
    joint.forEach((exponent, radicand) -> roots.add(new Root(radicand, exponent)));
    return roots;
  }

  /** Whether it surely is one: joined with others it is found again. */
  private static boolean isPrime(BigInteger divisor) {
    return divisor.compareTo(BigInteger.valueOf(LAST_DIVISOR)) <= 0;
  }

  private Map<BigInteger, Integer> factors(BigInteger positive) {
    Map<BigInteger, Integer> known = factorings.get(positive);
    if (known != null) {
      return known;
    }
    Map<BigInteger, Integer> factors = new LinkedHashMap<>();
    BigInteger rest = positive;
    for (int divisor = 2; divisor <= LAST_DIVISOR; divisor += divisor == 2 ? 1 : 2) {
      BigInteger prime = BigInteger.valueOf(divisor);
      if (rest.bitLength() <= 22 && (long) divisor * divisor > rest.longValue()) {
        break;
      }
      int count = 0;
      BigInteger[] division = rest.divideAndRemainder(prime);
      while (division[1].signum() == 0) {
        count++;
        rest = division[0];
        division = rest.divideAndRemainder(prime);
      }
      if (count > 0) {
        factors.put(prime, count);
      }
    }
    if (rest.compareTo(BigInteger.ONE) > 0) {
      large(rest, factors);
    }
    factorings.put(positive, factors);
    return factors;
  }

  /** A number without small divisors is taken apart where it is a power. */
  private static void large(BigInteger number, Map<BigInteger, Integer> factors) {
    int most = number.compareTo(SURE) < 0 ? 1 : number.bitLength() / 10;
    for (int degree = most; degree > 1; degree--) {
      BigInteger root = root(number, degree);
      if (root.pow(degree).equals(number)) {
        factors.merge(root, degree, Integer::sum);
        return;
      }
    }
    factors.merge(number, 1, Integer::sum);
  }

  /** The largest whole number whose power is at most {@code number}. */
  private static BigInteger root(BigInteger number, int degree) {
    if (degree == 2) {
      return number.sqrt();
    }
    BigInteger low = BigInteger.ONE;
    BigInteger high = BigInteger.ONE.shiftLeft(number.bitLength() / degree + 1);
    while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
      BigInteger middle = low.add(high).shiftRight(1);
      if (middle.pow(degree).compareTo(number) <= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
