package dev.ganz.cli;

import picocli.CommandLine.Option;

/** {@link TextOrJson} of a command on an image, where {@code -f} is the image's format and qemu-img's option has another name. */
final class DiskForm {
    @Option(
            names = {"--format", "--output"},
            paramLabel = "FORM",
            converter = TextOrJson.Converter.class,
            description = "text, or json with qemu-img's keys.")
    TextOrJson.Form form = TextOrJson.Form.TEXT;

    boolean isJson() {
        return form == TextOrJson.Form.JSON;
    }
}
