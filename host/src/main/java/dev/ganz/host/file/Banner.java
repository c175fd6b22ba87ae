package dev.ganz.host.file;

import dev.ganz.host.Machine;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first line of sysstat's tools: {@code Linux 6.1.0 (host1)  11/22/26  _x86_64_  (2 CPU)}. */
final class Banner {
    private static final Pattern LINE =
            Pattern.compile("(?:Linux|SunOS|\\w+) (\\S+) \\((.*?)\\)\\s.*?(?:\\((\\d+) CPU\\))?\\s*");

    private Banner() {}

    static Machine machine(List<String> lines) {
        for (String line : lines) {
            Matcher banner = LINE.matcher(line);
            if (banner.matches()) {
                String cpus = banner.group(3);
                return Machine.named(
                        banner.group(2),
                        banner.group(1),
                        cpus == null || cpus.length() > 6 ? 0 : Integer.parseInt(cpus));
            }
        }
        return Machine.named("", "", 0);
    }
}
