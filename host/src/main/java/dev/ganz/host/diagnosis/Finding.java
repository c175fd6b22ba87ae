package dev.ganz.host.diagnosis;

import java.util.Comparator;
import java.util.List;

/**
 * Something that is wrong, or looks so and is not.
 *
 * @param rule its name: {@code slow-disk}
 * @param subject what it is about: {@code sda}
 * @param weight orders findings of the same severity; the greater is first
 * @param what a sentence
 * @param since when it began, in words
 * @param causes who makes it so, the most guilty first
 * @param sufferers who waits
 * @param reason why it is as sure as it is
 * @param source of the thresholds
 */
public record Finding(
        String rule,
        String subject,
        Severity severity,
        double weight,
        String what,
        String since,
        List<Evidence> evidence,
        List<String> causes,
        List<String> sufferers,
        List<Advice> advice,
        Confidence confidence,
        String reason,
        String source) {
    /** The worst first. */
    static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .thenComparingDouble(Finding::weight)
            .reversed()
            .thenComparing(Finding::rule)
            .thenComparing(Finding::subject);

    public Finding {
        evidence = List.copyOf(evidence);
        causes = List.copyOf(causes);
        sufferers = List.copyOf(sufferers);
        advice = List.copyOf(advice);
    }

    public boolean isAlarm() {
        return severity != Severity.NOTE;
    }
}
