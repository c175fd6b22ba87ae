package dev.ganz.live;

import dev.ganz.lab.InvalidInput;
import dev.ganz.linux.User;
import dev.ganz.live.control.RunDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Tries what labs in real time need of this machine, and says what to do about what is missing. */
public final class Doctor {
    private static final long PATIENCE = 10;
    private static final List<String> NAMESPACES =
            List.of("unshare", "--user", "--map-root-user", "--net", "--mount", "--uts", "--ipc");

    private final Map<String, String> environment;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * What was found.
     *
     * @param needed whether no lab runs without it
     * @param remedy what to do; empty where all is well
     */
    public record Finding(String what, boolean fine, boolean needed, String remedy) {}

    private Doctor(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Looks at everything; nothing of it remains. */
    public static List<Finding> examine(Map<String, String> environment) {
        Doctor doctor = new Doctor(environment);
        doctor.namespaces();
        doctor.directory();
        doctor.users();
        doctor.program("ping", "to ping from nodes", "apt install iputils-ping");
        doctor.program("ip", "to look at nodes", "apt install iproute2");
        doctor.file("/usr/lib/frr/zebra", "nodes of kind frr", "apt install frr");
        doctor.file("/usr/sbin/bird", "nodes of kind bird", "apt install bird2");
        doctor.program("tshark", "to read captures", "apt install tshark");
        return List.copyOf(doctor.findings);
    }

    private void namespaces() {
        Ended unshare = run(List.of("unshare", "--version"));
        add("unshare of util-linux", unshare.fine(), true, "apt install util-linux");
        List<String> command = new ArrayList<>(NAMESPACES);
        command.add("true");
        Ended user = run(command);
        add("user namespaces", user.fine(), true, because(user, UserNamespace.remedy()));
        if (!user.fine()) {
            return;
        }
        List<String> nested = new ArrayList<>(NAMESPACES);
        nested.addAll(List.of("--pid", "--fork", "--mount-proc", "true"));
        Ended proc = run(nested);
        add(
                "a /proc of a lab's own",
                proc.fine(),
                true,
                because(
                        proc,
                        "; in a container give it an unmasked /proc: docker run --security-opt"
                                + " systempaths=unconfined --security-opt seccomp=unconfined, or --privileged"));
        List<String> sysfs = new ArrayList<>(NAMESPACES);
        sysfs.addAll(List.of("sh", "-c", "mount -t sysfs sysfs /sys && mount -t tmpfs tmpfs /run"));
        Ended mounts = run(sysfs);
        add(
                "mounts of a node's own",
                mounts.fine(),
                true,
                because(mounts, "; in a container: docker run --security-opt apparmor=unconfined, or --privileged"));
    }

    private void directory() {
        try {
            add("sockets in " + RunDirectory.of(environment).root(), true, true, "");
        } catch (InvalidInput refused) {
            add("a directory for sockets", false, true, String.valueOf(refused.getMessage()));
        }
    }

    /** Daemons change to users of their own, whom a lab of an ordinary user knows only with newuidmap(1). */
    private void users() {
        if (User.effective() == 0) {
            return;
        }
        String name = environment.getOrDefault("USER", System.getProperty("user.name", ""));
        add(
                "other users in labs (frr needs its own)",
                UserNamespace.hasMoreUsers(environment),
                false,
                "apt install uidmap, and as root: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 "
                        + name);
    }

    private void program(String name, String purpose, String remedy) {
        Ended found = run(List.of("sh", "-c", "PATH=$PATH:/usr/sbin:/sbin; command -v " + name));
        add(name + " (" + purpose + ")", found.fine(), false, remedy);
    }

    private void file(String path, String purpose, String remedy) {
        add(path + " (" + purpose + ")", Files.isExecutable(Path.of(path)), false, remedy);
    }

    private void add(String what, boolean fine, boolean needed, String remedy) {
        findings.add(new Finding(what, fine, needed, fine ? "" : remedy));
    }

    private static String because(Ended ended, String remedy) {
        return ended.complaint() + remedy;
    }

    /** @param complaint the last line that it wrote */
    private record Ended(boolean fine, String complaint) {}

    private static Ended run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = process.waitFor(PATIENCE, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            return new Ended(
                    ended && process.exitValue() == 0,
                    text.lines().reduce((_, last) -> last).orElse(""));
        } catch (IOException failure) {
            return new Ended(false, command.getFirst() + " is not there");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Ended(false, "interrupted");
        }
    }
}
