package dev.ganz.cli;

import dev.ganz.lab.NearestWord;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whether a command prints text or JSON. */
final class TextOrJson {
    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORM",
            converter = Converter.class,
            description = "text or json.")
    Form form = Form.TEXT;

    enum Form {
        TEXT,
        JSON
    }

    /** Reads a name of the command line; qemu-img calls text human. */
    static final class Converter implements ITypeConverter<Form> {
        @Override
        public Form convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "json" -> Form.JSON;
                case "text", "human" -> Form.TEXT;
                default ->
                    throw new TypeConversionException("expected text or json, found \"" + text + "\""
                            + NearestWord.hint(text, List.of("json", "text")));
            };
        }
    }

    boolean isJson() {
        return form == Form.JSON;
    }
}
