package dev.ganz.live.node;

import dev.ganz.lab.Lab;
import dev.ganz.lab.Node;
import dev.ganz.linux.Mounts;
import dev.ganz.wire.addr.InterfaceAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that nodes see in place of this machine's: names of all nodes, no name servers, the node's own name. They lie in memory.
 *
 * @param directory where they lie, seen by this lab alone
 */
record NodeFiles(Path directory) {
    private static final String LOCALHOST = """
            127.0.0.1 localhost
            ::1 localhost ip6-localhost ip6-loopback
            """;

    /**
     * Writes the files of a lab with addresses.
     *
     * @param directory an empty one that is this lab's
     */
    static NodeFiles write(Path directory, Lab lab) throws IOException {
        Mounts.tmpfs(directory.toString(), "755");
        NodeFiles files = new NodeFiles(directory);
        Files.writeString(files.hosts(), hosts(lab));
        Files.writeString(files.resolver(), "");
        return files;
    }

    /** Removes them, as the lab is done with them. */
    void remove() throws IOException {
        Mounts.detach(directory.toString());
    }

    Path hosts() {
        return directory.resolve("hosts");
    }

    Path resolver() {
        return directory.resolve("resolv.conf");
    }

    Path hostname(String node) throws IOException {
        Path file = directory.resolve("hostname-" + node.replaceAll("[^\\w.-]", "_"));
        return Files.writeString(file, node + "\n");
    }

    /** hosts(5): each node with one address of each family, a router with those of itself and not of an interface. */
    private static String hosts(Lab lab) {
        StringBuilder text = new StringBuilder(LOCALHOST);
        for (Node node : lab.nodes()) {
            List<InterfaceAddress> addresses = Stream.concat(
                            node.loopbacks().stream(),
                            node.interfaces().stream().flatMap(nic -> nic.addresses().stream()))
                    .toList();
            for (int bits : new int[] {32, 128}) {
                addresses.stream()
                        .filter(each -> each.address().bits() == bits)
                        .findFirst()
                        .ifPresent(each -> text.append(each.address())
                                .append(' ')
                                .append(node.name())
                                .append('\n'));
            }
        }
        return text.toString();
    }
}
