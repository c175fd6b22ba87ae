package dev.ganz.cli.report;

import dev.ganz.host.Machine;
import dev.ganz.host.Pressure;
import dev.ganz.host.Recording;
import dev.ganz.host.diagnosis.Advice;
import dev.ganz.host.diagnosis.Evidence;
import dev.ganz.host.diagnosis.Finding;
import dev.ganz.host.diagnosis.Severity;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** What {@code ganz host check} found in a recording, the worst first. */
public record FindingsReport(Recording recording, List<Finding> findings) {
    private static final String INDENT = "   ";
    private static final int LABEL = 10;

    /** Writes one report after the other, with an empty line between. */
    public static void writeText(List<FindingsReport> reports, Style style, Writer out) throws IOException {
        for (int i = 0; i < reports.size(); i++) {
            out.write(i == 0 ? "" : "\n");
            reports.get(i).writeText(style, out);
        }
    }

    private void writeText(Style style, Writer out) throws IOException {
        out.write(style.paint(Tone.HEADING, Columns.harmless(recording.source())) + ": " + Columns.harmless(machine())
                + "\n");
        if (findings.stream().noneMatch(Finding::isAlarm)) {
            out.write(style.paint(Tone.GOOD, style.yes().strip()) + " no alarm in "
                    + Quantity.plural(recording.samples().size(), "sample") + "\n");
        }
        if (recording.machine().pressure() == Pressure.Support.DISABLED) {
            out.write(
                    "The kernel's pressure stall information is switched off: booted with psi=1 it tells who waits.\n");
        }
        for (int i = 0; i < findings.size(); i++) {
            out.write("\n");
            writeText(i + 1, findings.get(i), style, out);
        }
    }

    private String machine() {
        Machine machine = recording.machine();
        List<String> parts = new ArrayList<>();
        if (!machine.name().isEmpty()) {
            parts.add(machine.name());
        }
        if (machine.cpus() > 0) {
            parts.add(Quantity.plural(machine.cpus(), "CPU"));
        }
        if (machine.memory() > 0) {
            parts.add(Quantity.octets((double) machine.memory()));
        }
        if (!machine.kernel().isEmpty()) {
            parts.add("Linux " + machine.kernel());
        }
        parts.add(Quantity.plural(recording.samples().size(), "sample") + " of " + recording.form());
        return String.join(", ", parts);
    }

    private static void writeText(int number, Finding finding, Style style, Writer out) throws IOException {
        Tone tone = switch (finding.severity()) {
            case NOTE -> Tone.QUIET;
            case WARNING -> Tone.WARNING;
            case CRITICAL -> Tone.BAD;
        };
        out.write(number + "  " + style.paint(tone, word(finding.severity())) + ": "
                + style.paint(Tone.HEADING, Columns.harmless(finding.what())) + "\n");
        line("since", List.of(finding.since()), out);
        line("evidence", finding.evidence().stream().map(Evidence::words).toList(), out);
        line("by", finding.causes(), out);
        line("suffers", finding.sufferers(), out);
        List<String> advice = new ArrayList<>();
        for (Advice each : finding.advice()) {
            advice.add(each.what());
            if (!each.gain().isEmpty()) {
                advice.add("  " + style.arrow() + " " + each.gain());
            }
        }
        line("to do", advice, out);
        line("sure", List.of(finding.confidence().toString().toLowerCase(Locale.ROOT) + ": " + finding.reason()), out);
        line("source", List.of(finding.source()), out);
    }

    private static void line(String label, List<String> texts, Writer out) throws IOException {
        for (int i = 0; i < texts.size(); i++) {
            String shown = i == 0 ? label : "";
            out.write(INDENT + shown + " ".repeat(LABEL - shown.length()) + Columns.harmless(texts.get(i)) + "\n");
        }
    }

    private static String word(Severity severity) {
        return severity.toString().toLowerCase(Locale.ROOT);
    }

    /** Writes one object with all reports. */
    public static void writeJson(List<FindingsReport> reports, Writer out) throws IOException {
        try (JsonGenerator json = JsonLines.generator(out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("hosts");
            reports.forEach(report -> report.writeJson(json));
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private void writeJson(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("source", recording.source());
        json.writeStringProperty("form", recording.form());
        json.writeStringProperty("host", recording.machine().name());
        json.writeStringProperty("kernel", recording.machine().kernel());
        json.writeNumberProperty("cpus", recording.machine().cpus());
        json.writeNumberProperty("samples", recording.samples().size());
        json.writeArrayPropertyStart("findings");
        findings.forEach(finding -> writeJson(finding, json));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeJson(Finding finding, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("rule", finding.rule());
        json.writeStringProperty("subject", finding.subject());
        json.writeStringProperty("severity", word(finding.severity()));
        json.writeStringProperty("what", finding.what());
        json.writeStringProperty("since", finding.since());
        json.writeArrayPropertyStart("evidence");
        for (Evidence evidence : finding.evidence()) {
            json.writeStartObject();
            json.writeStringProperty("metric", evidence.metric());
            json.writeNumberProperty("value", evidence.value());
            json.writeStringProperty("text", evidence.words());
            json.writeEndObject();
        }
        json.writeEndArray();
        texts("causes", finding.causes(), json);
        texts("sufferers", finding.sufferers(), json);
        json.writeArrayPropertyStart("advice");
        for (Advice advice : finding.advice()) {
            json.writeStartObject();
            json.writeStringProperty("what", advice.what());
            json.writeStringProperty("gain", advice.gain());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("confidence", finding.confidence().toString().toLowerCase(Locale.ROOT));
        json.writeStringProperty("reason", finding.reason());
        json.writeStringProperty("source", finding.source());
        json.writeEndObject();
    }

    private static void texts(String name, List<String> texts, JsonGenerator json) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }
}
