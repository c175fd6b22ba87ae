package dev.ganz.host.diagnosis;

/** How sure a finding is. */
public enum Confidence {
    LOW,
    MEDIUM,
    HIGH
}
