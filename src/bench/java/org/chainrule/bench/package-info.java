/**
 * Benchmarks. Outside the program and its tests: a slow machine makes no test fail here.
 *
 * <p>In: texts and graphs that are made from fixed seeds. Out: times and sizes, which {@code
 * docs/benchmarks.md} interprets.
 */
package org.chainrule.bench;
