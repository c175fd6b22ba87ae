package dev.ganz.host.diagnosis;

/**
 * A number that speaks for a finding.
 *
 * @param metric its name, for programs
 * @param value in the unit that its name ends with
 * @param words what it says to a person
 */
public record Evidence(String metric, double value, String words) {}
