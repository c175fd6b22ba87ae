package dev.ganz.live.node;

import static java.util.Objects.requireNonNull;

import dev.ganz.linux.Descriptor;
import dev.ganz.linux.Mounts;
import dev.ganz.linux.Namespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the programs of a node see: its network, its host name, names of the lab's nodes, and directories of its own for what programs
 * leave behind. Files and host name are prepared when the first program comes; a node that runs none costs a network namespace alone.
 */
public final class Room implements AutoCloseable {
    private static final Path HOSTS = Path.of("/etc/hosts");
    private static final Path RESOLVER = Path.of("/etc/resolv.conf");
    private static final Path HOSTNAME = Path.of("/etc/hostname");

    private final String name;
    private final Descriptor network;
    private final NodeFiles files;
    private @Nullable Descriptor mounts;
    private @Nullable Descriptor host;
    private boolean open = true;

    Room(String name, Descriptor network, NodeFiles files) {
        this.name = name;
        this.network = network;
        this.files = files;
    }

    /** Puts the calling thread into the node. It must be a platform thread that has not been in another one, and ends with its work. */
    public synchronized void enter() throws IOException {
        if (!open) {
            throw new IOException("node " + name + " has no power");
        }
        Namespace.NETWORK.enter(network);
        if (mounts == null || host == null) {
            Namespace.MOUNT.unshare();
            Namespace.UTS.unshare();
            furnish();
            mounts = Namespace.MOUNT.current();
            host = Namespace.UTS.current();
            return;
        }
        Namespace.leaveSharedDirectory();
        Namespace.MOUNT.enter(mounts);
        Namespace.UTS.enter(host);
    }

    /** Puts the calling thread into the node's network alone. */
    public void enterNetwork() throws IOException {
        Namespace.NETWORK.enter(network);
    }

    /** Ends all programs of the node and waits until none remains. */
    synchronized void evict() throws IOException {
        open = false;
        Occupants.evict(mounts == null ? List.of(network) : List.of(network, mounts));
    }

    private void furnish() throws IOException {
        Mounts.keepPrivate();
        Mounts.hostname(name);
        bind(files.hosts(), HOSTS);
        bind(files.resolver(), RESOLVER);
        bind(files.hostname(name), HOSTNAME);
        Mounts.sysfs("/sys");
        Mounts.tmpfs("/run", "755");
        Mounts.tmpfs("/tmp", "1777");
        if (Files.isSymbolicLink(RESOLVER) && Files.notExists(RESOLVER)) {
            Path target =
                    Path.of("/etc").resolve(Files.readSymbolicLink(RESOLVER)).normalize();
            Files.createDirectories(requireNonNull(target.getParent()));
            Files.createFile(target);
        }
    }

    private static void bind(Path source, Path target) throws IOException {
        if (Files.exists(target)) {
            Mounts.bind(source.toString(), target.toString());
        }
    }

    /** False once the node has lost its power. */
    public synchronized boolean isOpen() {
        return open;
    }

    @Override
    public synchronized void close() {
        open = false;
        network.close();
        if (mounts != null) {
            mounts.close();
        }
        if (host != null) {
            host.close();
        }
    }
}
