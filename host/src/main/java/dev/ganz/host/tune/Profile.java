package dev.ganz.host.tune;

import dev.ganz.host.HostException;
import dev.ganz.host.Machine;
import java.util.Arrays;
import java.util.List;

/**
 * What a machine is for. Compared with tuned's profiles of the same names in docs/host.md.
 *
 * @see Planner
 */
public enum Profile {
    /** Runs virtual machines. */
    VIRTUAL_HOST("virtual-host", 10, 128L << 20, 512L << 20, ""),
    /** Is a virtual machine. */
    VIRTUAL_GUEST("virtual-guest", 30, 0, 0, ""),
    /** Is a virtual machine with a database, which keeps its own cache. */
    DATABASE_GUEST("database-guest", 10, 64L << 20, 256L << 20, "madvise");

    private final String title;
    private final int swappiness;
    private final long backgroundOctets;
    private final long dirtyOctets;
    private final String hugePages;

    Profile(String title, int swappiness, long backgroundOctets, long dirtyOctets, String hugePages) {
        this.title = title;
        this.swappiness = swappiness;
        this.backgroundOctets = backgroundOctets;
        this.dirtyOctets = dirtyOctets;
        this.hugePages = hugePages;
    }

    /** What fits a machine. */
    public static Profile of(Machine machine) {
        return machine.virtual() ? VIRTUAL_GUEST : VIRTUAL_HOST;
    }

    /** The profile of this name. */
    public static Profile named(String name) {
        for (Profile profile : values()) {
            if (profile.title.equals(name)) {
                return profile;
            }
        }
        List<String> names = Arrays.stream(values()).map(Profile::toString).toList();
        throw new HostException("expected a profile of " + String.join(", ", names) + ", found \"" + name + "\"");
    }

    /** Of vm.swappiness. */
    int swappiness() {
        return swappiness;
    }

    /** Octets of vm.dirty_background_bytes; 0 to leave it. */
    long backgroundOctets() {
        return backgroundOctets;
    }

    /** Octets of vm.dirty_bytes; 0 to leave it. */
    long dirtyOctets() {
        return dirtyOctets;
    }

    /** Of transparent_hugepage/enabled; empty to leave it. */
    String hugePages() {
        return hugePages;
    }

    @Override
    public String toString() {
        return title;
    }
}
