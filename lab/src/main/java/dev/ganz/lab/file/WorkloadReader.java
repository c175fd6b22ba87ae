package dev.ganz.lab.file;

import dev.ganz.lab.Workload;
import dev.ganz.lab.Workload.Restart;
import dev.ganz.lab.file.Yaml.Entry;
import dev.ganz.lab.file.Yaml.Scalar;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what runs on a node. */
final class WorkloadReader {
    private static final List<String> KEYS =
            List.of("image", "program", "exec", "run", "restart-policy", "ready", "depends", "binds", "env");

    private WorkloadReader() {}

    static Workload read(Words words, String node) {
        if (KEYS.stream().noneMatch(words::has)) {
            return Workload.NONE;
        }
        SortedMap<String, String> environment = new TreeMap<>();
        for (Entry entry : words.in("env").mapping().entries()) {
            if (entry.value() instanceof Scalar scalar && !scalar.isNull()) {
                environment.put(entry.key(), named(scalar.text(), node));
            }
        }
        return new Workload(
                words.text("image"),
                words.text("program"),
                all(words.texts("exec"), node),
                all(words.texts("run"), node),
                restart(words.text("restart-policy", "no")),
                words.text("ready").map(text -> named(text, node)),
                words.texts("depends"),
                all(words.texts("binds"), node),
                environment);
    }

    /** The words are containerlab's; nobody stops a single command, so that two of them mean the same. */
    private static Restart restart(String policy) {
        return switch (policy) {
            case "always", "unless-stopped" -> Restart.ALWAYS;
            case "on-failure" -> Restart.ON_FAILURE;
            default -> Restart.NO;
        };
    }

    private static List<String> all(List<String> texts, String node) {
        return texts.stream().map(text -> named(text, node)).toList();
    }

    /** Containerlab's word for the node's own name, which makes inherited commands differ. */
    private static String named(String text, String node) {
        return text.contains("__clabNodeName__") ? text.replace("__clabNodeName__", node) : text;
    }
}
