package dev.ganz.host.proc;

import dev.ganz.host.Guest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The command line of a process, which tells the name and memory of a virtual machine: qemu(1), VBoxHeadless, vmware-vmx. */
record CommandLine(List<String> arguments) {
    private static final Pattern QEMU = Pattern.compile("qemu-system-.*|qemu-kvm|kvm");
    private static final Pattern DRIVE_WORDS = Pattern.compile("(?:^|,)((?:cache|aio|iothread)[.\\w]*=[^,]*)");
    private static final Pattern JSON_WORDS = Pattern.compile("\"(aio|direct|no-flush)\":\\s*\"?(\\w+)");

    String program() {
        String path = arguments.isEmpty() ? "" : arguments.getFirst();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private boolean isQemu() {
        return QEMU.matcher(program()).matches();
    }

    private boolean isVirtualBox() {
        return program().equals("VBoxHeadless") || program().equals("VirtualBoxVM");
    }

    private boolean isVmware() {
        return program().equals("vmware-vmx");
    }

    boolean isGuest() {
        return isQemu() || isVirtualBox() || isVmware();
    }

    /** The name that its administrator gave it, or that of its first disk, or the program's. */
    String guestName() {
        if (isVmware()) {
            return base(arguments.getLast()).replaceFirst("\\.vmx$", "");
        }
        if (isVirtualBox()) {
            String comment = value("--comment");
            return comment.isEmpty() ? value("--startvm") : comment;
        }
        String name = value("-name");
        if (!name.isEmpty()) {
            return name.replaceFirst("^guest=", "")
                    .replaceFirst("(?<!,),(?!,).*", "")
                    .replace(",,", ",");
        }
        return values("-drive").stream()
                .map(drive -> part(drive, "file"))
                .filter(file -> !file.isEmpty())
                .map(CommandLine::base)
                .findFirst()
                .orElse(program());
    }

    Guest guest() {
        String hypervisor = isQemu() ? "QEMU" : isVmware() ? "VMware" : "VirtualBox";
        boolean shared = Stream.concat(values("-object").stream(), values("-mem-path").stream())
                .anyMatch(value ->
                        value.startsWith("/dev/shm") || part(value, "mem-path").startsWith("/dev/shm"));
        List<String> drives = new ArrayList<>();
        for (String drive : Stream.concat(values("-drive").stream(), values("-blockdev").stream())
                .toList()) {
            String words = String.join(",", words(drive));
            if (!words.isEmpty()) {
                drives.add(words);
            }
        }
        return new Guest(guestName(), hypervisor, isQemu() ? memory() : 0, shared, drives);
    }

    /** {@code -m 4096}, {@code -m 4G}, {@code -m size=4194304k,slots=2}: octets; 128 MiB if it does not say. */
    private long memory() {
        String size = value("-m").replaceFirst("^size=", "").replaceFirst(",.*", "");
        Matcher number = Pattern.compile("(\\d{1,12})([bBkKmMgGtT]?)").matcher(size);
        if (!number.matches()) {
            return 128L << 20;
        }
        int shift = switch (number.group(2)) {
            case "b", "B" -> 0;
            case "k", "K" -> 10;
            case "g", "G" -> 30;
            case "t", "T" -> 40;
            default -> 20;
        };
        return Long.parseLong(number.group(1)) << Math.min(shift, 40);
    }

    private static List<String> words(String drive) {
        List<String> words = new ArrayList<>();
        for (Matcher word = DRIVE_WORDS.matcher(drive); word.find(); ) {
            words.add(word.group(1));
        }
        for (Matcher word = JSON_WORDS.matcher(drive); word.find(); ) {
            words.add(word.group(1) + "=" + word.group(2));
        }
        return words;
    }

    private String value(String option) {
        List<String> values = values(option);
        return values.isEmpty() ? "" : values.getFirst();
    }

    private List<String> values(String option) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i + 1 < arguments.size(); i++) {
            if (arguments.get(i).equals(option) || arguments.get(i).equals("-" + option)) {
                values.add(arguments.get(i + 1));
            }
        }
        return values;
    }

    private static String part(String list, String key) {
        Matcher part =
                Pattern.compile("(?:^|,)" + Pattern.quote(key) + "=([^,]*)").matcher(list);
        return part.find() ? part.group(1) : "";
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
