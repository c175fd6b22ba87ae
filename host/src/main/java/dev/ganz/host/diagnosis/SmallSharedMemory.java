package dev.ganz.host.diagnosis;

import dev.ganz.host.FileSystem;
import dev.ganz.host.Guest;
import dev.ganz.host.Machine;
import dev.ganz.host.advice.SharedMemorySize;
import java.util.List;
import java.util.Optional;

/** {@code /dev/shm} holds less than the memory of the guests that lies there. */
final class SmallSharedMemory implements Rule {
    @Override
    public List<Finding> judge(Situation situation) {
        Machine machine = situation.machine();
        Optional<FileSystem> shared = machine.mountedAt("/dev/shm").filter(each -> each.octets() > 0);
        List<Guest> guests = machine.guests().stream().filter(Guest::shared).toList();
        long memory = guests.stream().mapToLong(Guest::memory).sum();
        if (shared.isEmpty() || memory <= shared.get().octets()) {
            return List.of();
        }
        SharedMemorySize size = SharedMemorySize.ofGuests(machine);
        return List.of(new Finding(
                "small-shared-memory",
                "/dev/shm",
                Severity.WARNING,
                2,
                "/dev/shm is smaller than the memory of the guests that lies in it",
                "as it is mounted",
                List.of(
                        new Evidence(
                                "shared_memory_octets",
                                (double) shared.get().octets(),
                                "/dev/shm holds " + Figures.octets(shared.get().octets())),
                        new Evidence(
                                "guest_memory_octets",
                                (double) memory,
                                guests.size() + " guests have " + Figures.octets(memory) + " there")),
                List.of(),
                guests.stream().map(guest -> "VM " + guest.name()).toList(),
                List.of(new Advice(
                        "make it " + Figures.octets(size.size()) + ": ganz host tune"
                                + (size.isCapped()
                                        ? "; more than memory and swap hold is not safe, so move a guest away"
                                        : ""),
                        "guests that touch all of their memory are not killed")),
                Confidence.HIGH,
                "by the command lines of the guests",
                "Documentation/filesystems/tmpfs.rst"));
    }
}
