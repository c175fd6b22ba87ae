package dev.ganz.host;

/**
 * Pressure stall information of one resource, as shares of an interval (Documentation/accounting/psi.rst).
 *
 * @param some at least one task waited for it
 * @param full all tasks that were not idle waited for it
 */
public record Stall(double some, double full) {}
