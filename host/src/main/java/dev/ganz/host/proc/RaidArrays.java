package dev.ganz.host.proc;

import dev.ganz.host.RaidArray;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** /proc/mdstat, md(4). */
final class RaidArrays {
    private static final Pattern ARRAY = Pattern.compile("(md\\S*) : active(?: \\([^)]*\\))? (?:raid\\d+|linear) (.*)");
    private static final Pattern MEMBER = Pattern.compile("([\\w!-]+)\\[\\d+](?:\\([A-Z]\\))*");
    private static final Pattern MISSING = Pattern.compile("\\[([U_]+)]");
    private static final Pattern ACTIVITY = Pattern.compile("\\b(check|resync|recovery|reshape)\\s*=\\s*[\\d.]+%");

    private RaidArrays() {}

    static List<RaidArray> parse(List<String> mdstat) {
        List<RaidArray> arrays = new ArrayList<>();
        for (String line : mdstat) {
            Matcher array = ARRAY.matcher(line);
            if (array.matches()) {
                List<String> members = new ArrayList<>();
                for (Matcher member = MEMBER.matcher(array.group(2)); member.find(); ) {
                    members.add(member.group(1));
                }
                arrays.add(new RaidArray(array.group(1), members, 0, "idle"));
            } else if (!arrays.isEmpty()) {
                arrays.add(told(arrays.removeLast(), line));
            }
        }
        return arrays;
    }

    private static RaidArray told(RaidArray array, String line) {
        Matcher missing = MISSING.matcher(line);
        Matcher activity = ACTIVITY.matcher(line);
        return new RaidArray(
                array.name(),
                array.members(),
                missing.find()
                        ? (int) missing.group(1).chars().filter(c -> c == '_').count()
                        : array.missing(),
                activity.find() ? activity.group(1) : array.activity());
    }
}
