package dev.ganz.cli.report;

import dev.ganz.disk.ImageInfo;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/**
 * What {@code ganz disk info} shows of one image, with the keys and words of qemu-img.
 *
 * @param length octets of its file
 */
public record ImageReport(String file, ImageInfo info, long length) {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    /**
     * One object, or an array of them.
     *
     * @param asArray whether even one image is to be in an array
     */
    public static void writeJson(List<ImageReport> reports, boolean asArray, Writer out) throws IOException {
        try (JsonGenerator json = JsonLines.generator(out)) {
            if (asArray) {
                json.writeStartArray();
            }
            reports.forEach(report -> report.writeJson(json));
            if (asArray) {
                json.writeEndArray();
            }
        }
        out.write('\n');
    }

    private void writeJson(JsonGenerator json) {
        json.writeStartObject();
        if (!info.snapshots().isEmpty()) {
            json.writeArrayPropertyStart("snapshots");
            info.snapshots().forEach(snapshot -> writeJson(snapshot, json));
            json.writeEndArray();
        }
        info.backingFormat().ifPresent(format -> json.writeStringProperty("backing-filename-format", format));
        json.writeNumberProperty("virtual-size", info.virtualSize());
        json.writeStringProperty("filename", file);
        if (info.clusterSize() > 0) {
            json.writeNumberProperty("cluster-size", info.clusterSize());
        }
        json.writeStringProperty("format", info.format().toString());
        json.writeNumberProperty("actual-size", length);
        if (!info.details().isEmpty()) {
            json.writeObjectPropertyStart("format-specific");
            json.writeStringProperty("type", info.format().toString());
            json.writeObjectPropertyStart("data");
            new TreeMap<>(info.details()).forEach((key, value) -> property(key, value, json));
            json.writeEndObject();
            json.writeEndObject();
        }
        info.backingFile().ifPresent(name -> json.writeStringProperty("backing-filename", name));
        json.writeBooleanProperty("dirty-flag", info.isDirty());
        json.writeEndObject();
    }

    private static void writeJson(ImageInfo.Snapshot snapshot, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", snapshot.id());
        json.writeStringProperty("name", snapshot.name());
        json.writeNumberProperty("vm-state-size", snapshot.vmStateSize());
        json.writeNumberProperty("date-sec", snapshot.seconds());
        json.writeNumberProperty("date-nsec", snapshot.nanoseconds());
        json.writeNumberProperty("vm-clock-sec", snapshot.vmClock() / 1_000_000_000);
        json.writeNumberProperty("vm-clock-nsec", snapshot.vmClock() % 1_000_000_000);
        json.writeEndObject();
    }

    private static void property(String key, Object value, JsonGenerator json) {
        switch (value) {
            case Long number -> json.writeNumberProperty(key, number);
            case Boolean truth -> json.writeBooleanProperty(key, truth);
            default -> json.writeStringProperty(key, value.toString());
        }
    }

    /** One image after the other, with an empty line between. */
    public static void writeText(List<ImageReport> reports, Writer out) throws IOException {
        for (int i = 0; i < reports.size(); i++) {
            out.write(i == 0 ? "" : "\n");
            reports.get(i).writeText(out);
        }
    }

    private void writeText(Writer out) throws IOException {
        line("image", file, out);
        line("file format", info.format().toString(), out);
        line("virtual size", size(info.virtualSize()) + " (" + info.virtualSize() + " bytes)", out);
        line("disk size", size(length), out);
        if (info.clusterSize() > 0) {
            line("cluster_size", Long.toString(info.clusterSize()), out);
        }
        if (info.isDirty()) {
            line("cleanly shut down", "no", out);
        }
        if (info.backingFile().isPresent()) {
            line("backing file", info.backingFile().get(), out);
        }
        if (info.backingFormat().isPresent()) {
            line("backing file format", info.backingFormat().get(), out);
        }
        for (ImageInfo.Snapshot snapshot : info.snapshots()) {
            line("snapshot", snapshot.id() + " " + snapshot.name(), out);
        }
        if (!info.details().isEmpty()) {
            out.write("Format specific information:\n");
            for (Map.Entry<String, Object> each : new TreeMap<>(info.details()).entrySet()) {
                line("    " + each.getKey().replace('-', ' '), each.getValue().toString(), out);
            }
        }
    }

    private static void line(String key, String value, Writer out) throws IOException {
        out.write(key + ": " + Columns.harmless(value) + "\n");
    }

    /** Three digits and a unit, as qemu-img writes sizes. */
    static String size(long octets) {
        double value = octets;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        String digits = String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
        return (digits.contains(".") ? digits.replaceFirst("\\.?0+$", "") : digits) + " " + UNITS[unit];
    }
}
