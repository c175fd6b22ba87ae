package dev.ganz.lab.file;

import dev.ganz.lab.Fault;
import dev.ganz.lab.Fault.Crash;
import dev.ganz.lab.Fault.LinkDown;
import dev.ganz.lab.Fault.LinkSet;
import dev.ganz.lab.Fault.Partition;
import dev.ganz.lab.ImpairmentChange;
import dev.ganz.lab.LinkReference;
import dev.ganz.lab.file.Yaml.Mapping;
import dev.ganz.lab.file.Yaml.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads {@code faults}. */
final class FaultReader {
    private final Problems problems;

    FaultReader(Problems problems) {
        this.problems = problems;
    }

    /** The fault; empty if it is reported as wrong. */
    Optional<Fault> read(Yaml item) {
        Words words = new Words((Mapping) item, problems);
        long at = words.duration("at", 0);
        OptionalLong duration = words.duration("for");
        if (words.has("crash")) {
            refuse(words, "restart in a crash", "for", "link", "down", "set", "partition");
            return Optional.of(new Crash(at, words.duration("restart"), words.text("node", "")));
        }
        if (words.has("partition")) {
            refuse(words, "partition by itself", "restart", "link", "down", "set", "node");
            return Optional.of(new Partition(at, duration, groups(words)));
        }
        refuse(words, "the words of a link fault", "restart", "node");
        Optional<LinkReference> link = words.parsed("link", LinkReference::parse);
        if (words.has("down")) {
            return link.map(reference -> new LinkDown(at, duration, reference));
        }
        ImpairmentChange change = ImpairmentReader.read(words.in("set"));
        if (change.words().isEmpty()) {
            problems.add(
                    words.value("set") == null ? item : words.in("set").mapping(),
                    "expected at least one word to set, found none");
        }
        return link.map(reference -> new LinkSet(at, duration, reference, change));
    }

    private void refuse(Words words, String expected, String... others) {
        for (String other : others) {
            Yaml.Entry entry = words.mapping().entry(other);
            if (entry != null) {
                problems.add(entry.at(), "expected " + expected + ", found \"" + other + "\" with it");
            }
        }
    }

    private List<SortedSet<String>> groups(Words words) {
        List<SortedSet<String>> groups = new ArrayList<>();
        for (Yaml group : words.values("partition")) {
            SortedSet<String> members = new TreeSet<>();
            for (Yaml member : ((Sequence) group).items()) {
                if (!members.add(Words.textOf(member))) {
                    problems.add(member, "expected each node once, found " + member.describe() + " a second time");
                }
            }
            groups.add(members);
        }
        return groups;
    }
}
