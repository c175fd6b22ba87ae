/**
 * Vector bin packing: {@link dev.ganz.plan.pack.BinPacking} is the problem, {@link dev.ganz.plan.pack.BinPackingSolver} the way to an
 * answer, {@link dev.ganz.plan.pack.Packing} the answer, which checks itself against the problem.
 */
package dev.ganz.plan.pack;
