package dev.ganz.lab.file;

import dev.ganz.prop.Gen;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Texts that look like labs: right words in right places, mostly, with values of all sorts. */
final class LabTexts implements Gen<String> {
    private static final List<String> WORDS = List.of(
            "rate",
            "overhead",
            "cell",
            "cell-overhead",
            "delay",
            "jitter",
            "correlation",
            "distribution",
            "ordered",
            "loss",
            "ecn",
            "duplicate",
            "corrupt",
            "reorder",
            "gap",
            "limit",
            "slot",
            "seed",
            "dely");
    private static final List<String> VALUES = List.of(
            "20ms",
            "1 ms",
            "0",
            "0.0",
            "5",
            "-1",
            "1.5",
            "10mbit",
            "10Mbit/s",
            "1Kibit",
            "100kbps",
            "64kB",
            "1%",
            "0.5 %",
            "101%",
            "1% 25%",
            "gemodel 1% 10%",
            "state 1% 2% 3%",
            "random 3%",
            "normal",
            "true",
            "false",
            "[1, 2]",
            "{ a: 1 }",
            "~",
            "20ms 2ms 25%",
            "20ms 30ms packets 3",
            "distribution pareto 1ms 2ms",
            "{ min: 1ms, max: 2ms }",
            "0x10",
            "1e3",
            ".inf",
            "{ random: 1% }",
            "{ gemodel: { p: 1% } }",
            "{ packets: 3, bytes: 1kB }",
            "{ chance: 1% }",
            "\"\"",
            "99999999999999999999",
            "1us",
            "3µs",
            "2min",
            "00",
            "+5ms",
            "1B",
            "8bit");
    private static final List<String> NODE_WORDS = List.of(
            "kind: host",
            "kind: router",
            "kind: switch",
            "kind: linux",
            "ipv4: 10.0.0.1/24",
            "ipv6: \"fd00::1/64\"",
            "gateway: 10.0.0.2",
            "costs: { eth1: 5 }",
            "vlans: { eth1: 10 }",
            "routing: static",
            "ageing: 5s",
            "coordinates: [1.5, -2]",
            "loopback: 10.9.9.9/32",
            "routes: [\"10.9.0.0/16 via b\"]",
            "exec: [x]",
            "env: { A: 1 }",
            "image: 3",
            "neighbours: static",
            "ports: [\"80:80\"]",
            "cpu: 1.5",
            "ipv4: 10.0.0.300/24",
            "mgmt-ipv4: 1.2.3.4");
    private static final List<String> PARTS = List.of(
            "traffic: [ { ping: { from: a, to: b } } ]\n",
            "traffic: [ { udp: { from: a, to: b, rate: 1mbit, for: 1s } } ]\n",
            "traffic: [ { ping: { from: a, to: b, every: %v, count: 2 } } ]\n",
            "faults: [ { at: %v, link: \"a:eth1\", down: true } ]\n",
            "faults: [ { at: 1s, for: %v, link: \"a:eth1->\", set: { %w: %v } } ]\n",
            "expect: [ { reachable: [a, b], within: %v } ]\n",
            "expect: [ { reachable: [a, b], at: 1s, is: %v } ]\n",
            "duration: %v\n",
            "seed: %v\n",
            "name: %v\n");

    @Override
    public String next(RandomGenerator random, int size) {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(3) == 0) {
            text.append(filled(pick(PARTS, random), random));
        }
        text.append("topology:\n  nodes:\n    a: { ")
                .append(node(random))
                .append(" }\n    b: { kind: router }\n  links:\n");
        text.append("    - endpoints: [\"a:eth1\", \"b:eth1\"]\n");
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            words.add(filled("%w: %v", random));
        }
        text.append("      impair: { ").append(String.join(", ", words)).append(" }\n");
        return random.nextInt(20) == 0 ? damaged(text.toString(), random) : text.toString();
    }

    private static String node(RandomGenerator random) {
        List<String> words = new ArrayList<>(List.of(random.nextInt(5) > 0 ? "kind: host" : pick(NODE_WORDS, random)));
        for (int i = random.nextInt(3); i > 0; i--) {
            String word = pick(NODE_WORDS, random);
            if (!word.startsWith("kind")) {
                words.add(word);
            }
        }
        return String.join(", ", words);
    }

    private static String filled(String form, RandomGenerator random) {
        String text = form;
        while (text.contains("%w")) {
            text = text.replaceFirst("%w", pick(WORDS, random));
        }
        while (text.contains("%v")) {
            text = text.replaceFirst("%v", pick(VALUES, random).replace("$", "\\$"));
        }
        return text;
    }

    private static String damaged(String text, RandomGenerator random) {
        int at = random.nextInt(text.length());
        return text.substring(0, at) + (char) random.nextInt(32, 127) + text.substring(at + random.nextInt(2));
    }

    private static String pick(List<String> values, RandomGenerator random) {
        return values.get(random.nextInt(values.size()));
    }
}
