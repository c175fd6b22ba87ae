package dev.ganz.host.diagnosis;

/** How bad a finding is; only those above {@link #NOTE} are alarms. */
public enum Severity {
    /** Good to know: nobody is known to suffer. */
    NOTE,
    /** Somebody waits. */
    WARNING,
    /** Somebody waits most of the time, or data is in danger. */
    CRITICAL
}
