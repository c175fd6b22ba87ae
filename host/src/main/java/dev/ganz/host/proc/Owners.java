package dev.ganz.host.proc;

import dev.ganz.host.Owner;
import dev.ganz.host.Owner.Kind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells who runs a process from its command line and its control groups. */
final class Owners {
    private record Form(Pattern pattern, Kind kind) {}

    private static final List<Form> FORMS = List.of(
            form("/machine-qemu\\\\x2d\\d+\\\\x2d(.+?)\\.scope", Kind.GUEST),
            form("/libvirt/qemu/([^/]+)", Kind.GUEST),
            form("/machine/([^/]+)\\.libvirt-qemu", Kind.GUEST),
            form("/qemu\\.slice/(\\d+)\\.scope", Kind.GUEST),
            form("/(?:docker|libpod|cri-containerd|crio)-([0-9a-f]{12})[0-9a-f]*\\.scope", Kind.CONTAINER),
            form("/(?:docker|libpod)/([0-9a-f]{12})", Kind.CONTAINER),
            form("/kubepods[^/]*/.*?([0-9a-f]{12})[0-9a-f]{52}", Kind.CONTAINER),
            form("/lxc\\.payload\\.([^/]+)", Kind.CONTAINER),
            form("/lxc/([^/]+)", Kind.CONTAINER),
            form("/systemd-nspawn@(.+?)\\.service", Kind.CONTAINER),
            form("/machine-(.+?)\\.scope", Kind.CONTAINER),
            form("/system\\.slice/(?:[^/]+\\.slice/)*([^/]+?)\\.service", Kind.SERVICE));

    private Owners() {}

    private static Form form(String pattern, Kind kind) {
        return new Form(Pattern.compile(pattern), kind);
    }

    /**
     * @param name as the kernel calls the process
     * @param arguments of its command line; none of a kernel thread
     * @param cgroups lines of /proc/PID/cgroup
     */
    static Owner of(String name, List<String> arguments, List<String> cgroups) {
        if (arguments.isEmpty()) {
            return new Owner(Kind.KERNEL, name);
        }
        CommandLine command = new CommandLine(arguments);
        if (command.isGuest()) {
            return new Owner(Kind.GUEST, command.guestName());
        }
        for (Form form : FORMS) {
            for (String line : cgroups) {
                Matcher match = form.pattern.matcher(line);
                if (match.find()) {
                    return new Owner(form.kind, unescape(match.group(1)));
                }
            }
        }
        return new Owner(Kind.PROCESS, name);
    }

    /** systemd-escape(1) writes {@code -} as {@code \x2d}. */
    private static String unescape(String unit) {
        return Pattern.compile("\\\\x([0-9a-f]{2})")
                .matcher(unit)
                .replaceAll(hex -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex.group(1), 16))));
    }
}
