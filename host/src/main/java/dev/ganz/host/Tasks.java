package dev.ganz.host;

/**
 * How many tasks wanted what at the end of an interval.
 *
 * @param running run or wait for a CPU
 * @param blocked wait for a device, uninterruptibly
 */
public record Tasks(double running, double blocked) {}
