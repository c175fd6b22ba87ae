package dev.ganz.cli.report;

import dev.ganz.host.CpuTime;
import dev.ganz.host.DiskLoad;
import dev.ganz.host.Memory;
import dev.ganz.host.NetworkLoad;
import dev.ganz.host.Recording;
import dev.ganz.host.Sample;
import dev.ganz.host.Stall;
import dev.ganz.host.diagnosis.Finding;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What a host did, as the text of Prometheus: gauges, means over the samples of a recording. */
public final class Prometheus {
    private final Map<String, List<String>> lines = new LinkedHashMap<>();
    private final List<Sample> samples;

    private Prometheus(List<Sample> samples) {
        this.samples = samples;
    }

    public static void write(Recording recording, List<Finding> findings, Writer out) throws IOException {
        Prometheus text = new Prometheus(recording.samples());
        Sample last = recording.samples().getLast();
        last.cpus().forEach(text::cpu);
        text.pressure(
                "cpu",
                last.pressure().cpu(),
                sample -> some(sample.pressure().cpu()),
                sample -> full(sample.pressure().cpu()));
        text.pressure(
                "io",
                last.pressure().io(),
                sample -> some(sample.pressure().io()),
                sample -> full(sample.pressure().io()));
        text.pressure(
                "memory",
                last.pressure().memory(),
                sample -> some(sample.pressure().memory()),
                sample -> full(sample.pressure().memory()));
        last.tasks().ifPresent(tasks -> {
            text.mean(
                    "ganz_tasks_running",
                    "",
                    sample -> sample.tasks().orElse(tasks).running());
            text.mean(
                    "ganz_tasks_blocked",
                    "",
                    sample -> sample.tasks().orElse(tasks).blocked());
        });
        last.memory().ifPresent(text::memory);
        last.disks().forEach(disk -> text.disk(disk.name()));
        last.networks().forEach(network -> text.network(network.name()));
        for (Finding finding : findings) {
            text.add(
                    "ganz_finding",
                    label("rule", finding.rule()) + "," + label("subject", finding.subject()) + ","
                            + label("severity", finding.severity().toString().toLowerCase(Locale.ROOT)),
                    1);
        }
        for (Map.Entry<String, List<String>> metric : text.lines.entrySet()) {
            out.write("# TYPE " + metric.getKey() + " gauge\n");
            for (String line : metric.getValue()) {
                out.write(line + "\n");
            }
        }
    }

    private void cpu(CpuTime cpu) {
        state(cpu.name(), "user", CpuTime::user);
        state(cpu.name(), "nice", CpuTime::nice);
        state(cpu.name(), "system", CpuTime::system);
        state(cpu.name(), "idle", CpuTime::idle);
        state(cpu.name(), "iowait", CpuTime::iowait);
        state(cpu.name(), "irq", CpuTime::irq);
        state(cpu.name(), "steal", CpuTime::steal);
    }

    private void state(String name, String state, ToDoubleFunction<CpuTime> part) {
        mean(
                "ganz_cpu_share",
                label("cpu", name) + "," + label("state", state),
                sample -> sample.cpus().stream()
                        .filter(cpu -> cpu.name().equals(name))
                        .mapToDouble(part)
                        .sum());
    }

    private void pressure(
            String resource, Optional<Stall> told, ToDoubleFunction<Sample> some, ToDoubleFunction<Sample> full) {
        if (told.isPresent()) {
            mean("ganz_pressure_share", label("resource", resource) + "," + label("kind", "some"), some);
            mean("ganz_pressure_share", label("resource", resource) + "," + label("kind", "full"), full);
        }
    }

    private static double some(Optional<Stall> stall) {
        return stall.map(Stall::some).orElse(0.0);
    }

    private static double full(Optional<Stall> stall) {
        return stall.map(Stall::full).orElse(0.0);
    }

    private void memory(Memory last) {
        add("ganz_memory_bytes", label("kind", "total"), (double) last.total());
        add("ganz_memory_bytes", label("kind", "available"), (double) last.available());
        add("ganz_memory_bytes", label("kind", "swap_used"), (double) last.swapUsed());
        mean(
                "ganz_swapped_pages_per_second",
                label("direction", "in"),
                sample -> sample.memory().orElse(last).swappedIn());
        mean(
                "ganz_swapped_pages_per_second",
                label("direction", "out"),
                sample -> sample.memory().orElse(last).swappedOut());
        add("ganz_dirty_share", "", last.dirtyShare());
    }

    private void disk(String name) {
        part("ganz_disk_requests_per_second", name, "read", DiskLoad::reads);
        part("ganz_disk_requests_per_second", name, "write", DiskLoad::writes);
        part("ganz_disk_bytes_per_second", name, "read", DiskLoad::readOctets);
        part("ganz_disk_bytes_per_second", name, "write", DiskLoad::writtenOctets);
        part("ganz_disk_await_seconds", name, "read", DiskLoad::readAwait);
        part("ganz_disk_await_seconds", name, "write", DiskLoad::writeAwait);
        part("ganz_disk_queue", name, "", DiskLoad::queue);
        part("ganz_disk_busy_share", name, "", DiskLoad::utilisation);
    }

    private void part(String metric, String disk, String direction, ToDoubleFunction<DiskLoad> part) {
        mean(
                metric,
                label("disk", disk) + (direction.isEmpty() ? "" : "," + label("direction", direction)),
                sample -> sample.disk(disk).map(part::applyAsDouble).orElse(0.0));
    }

    private void network(String name) {
        load("ganz_network_bytes_per_second", name, "received", NetworkLoad::received);
        load("ganz_network_bytes_per_second", name, "sent", NetworkLoad::sent);
        load("ganz_network_lost_per_second", name, "", NetworkLoad::lost);
    }

    private void load(String metric, String name, String direction, ToDoubleFunction<NetworkLoad> part) {
        mean(
                metric,
                label("interface", name) + (direction.isEmpty() ? "" : "," + label("direction", direction)),
                sample -> sample.networks().stream()
                        .filter(network -> network.name().equals(name))
                        .mapToDouble(part)
                        .sum());
    }

    private void mean(String metric, String labels, ToDoubleFunction<Sample> value) {
        add(metric, labels, samples.stream().mapToDouble(value).average().orElse(0));
    }

    private void add(String metric, String labels, double value) {
        lines.computeIfAbsent(metric, _ -> new ArrayList<>())
                .add(metric + (labels.isEmpty() ? "" : "{" + labels + "}") + " " + Decimal.of(value));
    }

    private static String label(String name, String value) {
        return name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
