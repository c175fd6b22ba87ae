package dev.ganz.host.file;

import dev.ganz.host.CpuTime;
import dev.ganz.host.DiskLoad;
import dev.ganz.host.HostException;
import dev.ganz.host.Machine;
import dev.ganz.host.Memory;
import dev.ganz.host.Pressure;
import dev.ganz.host.Recording;
import dev.ganz.host.Sample;
import dev.ganz.host.Stall;
import dev.ganz.host.Tasks;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code iostat -x -o JSON} and {@code sadf -j}. Keys that are missing are tolerated: with very many disks some are. */
final class SysstatJson {
    private SysstatJson() {}

    static Recording read(String name, List<String> lines) {
        JsonNode host;
        try {
            host = JsonMapper.shared().readTree(String.join("\n", lines)).at("/sysstat/hosts/0");
        } catch (JacksonException broken) {
            int line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNr();
            throw HostException.at(name, Math.max(1, line), "expected JSON: " + broken.getOriginalMessage());
        }
        if (host.isMissingNode()) {
            throw new HostException(
                    name + ": expected JSON of iostat -o JSON or sadf -j, with sysstat.hosts, found other JSON");
        }
        boolean iostat = host.at("/statistics/0/avg-cpu").isObject()
                || host.at("/statistics/0/disk/0/disk_device").isString();
        List<Sample> samples = new ArrayList<>();
        for (JsonNode report : host.path("statistics")) {
            Sample sample = iostat ? iostat(report) : sadf(report);
            if (!sample.cpus().isEmpty() || !sample.disks().isEmpty()) {
                samples.add(sample);
            }
        }
        Machine machine = Machine.named(
                host.path("nodename").asString(""),
                host.path("release").asString(""),
                host.path("number-of-cpus").asInt(0));
        return Reports.recording(name, iostat ? "iostat" : "sadf", machine, samples, iostat);
    }

    private static Sample iostat(JsonNode report) {
        List<CpuTime> cpus = new ArrayList<>();
        if (report.path("avg-cpu").isObject()) {
            cpus.add(Sysstat.cpu(row(report.path("avg-cpu")), CpuTime.ALL));
        }
        List<DiskLoad> disks = new ArrayList<>();
        for (JsonNode disk : report.path("disk")) {
            String device = disk.path("disk_device").asString("");
            if (!device.startsWith(" ")) { // a group of -g
                disks.add(Sysstat.extended(row(disk), device));
            }
        }
        return Sample.of(0, 0, cpus, Optional.empty(), disks);
    }

    private static Sample sadf(JsonNode report) {
        List<CpuTime> cpus = new ArrayList<>();
        for (JsonNode cpu : report.has("cpu-load") ? report.path("cpu-load") : report.path("cpu-load-all")) {
            String label = cpu.path("cpu").asString("");
            cpus.add(Sysstat.cpu(row(cpu), label.equals("all") ? CpuTime.ALL : "cpu" + label));
        }
        List<DiskLoad> disks = new ArrayList<>();
        for (JsonNode disk : report.path("disk")) {
            disks.add(Sysstat.summed(row(disk), disk.path("disk-device").asString("")));
        }
        JsonNode queue = report.path("queue");
        Optional<Tasks> tasks = queue.isObject()
                ? Optional.of(new Tasks(
                        queue.path("runq-sz").asDouble(0), queue.path("blocked").asDouble(0)))
                : Optional.empty();
        JsonNode time = report.path("timestamp");
        return Sample.of(time(time), time.path("interval").asDouble(0), cpus, tasks, disks)
                .withMemory(memory(report))
                .withPressure(pressure(report.path("psi")));
    }

    private static long time(JsonNode stamp) {
        try {
            return LocalDateTime.parse(stamp.path("date").asString("") + "T"
                            + stamp.path("time").asString(""))
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
        } catch (DateTimeException none) {
            return 0;
        }
    }

    private static Optional<Memory> memory(JsonNode report) {
        JsonNode memory = report.path("memory");
        JsonNode swap = report.path("swap-pages");
        if (!memory.isObject() && !swap.isObject()) {
            return Optional.empty();
        }
        long free = memory.path("memfree").asLong(0);
        long total = free
                + memory.path("memused").asLong(0)
                + memory.path("buffers").asLong(0)
                + memory.path("cached").asLong(0);
        long used = memory.path("swpused").asLong(0);
        return Optional.of(new Memory(
                total * 1024,
                memory.path("avail").asLong(free) * 1024,
                (used + memory.path("swpfree").asLong(0)) * 1024,
                used * 1024,
                swap.path("pswpin").asDouble(0),
                swap.path("pswpout").asDouble(0),
                report.path("paging").path("majflt").asDouble(0),
                0));
    }

    private static Pressure pressure(JsonNode psi) {
        return new Pressure(
                stall(psi.path("psi-cpu"), "some", ""),
                stall(psi.path("psi-io"), "some", "full"),
                stall(psi.path("psi-mem"), "some", "full"));
    }

    private static Optional<Stall> stall(JsonNode resource, String some, String full) {
        JsonNode value = resource.has("pct_" + some) ? resource.path("pct_" + some) : resource.path(some);
        return value.isNumber()
                ? Optional.of(new Stall(
                        value.asDouble() / 100,
                        full.isEmpty() ? 0 : resource.path("pct_" + full).asDouble(0) / 100))
                : Optional.empty();
    }

    private static Row row(JsonNode object) {
        Map<String, String> cells = new HashMap<>();
        object.properties()
                .forEach(cell -> cells.put(cell.getKey(), cell.getValue().asString("")));
        return new Row(cells);
    }
}
