package dev.ganz.disk.codec;

import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates pieces (RFC 1951, and 1950), by libdeflate where the system has it, else by the JDK. For one thread at a time. */
public final class Inflate implements AutoCloseable {
    private final Optional<Libdeflate.Inflate> library;
    private final Inflater inflater;

    /** @param raw without the header and checksum of RFC 1950 */
    public Inflate(boolean raw) {
        this(raw, Libdeflate.library());
    }

    Inflate(boolean raw, Optional<Libdeflate> library) {
        this.library = library.map(found -> found.new Inflate(raw));
        this.inflater = new Inflater(raw);
    }

    /**
     * Inflates until {@code into} is full or the stream ends, and returns how many octets that gave; what follows in {@code octets} is
     * not looked at.
     *
     * @throws DataFormatException if the stream is broken or not all there
     */
    public int inflate(byte[] octets, int from, int length, byte[] into) throws DataFormatException {
        // What does not fit exactly is rare; the JDK tells longer, shorter and broken streams apart.
        if (library.isPresent() && library.get().fills(octets, from, length, into)) {
            return into.length;
        }
        inflater.reset();
        inflater.setInput(octets, from, length);
        int done = 0;
        while (done < into.length && !inflater.finished()) {
            int part = inflater.inflate(into, done, into.length - done);
            if (part == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                throw new DataFormatException("the stream ends too early");
            }
            done += part;
        }
        return done;
    }

    @Override
    public void close() {
        library.ifPresent(Libdeflate.Inflate::close);
        inflater.end();
    }
}
