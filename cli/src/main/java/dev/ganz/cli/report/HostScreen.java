package dev.ganz.cli.report;

import dev.ganz.cli.report.Table.Cell;
import dev.ganz.host.Consumer;
import dev.ganz.host.CpuTime;
import dev.ganz.host.DiskLoad;
import dev.ganz.host.Machine;
import dev.ganz.host.Memory;
import dev.ganz.host.Sample;
import dev.ganz.host.Stall;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A frame of {@code ganz host watch}. */
public final class HostScreen {
    private static final int BAR = 24;
    private static final int MOST_CPUS = 8;
    private static final int MOST_DISKS = 10;
    private static final int MOST_CONSUMERS = 8;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private HostScreen() {}

    public static String frame(Machine machine, Sample sample, Style style) {
        StringWriter out = new StringWriter();
        try {
            head(machine, sample, style, out);
            cpus(sample, style, out);
            disks(machine, sample, style, out);
            consumers(sample, style, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }

    private static void head(Machine machine, Sample sample, Style style, StringWriter out) throws IOException {
        String time = CLOCK.format(Instant.ofEpochMilli(sample.time()).atZone(ZoneId.systemDefault()));
        out.write(style.paint(Tone.HEADING, Columns.harmless(machine.name())) + "  " + time);
        sample.tasks()
                .ifPresent(tasks -> out.write("  " + (long) tasks.running() + " running, "
                        + style.paint(
                                tasks.blocked() > 0 ? Tone.WARNING : Tone.PLAIN, (long) tasks.blocked() + " blocked")));
        sample.memory().ifPresent(memory -> out.write("  " + memory(memory)));
        out.write("\n\n");
        Table pressure = new Table().words("pressure").numbers("some", "full").words("");
        pressure(pressure, "cpu", sample.pressure().cpu(), style);
        pressure(pressure, "io", sample.pressure().io(), style);
        pressure(pressure, "memory", sample.pressure().memory(), style);
        if (pressure.isEmpty()) {
            out.write("  the kernel tells no pressure (" + machine.pressure() + ")\n");
        } else {
            pressure.write(style, out);
        }
        out.write("\n");
    }

    private static String memory(Memory memory) {
        String swapping = memory.swappedIn() + memory.swappedOut() > 0
                ? ", swapping " + Quantity.count(Math.round(memory.swappedIn() + memory.swappedOut())) + " pages/s"
                : "";
        return Quantity.octets((double) memory.available()) + " of " + Quantity.octets((double) memory.total())
                + " available" + swapping;
    }

    private static void pressure(Table table, String resource, Optional<Stall> stall, Style style) {
        stall.ifPresent(told -> table.row(
                resource,
                Quantity.percent(told.some()),
                Quantity.percent(told.full()),
                new Cell(style.bar(told.some(), BAR), tone(told.some(), 0.1, 0.4))));
    }

    private static void cpus(Sample sample, Style style, StringWriter out) throws IOException {
        Table table = new Table()
                .words("CPU")
                .numbers("busy", "iowait", "steal", "idle")
                .words("");
        List<CpuTime> shown = sample.cpus().size() <= MOST_CPUS + 1
                ? sample.cpus()
                : sample.cpus().stream()
                        .sorted(Comparator.comparing(
                                        (CpuTime cpu) -> !cpu.name().equals(CpuTime.ALL))
                                .thenComparing(Comparator.comparingDouble(CpuTime::iowait)
                                        .reversed()))
                        .limit(MOST_CPUS + 1)
                        .toList();
        for (CpuTime cpu : shown) {
            table.row(
                    cpu.name(),
                    Quantity.percent(cpu.busy()),
                    new Cell(Quantity.percent(cpu.iowait()), tone(cpu.iowait(), 0.2, 0.4)),
                    new Cell(Quantity.percent(cpu.steal()), tone(cpu.steal(), 0.1, 0.3)),
                    Quantity.percent(cpu.idle()),
                    new Cell(style.bar(cpu.busy(), BAR), Tone.BAR));
        }
        table.write(style, out);
        out.write("\n");
    }

    private static void disks(Machine machine, Sample sample, Style style, StringWriter out) throws IOException {
        Table table = new Table()
                .words("disk")
                .words("kind")
                .numbers("reads/s", "writes/s", "bytes/s", "await", "queue", "busy")
                .words("");
        sample.disks().stream()
                .sorted(Comparator.comparingDouble(DiskLoad::queue).reversed().thenComparing(DiskLoad::name))
                .limit(MOST_DISKS)
                .forEach(disk -> table.row(
                        disk.name(),
                        machine.device(disk.name()).kind().words(),
                        Quantity.count(Math.round(disk.reads())),
                        Quantity.count(Math.round(disk.writes())),
                        Quantity.octets(Math.rint(disk.octets())),
                        Quantity.duration(Math.round(disk.await() * 1e9)),
                        Quantity.amount(Math.round(disk.queue() * 100) / 100.0),
                        Quantity.percent(disk.utilisation()),
                        new Cell(style.bar(disk.utilisation(), BAR), tone(disk.utilisation(), 0.7, 0.95))));
        if (table.isEmpty()) {
            out.write("  no disk did anything yet\n");
        } else {
            table.write(style, out);
        }
        out.write("\n");
    }

    private static void consumers(Sample sample, Style style, StringWriter out) throws IOException {
        Table table =
                new Table().words("who").numbers("reads", "writes", "blocked").words("sleeps in");
        for (Consumer consumer : sample.consumers()
                .subList(0, Math.min(MOST_CONSUMERS, sample.consumers().size()))) {
            table.row(
                    consumer.owner().toString(),
                    Quantity.octets(Math.rint(consumer.readOctets())) + "/s",
                    Quantity.octets(Math.rint(consumer.writtenOctets())) + "/s",
                    new Cell(String.valueOf(consumer.blocked()), consumer.blocked() > 0 ? Tone.WARNING : Tone.QUIET),
                    consumer.waitsIn());
        }
        if (!table.isEmpty()) {
            table.write(style, out);
        }
    }

    private static Tone tone(double value, double warning, double bad) {
        return value >= bad ? Tone.BAD : value >= warning ? Tone.WARNING : Tone.PLAIN;
    }
}
