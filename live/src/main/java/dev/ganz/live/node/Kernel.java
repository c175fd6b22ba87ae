package dev.ganz.live.node;

import dev.ganz.linux.Errno;
import dev.ganz.linux.SyscallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Settings of the network namespace that the calling thread is in, sysctl(8). */
final class Kernel {
    private static final Path NET = Path.of("/proc/sys/net");

    private Kernel() {}

    /** Settings of every node: addresses work at once, nothing is taken over from this machine. */
    static void prepare() throws IOException {
        set("ipv6/conf/default/accept_dad", "0");
        set("ipv6/conf/default/accept_ra", "0");
        set("ipv4/conf/all/rp_filter", "0");
        set("ipv4/conf/default/rp_filter", "0");
    }

    /** Settings of a router: it forwards, and spreads flows over equal routes by addresses and ports. */
    static void forward() throws IOException {
        set("ipv4/ip_forward", "1");
        set("ipv6/conf/all/forwarding", "1");
        set("ipv4/fib_multipath_hash_policy", "1");
        set("ipv6/fib_multipath_hash_policy", "1");
        // What a link without carrier led to may have another way.
        set("ipv4/conf/all/ignore_routes_with_linkdown", "1");
        set("ipv6/conf/all/ignore_routes_with_linkdown", "1");
        set("ipv6/conf/default/ignore_routes_with_linkdown", "1");
    }

    /** Settings of a namespace that only passes frames on. */
    static void staySilent() throws IOException {
        set("ipv6/conf/all/disable_ipv6", "1");
        set("ipv6/conf/default/disable_ipv6", "1");
        for (String filter : new String[] {"arptables", "ip6tables", "iptables"}) {
            set("bridge/bridge-nf-call-" + filter, "0");
        }
    }

    /** Sets what this kernel has: a kernel without IPv6 has no settings for it. */
    private static void set(String name, String value) throws IOException {
        try {
            Files.writeString(NET.resolve(name), value);
        } catch (NoSuchFileException absent) {
            // nothing to set
        } catch (IOException refused) {
            throw new SyscallException("set net." + name.replace('/', '.') + " to " + value, Errno.EACCES);
        }
    }
}
