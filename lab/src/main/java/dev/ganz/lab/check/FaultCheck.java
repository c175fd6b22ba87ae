package dev.ganz.lab.check;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Fault;
import dev.ganz.lab.Fault.Crash;
import dev.ganz.lab.Fault.LinkDown;
import dev.ganz.lab.Fault.LinkSet;
import dev.ganz.lab.Fault.Partition;
import dev.ganz.lab.Interface;
import dev.ganz.lab.Link;
import dev.ganz.lab.LinkReference;
import dev.ganz.lab.NearestWord;
import dev.ganz.lab.Node;
import dev.ganz.lab.check.Problem.Part;
import dev.ganz.lab.unit.Durations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/** Faults of parts that exist, none of which sets what another one sets at the same time. */
final class FaultCheck {
    private final Findings findings;
    /** Who sets what, by the name of what is set. */
    private final Map<String, List<Span>> settings = new TreeMap<>();
    /** Faults that are known to clash: one message for each. */
    private final Set<Integer> reported = new HashSet<>();

    /** From when until when a fault sets something; {@link Long#MAX_VALUE}: until the end of the run. */
    private record Span(int fault, long begin, long end) {}

    FaultCheck(Findings findings) {
        this.findings = findings;
    }

    void check() {
        List<Fault> faults = findings.lab().faults();
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            findings.requireTime(Part.FAULT, i, "at", fault.at());
            findings.requireSpan(Part.FAULT, i, fault instanceof Crash ? "restart" : "for", fault.duration());
            switch (fault) {
                case LinkDown down -> checkLink(i, down, down.link(), Set.of("down"));
                case LinkSet set -> {
                    new ImpairmentCheck(findings, Part.FAULT, i, "set/").check(set.change());
                    Set<String> words = new HashSet<>();
                    set.change()
                            .words()
                            .forEach(word -> words.add(
                                    word.name().toLowerCase(Locale.ROOT).replace('_', '-')));
                    checkLink(i, set, set.link(), words);
                }
                case Partition partition -> checkPartition(i, partition);
                case Crash crash -> {
                    if (findings.requireNode(Part.FAULT, i, "node", crash.node())) {
                        set(i, crash, "the power of \"" + crash.node() + "\"");
                    }
                }
            }
        }
        settings.forEach(this::checkOverlap);
    }

    private void checkLink(int at, Fault fault, LinkReference reference, Set<String> words) {
        Endpoint end = reference.endpoint();
        if (!findings.requireNode(Part.FAULT, at, "link", end.node())) {
            return;
        }
        OptionalInt number = findings.index().linkAt(end);
        if (number.isEmpty()) {
            Node node = findings.index().node(end.node()).orElseThrow();
            List<String> known = node.interfaces().stream().map(Interface::name).toList();
            findings.add(
                    Part.FAULT,
                    at,
                    "link",
                    "expected an interface of \"" + end.node() + "\" with a link, found \"" + end.interfaceName() + "\""
                            + NearestWord.hint(end.interfaceName(), known));
            return;
        }
        Link link = findings.lab().links().get(number.getAsInt());
        boolean first = link.a().equals(end);
        for (String word : words) {
            if (reference.direction() != LinkReference.Direction.INGRESS) {
                set(at, fault, "\"" + word + "\" of " + (first ? link.a() : link.b()) + "->");
            }
            if (reference.direction() != LinkReference.Direction.EGRESS) {
                set(at, fault, "\"" + word + "\" of " + (first ? link.b() : link.a()) + "->");
            }
        }
    }

    private void checkPartition(int at, Partition partition) {
        if (partition.groups().size() < 2) {
            findings.add(
                    Part.FAULT,
                    at,
                    "partition",
                    "expected at least 2 groups, found " + partition.groups().size());
        }
        Set<String> members = new HashSet<>();
        int group = 0;
        for (SortedSet<String> names : partition.groups()) {
            for (String name : names) {
                String word = "partition/" + group;
                if (!findings.requireNode(Part.FAULT, at, word, name)) {
                    continue;
                }
                if (members.add(name)) {
                    set(at, partition, "the group of \"" + name + "\"");
                } else {
                    findings.add(
                            Part.FAULT, at, word, "expected each node in one group, found \"" + name + "\" in two");
                }
            }
            group++;
        }
    }

    private void set(int at, Fault fault, String what) {
        OptionalLong duration = fault.duration();
        long end = duration.isPresent() && duration.getAsLong() < LabCheck.LONGEST_TIME
                ? Math.min(fault.at(), LabCheck.LONGEST_TIME) + duration.getAsLong()
                : Long.MAX_VALUE;
        settings.computeIfAbsent(what, _ -> new ArrayList<>()).add(new Span(at, fault.at(), end));
    }

    private void checkOverlap(String what, List<Span> spans) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparingLong(Span::begin).thenComparingInt(Span::fault));
        for (int i = 1; i < sorted.size(); i++) {
            Span before = sorted.get(i - 1);
            Span here = sorted.get(i);
            if (here.begin() < before.end() && reported.add(here.fault())) {
                findings.add(
                        Part.FAULT,
                        here.fault(),
                        "at",
                        "expected one fault at a time to set " + what
                                + ", found one at " + Durations.text(here.begin()) + " while another one from "
                                + Durations.text(before.begin())
                                + (before.end() == Long.MAX_VALUE
                                        ? " lasts to the end of the run"
                                        : " lasts to " + Durations.text(before.end())));
                return;
            }
        }
    }
}
