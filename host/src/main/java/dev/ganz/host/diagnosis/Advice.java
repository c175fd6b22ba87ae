package dev.ganz.host.diagnosis;

/**
 * Something to do.
 *
 * @param gain what it should bring, and by which model or source; empty if nobody can say
 */
public record Advice(String what, String gain) {}
