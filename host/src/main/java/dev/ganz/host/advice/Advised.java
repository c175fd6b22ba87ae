package dev.ganz.host.advice;

/**
 * A value that a setting should have.
 *
 * @param why in words, with the source
 */
public record Advised(String value, String why) {}
