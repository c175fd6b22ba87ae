package dev.ganz.cli.report;

import dev.ganz.lab.Lab;
import dev.ganz.stack.result.ExpectationResult;
import dev.ganz.stack.result.RunResult;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;

/**
 * JUnit XML as Jenkins, GitLab and Surefire's schema read it: one suite, a test case for each expectation, the facts of the run as
 * properties, and the text report as the suite's output.
 */
public final class JunitReport implements Report {

    @Override
    public void write(Lab lab, RunResult result, Writer out) throws IOException {
        long failures = result.expectations().stream().filter(e -> !e.passed()).count();
        String counts = " tests=\"" + result.expectations().size() + "\" failures=\"" + failures
                + "\" errors=\"0\" skipped=\"0\" time=\"" + Decimal.seconds(result.wallNanos()) + "\"";
        String name = attribute(result.lab());
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.write("<testsuites" + counts.replace(" skipped=\"0\"", "") + ">\n");
        out.write("  <testsuite name=\"" + name + "\"" + counts + ">\n");
        properties(result, out);
        for (ExpectationResult expectation : result.expectations()) {
            out.write("    <testcase classname=\"" + name + "\" name=\"" + attribute(expectation.text())
                    + "\" time=\"0\"");
            if (expectation.passed()) {
                out.write("/>\n");
            } else {
                out.write(">\n      <failure type=\"expectation\" message=\"" + attribute(expectation.actual()) + "\">"
                        + text(expectation.text() + ": " + expectation.actual()) + "</failure>\n    </testcase>\n");
            }
        }
        StringWriter report = new StringWriter();
        new TextReport(Style.PLAIN, true).write(lab, result, report);
        out.write("    <system-out>" + text(report.toString()) + "</system-out>\n");
        out.write("    <system-err>" + text(String.join("\n", result.notes())) + "</system-err>\n");
        out.write("  </testsuite>\n</testsuites>\n");
    }

    private static void properties(RunResult result, Writer out) throws IOException {
        out.write("    <properties>\n");
        property("seed", String.valueOf(result.seed()), out);
        property("simulatedSeconds", Decimal.seconds(result.simulatedNanos()), out);
        property("wallSeconds", Decimal.seconds(result.wallNanos()), out);
        if (result.computed().isPresent()) {
            RunResult.Computed computed = result.computed().get();
            property("events", String.valueOf(computed.events()), out);
            property("packetHops", String.valueOf(computed.packetHops()), out);
            property("digest", TextReport.hex(computed.digest()), out);
        }
        out.write("    </properties>\n");
    }

    private static void property(String name, String value, Writer out) throws IOException {
        out.write("      <property name=\"" + name + "\" value=\"" + attribute(value) + "\"/>\n");
    }

    private static String attribute(String value) {
        return text(value).replace("\"", "&quot;").replace("\n", "&#10;").replace("\t", "&#9;");
    }

    /** Escapes markup, and replaces what XML 1.0 cannot hold at all, not even escaped (section 2.2). */
    private static String text(String value) {
        StringBuilder escaped = new StringBuilder(value.length() + 16);
        value.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '\r' -> escaped.append("&#13;");
                default -> escaped.appendCodePoint(isXml(c) ? c : '\ufffd');
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c >= 0x20 && c <= 0xd7ff
                || c >= 0xe000 && c <= 0xfffd
                || c >= 0x10000 && c <= 0x10ffff;
    }
}
