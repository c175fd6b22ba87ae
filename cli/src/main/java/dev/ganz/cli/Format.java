package dev.ganz.cli;

import dev.ganz.cli.report.CsvReport;
import dev.ganz.cli.report.JsonReport;
import dev.ganz.cli.report.JunitReport;
import dev.ganz.cli.report.Report;
import dev.ganz.cli.report.Style;
import dev.ganz.cli.report.TextReport;
import dev.ganz.lab.NearestWord;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The forms of a report, as {@code --format} names them. */
enum Format {
    TEXT,
    JSON,
    CSV,
    JUNIT;

    /** Reads a name of the command line. */
    static final class Converter implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            for (Format format : values()) {
                if (format.toString().equalsIgnoreCase(text)) {
                    return format;
                }
            }
            throw new TypeConversionException("expected text, json, csv or junit, found \"" + text + "\""
                    + NearestWord.hint(text, List.of("csv", "json", "junit", "text")));
        }
    }

    /** What was asked for, or else what the name of the file tells. */
    static Format of(@Nullable Format asked, String file) {
        if (asked != null) {
            return asked;
        }
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return JSON;
        }
        if (name.endsWith(".csv")) {
            return CSV;
        }
        return name.endsWith(".xml") ? JUNIT : TEXT;
    }

    Report report(Style style, boolean everything) {
        return switch (this) {
            case TEXT -> new TextReport(style, everything);
            case JSON -> new JsonReport();
            case CSV -> new CsvReport();
            case JUNIT -> new JunitReport();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
