/** Benchmarks; {@code bench/jmh} runs them. */
package dev.ganz.bench;
