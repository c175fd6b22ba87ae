package dev.ganz.live;

import dev.ganz.linux.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The user namespace of a lab, in which its user is root. An ordinary user gets one from unshare(1), with the users of /etc/subuid
 * where newuidmap(1) may give them; root, who has no line there, makes one with all users by its own right.
 *
 * @param prefix the beginning of the command that runs in it
 * @param holder the process that keeps it until that command is there
 */
record UserNamespace(List<String> prefix, @Nullable Process holder) implements AutoCloseable {
    private static final String ALL_USERS = "0 0 4294967295\n";

    static UserNamespace make(Map<String, String> environment) throws IOException {
        return User.effective() == 0 ? ofRoot() : new UserNamespace(ofUser(environment), null);
    }

    @Override
    public void close() {
        if (holder != null) {
            holder.destroy();
        }
    }

    /** What to do where the kernel gives no user namespaces, as far as its settings tell; begins with a semicolon, or is empty. */
    static String remedy() {
        if (User.effective() == 0) {
            return "";
        }
        if ("0".equals(setting("kernel/unprivileged_userns_clone"))) {
            return "; this machine gives users no namespaces: sysctl -w kernel.unprivileged_userns_clone=1 as root";
        }
        if ("1".equals(setting("kernel/apparmor_restrict_unprivileged_userns"))) {
            return "; AppArmor keeps users from namespaces:"
                    + " sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 as root";
        }
        if ("0".equals(setting("user/max_user_namespaces"))) {
            return "; this machine gives no user namespaces: sysctl -w user.max_user_namespaces=10000 as root";
        }
        return "";
    }

    /** Whether the namespace of an ordinary user can have more users than one. */
    static boolean hasMoreUsers(Map<String, String> environment) {
        String name = environment.getOrDefault("USER", System.getProperty("user.name", ""));
        return Files.isExecutable(Path.of("/usr/bin/newuidmap"))
                && hasRange("/etc/subuid", name)
                && hasRange("/etc/subgid", name);
    }

    private static List<String> ofUser(Map<String, String> environment) {
        return hasMoreUsers(environment)
                ? List.of("unshare", "--user", "--map-root-user", "--map-auto")
                : List.of("unshare", "--user", "--map-root-user");
    }

    private static boolean hasRange(String file, String user) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .anyMatch(line -> line.startsWith(user + ":") || line.startsWith(User.effective() + ":"));
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static UserNamespace ofRoot() throws IOException {
        Process holder = new ProcessBuilder("unshare", "--user", "sh", "-c", "echo; exec cat").start();
        if (holder.getInputStream().read() < 0) {
            throw new IOException("unshare: "
                    + new String(holder.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                            .strip());
        }
        Path process = Path.of("/proc", String.valueOf(holder.pid()));
        Files.writeString(process.resolve("uid_map"), ALL_USERS);
        Files.writeString(process.resolve("gid_map"), ALL_USERS);
        return new UserNamespace(
                List.of("nsenter", "--user=" + process.resolve("ns/user"), "--setuid", "0", "--setgid", "0", "unshare"),
                holder);
    }

    private static @Nullable String setting(String name) {
        try {
            return Files.readString(Path.of("/proc/sys", name)).strip();
        } catch (IOException absent) {
            return null;
        }
    }
}
