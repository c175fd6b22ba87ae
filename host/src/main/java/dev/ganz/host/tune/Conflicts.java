package dev.ganz.host.tune;

import dev.ganz.host.proc.Tree;
import java.util.ArrayList;
import java.util.List;

/** Others on a machine that set the same: who wins, a sentence each. */
final class Conflicts {
    private static final String OURS = "90-ganz-host";

    private Conflicts() {}

    static List<String> with(Tree tree, List<Proposal> proposals) {
        List<String> sentences = new ArrayList<>();
        if (proposals.isEmpty()) {
            return sentences;
        }
        String tuned = tree.line("/etc/tuned/active_profile");
        if (!tuned.isEmpty() && (!tree.isLive() || tree.exists("/run/tuned"))) {
            sentences.add("tuned is active with the profile " + tuned
                    + " and sets the same again when it starts: tuned-adm off ends that");
        }
        for (String directory : List.of("/etc/udev/rules.d", "/usr/lib/udev/rules.d", "/lib/udev/rules.d")) {
            for (String name : tree.names(directory)) {
                boolean same = name.endsWith(".rules")
                        && !name.startsWith(OURS)
                        && tree.text(directory + "/" + name).orElse("").contains("ATTR{queue/scheduler}=\"");
                if (same && name.compareTo(OURS) > 0) {
                    sentences.add(directory + "/" + name + " sets schedulers after " + UdevRules.PATH
                            + " and wins at the next boot");
                }
            }
        }
        later(tree, sentences);
        return sentences;
    }

    private static void later(Tree tree, List<String> sentences) {
        for (String name : tree.names("/etc/sysctl.d")) {
            if (name.endsWith(".conf") && name.compareTo(OURS) > 0 && !name.startsWith(OURS)) {
                sysctl(tree, "/etc/sysctl.d/" + name, sentences);
            }
        }
        sysctl(tree, "/etc/sysctl.conf", sentences);
    }

    private static void sysctl(Tree tree, String path, List<String> sentences) {
        boolean same = tree.text(path)
                .orElse("")
                .lines()
                .anyMatch(line -> line.matches("\\s*-?vm[./](?:swappiness|dirty_\\w+)\\s*=.*"));
        if (same) {
            sentences.add(path + " sets the same after ours and wins at the next boot");
        }
    }
}
