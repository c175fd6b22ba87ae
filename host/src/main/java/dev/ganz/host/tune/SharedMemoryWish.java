package dev.ganz.host.tune;

import dev.ganz.host.Machine;
import dev.ganz.host.advice.SharedMemorySize;

/** How large {@code /dev/shm} is to be. */
public sealed interface SharedMemoryWish {
    /** The size that is wanted of it on a machine; nothing where it wants 0 octets. */
    SharedMemorySize on(Machine machine);

    /** As the guests need that use it. */
    record OfGuests() implements SharedMemoryWish {
        @Override
        public SharedMemorySize on(Machine machine) {
            return SharedMemorySize.ofGuests(machine);
        }
    }

    /** As VMware's hosted products need it. */
    record OfMemory() implements SharedMemoryWish {
        @Override
        public SharedMemorySize on(Machine machine) {
            return SharedMemorySize.ofMemory(machine);
        }
    }

    /** As the user says. */
    record Exactly(long octets) implements SharedMemoryWish {
        @Override
        public SharedMemorySize on(Machine machine) {
            return new SharedMemorySize(
                    octets, SharedMemorySize.ofMemory(machine).most(), "as you said");
        }
    }
}
