package dev.ganz.disk.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The functions of the system's libdeflate, which deflates whole pieces several times as fast as zlib (Debian: libdeflate0, {@code libdeflate.h}).
 */
record Libdeflate(
        MethodHandle allocCompressor,
        MethodHandle freeCompressor,
        MethodHandle allocDecompressor,
        MethodHandle freeDecompressor,
        Format zlib,
        Format raw) {
    /** The functions for streams with the header of RFC 1950, or without. */
    record Format(MethodHandle bound, MethodHandle compress, MethodHandle decompress) {}

    private static final String LIBRARY = "libdeflate.so.0";

    /** The library, looked for once; empty where it is not. */
    static Optional<Libdeflate> library() {
        return Loaded.LIBRARY;
    }

    /** Apart, so that nobody looks for the library who does not deflate. */
    private static final class Loaded {
        private static final Optional<Libdeflate> LIBRARY = load();
    }

    @SuppressWarnings("restricted") // a library of the system is native
    private static Optional<Libdeflate> load() {
        try {
            SymbolLookup library = SymbolLookup.libraryLookup(Libdeflate.LIBRARY, Arena.global());
            return Optional.of(new Libdeflate(
                    function(library, "alloc_compressor", FunctionDescriptor.of(ADDRESS, JAVA_INT)),
                    function(library, "free_compressor", FunctionDescriptor.ofVoid(ADDRESS)),
                    function(library, "alloc_decompressor", FunctionDescriptor.of(ADDRESS)),
                    function(library, "free_decompressor", FunctionDescriptor.ofVoid(ADDRESS)),
                    format(library, "zlib"),
                    format(library, "deflate")));
        } catch (IllegalArgumentException | UnsupportedOperationException | java.util.NoSuchElementException absent) {
            return Optional.empty();
        }
    }

    private static Format format(SymbolLookup library, String name) {
        return new Format(
                function(library, name + "_compress_bound", FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_LONG)),
                function(
                        library,
                        name + "_compress",
                        FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG)),
                function(
                        library,
                        name + "_decompress",
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS)));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(SymbolLookup library, String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow("libdeflate_" + name), descriptor);
    }

    /** Outside of the heap, what goes in and what comes out. */
    private static final class Memory implements AutoCloseable {
        private Arena arena = Arena.ofShared();
        private MemorySegment in = MemorySegment.NULL;
        private MemorySegment out = MemorySegment.NULL;

        /** @param room octets that may come out */
        void fill(byte[] octets, int from, int length, long room) {
            if (in.byteSize() < length || out.byteSize() < room) {
                arena.close();
                arena = Arena.ofShared();
                in = arena.allocate(Math.max(length, in.byteSize()));
                out = arena.allocate(Math.max(room, out.byteSize()));
            }
            MemorySegment.copy(octets, from, in, ValueLayout.JAVA_BYTE, 0, length);
        }

        @Override
        public void close() {
            arena.close();
        }
    }

    /** Deflates for one thread at a time, through memory outside of the heap. */
    final class Deflate implements AutoCloseable {
        private final Format format;
        private final MemorySegment compressor;
        private final Memory memory = new Memory();

        /** @param level 1 to 12 */
        Deflate(boolean isRaw, int level) {
            this.format = isRaw ? raw : zlib;
            try {
                this.compressor = (MemorySegment) allocCompressor.invokeExact(level);
            } catch (Throwable impossible) {
                throw new AssertionError(impossible);
            }
            if (compressor.equals(MemorySegment.NULL)) {
                throw new OutOfMemoryError("libdeflate finds no memory");
            }
        }

        byte[] compress(byte[] octets) {
            try {
                long most = (long) format.bound.invokeExact(compressor, (long) octets.length);
                memory.fill(octets, 0, octets.length, most);
                long length = (long)
                        format.compress.invokeExact(compressor, memory.in, (long) octets.length, memory.out, most);
                return memory.out.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
            } catch (Throwable impossible) {
                throw new AssertionError(impossible);
            }
        }

        @Override
        public void close() {
            memory.close();
            try {
                freeCompressor.invokeExact(compressor);
            } catch (Throwable impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    /** Inflates for one thread at a time. */
    final class Inflate implements AutoCloseable {
        private final Format format;
        private final MemorySegment decompressor;
        private final Memory memory = new Memory();

        Inflate(boolean isRaw) {
            this.format = isRaw ? raw : zlib;
            try {
                this.decompressor = (MemorySegment) allocDecompressor.invokeExact();
            } catch (Throwable impossible) {
                throw new AssertionError(impossible);
            }
            if (decompressor.equals(MemorySegment.NULL)) {
                throw new OutOfMemoryError("libdeflate finds no memory");
            }
        }

        /** Whether a stream was there that fills {@code into} exactly; what comes behind it is not looked at. */
        boolean fills(byte[] octets, int from, int length, byte[] into) {
            try {
                memory.fill(octets, from, length, into.length);
                int result = (int) format.decompress.invokeExact(
                        decompressor, memory.in, (long) length, memory.out, (long) into.length, MemorySegment.NULL);
                MemorySegment.copy(memory.out, ValueLayout.JAVA_BYTE, 0, into, 0, into.length);
                return result == 0;
            } catch (Throwable impossible) {
                throw new AssertionError(impossible);
            }
        }

        @Override
        public void close() {
            memory.close();
            try {
                freeDecompressor.invokeExact(decompressor);
            } catch (Throwable impossible) {
                throw new AssertionError(impossible);
            }
        }
    }
}
