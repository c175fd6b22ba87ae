package dev.ganz.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * A child of this process, the leader of a session of its own, in the namespaces of the thread that started it. It starts by
 * posix_spawn(3), which copies no memory and reports a failed exec. Somebody must {@link #await} it, or it stays as a zombie.
 *
 * @param pid as this process sees it
 */
public record ChildProcess(long pid) {
    private static final int RDWR = 2;
    private static final short SETSIGDEF = 0x04;
    private static final short SETSIGMASK = 0x08;
    private static final short SETSID = 0x80;
    private static final long P_PID = 1;
    private static final long WEXITED = 4;
    private static final int CLD_EXITED = 1;

    /** Descriptors that the new process uses for a moment, within the least limit that there is. */
    private static final int SPARE = 1000;

    /** Octets for any of the C library's opaque structures; its own are 336, 128 and 80. */
    private static final long OPAQUE = 512;

    /** Starts a program; its other descriptors are closed, its signals as at the beginning of the world. */
    public static ChildProcess start(Program program) throws SyscallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pid = arena.allocate(JAVA_INT);
            int error = (int) PosixSpawn.SPAWN.invokeExact(
                    pid,
                    arena.allocateFrom(program.file()),
                    actions(arena, program),
                    attributes(arena),
                    strings(arena, program.arguments()),
                    strings(arena, program.environment()));
            if (error != 0) {
                throw new SyscallException("start " + program.file(), new Errno(error));
            }
            return new ChildProcess(pid.get(JAVA_INT, 0));
        } catch (SyscallException refused) {
            throw refused;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Waits for its end: the exit status, or 128 and the number of the signal that ended it. Once only. */
    public int await() throws SyscallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(128, 8);
            Syscall.WAITID.call("wait for process " + pid, P_PID, pid, info.address(), WEXITED, 0);
            int status = info.get(JAVA_INT, 24);
            return info.get(JAVA_INT, 8) == CLD_EXITED ? status : 128 + status;
        }
    }

    /** Sends a signal to it and all of its process group. */
    public void signalGroup(int signal) throws SyscallException {
        Syscall.KILL.call("signal the group of process " + pid, -pid, signal);
    }

    private static MemorySegment actions(Arena arena, Program program) throws Throwable {
        MemorySegment actions = arena.allocate(OPAQUE, 16);
        check((int) PosixSpawn.ACTIONS_INIT.invokeExact(actions));
        check((int) PosixSpawn.ADD_CHDIR.invokeExact(actions, arena.allocateFrom(program.directory())));
        if (program.terminal().isPresent()) {
            MemorySegment path = arena.allocateFrom(program.terminal().get());
            for (int i = 0; i < 3; i++) {
                check((int) PosixSpawn.ADD_OPEN.invokeExact(actions, i, path, RDWR, 0));
            }
        } else {
            // Two steps, as one stream may have the number that another is to get.
            for (int i = 0; i < program.streams().size(); i++) {
                int from = program.streams().get(i).number();
                check((int) PosixSpawn.ADD_DUP.invokeExact(actions, from, SPARE + i));
            }
            for (int i = 0; i < program.streams().size(); i++) {
                check((int) PosixSpawn.ADD_DUP.invokeExact(actions, SPARE + i, i));
                check((int) PosixSpawn.ADD_CLOSE.invokeExact(actions, SPARE + i));
            }
        }
        return actions;
    }

    private static MemorySegment attributes(Arena arena) throws Throwable {
        MemorySegment attributes = arena.allocate(OPAQUE, 16);
        check((int) PosixSpawn.ATTRIBUTES_INIT.invokeExact(attributes));
        check((int) PosixSpawn.SET_FLAGS.invokeExact(attributes, (short) (SETSIGDEF | SETSIGMASK | SETSID)));
        MemorySegment all = arena.allocate(128, 8).fill((byte) 0xff);
        check((int) PosixSpawn.SET_DEFAULT.invokeExact(attributes, all));
        check((int) PosixSpawn.SET_MASK.invokeExact(attributes, arena.allocate(128, 8)));
        return attributes;
    }

    private static void check(int error) throws SyscallException {
        if (error != 0) {
            throw new SyscallException("prepare a process", new Errno(error));
        }
    }

    private static MemorySegment strings(Arena arena, List<String> strings) {
        MemorySegment pointers = arena.allocate(ADDRESS, strings.size() + 1L);
        for (int i = 0; i < strings.size(); i++) {
            pointers.setAtIndex(ADDRESS, i, arena.allocateFrom(strings.get(i)));
        }
        return pointers;
    }

    /** Bound when the first process starts. */
    private static final class PosixSpawn {
        static final MethodHandle SPAWN = bind("posix_spawn", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        static final MethodHandle ACTIONS_INIT = bind("posix_spawn_file_actions_init", ADDRESS);
        static final MethodHandle ADD_CHDIR = bind("posix_spawn_file_actions_addchdir_np", ADDRESS, ADDRESS);
        static final MethodHandle ADD_OPEN =
                bind("posix_spawn_file_actions_addopen", ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
        static final MethodHandle ADD_DUP = bind("posix_spawn_file_actions_adddup2", ADDRESS, JAVA_INT, JAVA_INT);
        static final MethodHandle ADD_CLOSE = bind("posix_spawn_file_actions_addclose", ADDRESS, JAVA_INT);
        static final MethodHandle ATTRIBUTES_INIT = bind("posix_spawnattr_init", ADDRESS);
        static final MethodHandle SET_FLAGS = bind("posix_spawnattr_setflags", ADDRESS, JAVA_SHORT);
        static final MethodHandle SET_DEFAULT = bind("posix_spawnattr_setsigdefault", ADDRESS, ADDRESS);
        static final MethodHandle SET_MASK = bind("posix_spawnattr_setsigmask", ADDRESS, ADDRESS);

        @SuppressWarnings("restricted") // this is the module for it
        private static MethodHandle bind(String name, ValueLayout... parameters) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_INT, parameters));
        }
    }
}
