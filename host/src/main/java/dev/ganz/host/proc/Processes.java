package dev.ganz.host.proc;

import dev.ganz.host.Consumer;
import dev.ganz.host.Guest;
import dev.ganz.host.Owner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sweeps over the processes of /proc. Remembers who runs each, as that costs three more files. Not for two threads at once. */
final class Processes {
    /** Tasks of a process that are looked at. */
    private static final int MOST_TASKS = 256;

    private final Tree tree;
    private Map<String, ProcessCounters> last = new HashMap<>();

    Processes(Tree tree) {
        this.tree = tree;
    }

    /** All processes, by their numbers. */
    Map<String, ProcessCounters> sweep() {
        Map<String, ProcessCounters> processes = new HashMap<>();
        for (String name : tree.names("/proc")) {
            if (Character.isDigit(name.charAt(0))) {
                read(name, processes);
            }
        }
        last = processes;
        return processes;
    }

    private void read(String pid, Map<String, ProcessCounters> processes) {
        String directory = "/proc/" + pid;
        String stat = tree.line(directory + "/stat");
        int end = stat.lastIndexOf(')'); // the name before it may contain anything
        int begin = stat.indexOf('(');
        if (begin < 0 || end < begin) {
            return;
        }
        Words words = Words.of(stat.substring(end + 1));
        long started = words.number(19);
        ProcessCounters before = last.get(pid);
        Owner owner = before != null && before.started() == started
                ? before.owner()
                : Owners.of(stat.substring(begin + 1, end), arguments(pid), tree.lines(directory + "/cgroup"));
        NamedNumbers io = NamedNumbers.parse(tree.lines(directory + "/io"));
        int blocked = owner.kind() == Owner.Kind.GUEST
                ? blockedTasks(directory)
                : words.word(0).equals("D") ? 1 : 0;
        processes.put(
                pid,
                new ProcessCounters(
                        started,
                        owner,
                        io.number("read_bytes"),
                        Math.max(0, io.number("write_bytes") - io.number("cancelled_write_bytes")),
                        blocked,
                        blocked > 0 ? tree.line(directory + "/wchan") : ""));
    }

    /** A guest's requests are made by threads beside the main one. */
    private int blockedTasks(String directory) {
        int blocked = 0;
        List<String> tasks = tree.names(directory + "/task");
        for (String task : tasks.subList(0, Math.min(MOST_TASKS, tasks.size()))) {
            String stat = tree.line(directory + "/task/" + task + "/stat");
            if (stat.startsWith("D", stat.lastIndexOf(')') + 2)) {
                blocked++;
            }
        }
        return blocked;
    }

    private List<String> arguments(String pid) {
        String text = tree.text("/proc/" + pid + "/cmdline").orElse("");
        List<String> arguments = new ArrayList<>(List.of(text.split("\0", -1)));
        if (arguments.getLast().isEmpty()) {
            arguments.removeLast();
        }
        return arguments;
    }

    /** The virtual machines among the processes. */
    List<Guest> guests() {
        List<Guest> guests = new ArrayList<>();
        last.forEach((pid, process) -> {
            CommandLine command = new CommandLine(arguments(pid));
            if (process.owner().kind() == Owner.Kind.GUEST && command.isGuest()) {
                guests.add(command.guest());
            }
        });
        guests.sort(Comparator.comparing(Guest::name));
        return guests;
    }

    /** Who has an io_uring open, as far as we may see. */
    List<Owner> ringUsers() {
        SortedSet<Owner> users = new TreeSet<>();
        last.forEach((pid, process) -> {
            String descriptors = "/proc/" + pid + "/fd";
            for (String descriptor : tree.names(descriptors)) {
                if (tree.link(descriptors + "/" + descriptor).equals("anon_inode:[io_uring]")) {
                    users.add(process.owner());
                    return;
                }
            }
        });
        return List.copyOf(users);
    }

    /** What owners asked for between two sweeps: those that asked or wait, the greatest first. */
    static List<Consumer> between(
            Map<String, ProcessCounters> before, Map<String, ProcessCounters> now, double seconds) {
        SortedMap<Owner, Consumer> owners = new TreeMap<>();
        now.forEach((pid, process) -> {
            ProcessCounters earlier = before.get(pid);
            // One that started in between did all of it in between.
            ProcessCounters from =
                    earlier != null && earlier.started() == process.started() ? earlier : ProcessCounters.NONE;
            long read = process.readOctets() - from.readOctets();
            long written = process.writtenOctets() - from.writtenOctets();
            if (read > 0 || written > 0 || process.blocked() > 0) {
                Consumer one = new Consumer(
                        process.owner(),
                        Math.max(0, read) / seconds,
                        Math.max(0, written) / seconds,
                        process.blocked(),
                        process.waitsIn());
                owners.merge(process.owner(), one, Processes::sum);
            }
        });
        return owners.values().stream()
                .sorted(Comparator.comparingDouble(Consumer::octets).reversed())
                .toList();
    }

    private static Consumer sum(Consumer a, Consumer b) {
        return new Consumer(
                a.owner(),
                a.readOctets() + b.readOctets(),
                a.writtenOctets() + b.writtenOctets(),
                a.blocked() + b.blocked(),
                a.waitsIn().isEmpty() ? b.waitsIn() : a.waitsIn());
    }
}
