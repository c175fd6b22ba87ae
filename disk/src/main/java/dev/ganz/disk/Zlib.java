package dev.ganz.disk;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Deflates and inflates whole pieces (RFC 1950 and 1951). For several threads. */
public final class Zlib {
    /** Twice as fast as the default of zlib for 4 % more octets. */
    public static final int LEVEL = 3;

    private final boolean raw;
    private final Queue<Deflater> idle = new ConcurrentLinkedQueue<>();

    /** @param raw without the header and checksum of RFC 1950 */
    public Zlib(boolean raw) {
        this.raw = raw;
    }

    /** The deflated octets, however many these are. */
    public byte[] deflate(byte[] octets) {
        Deflater deflater = idle.poll();
        if (deflater == null) {
            deflater = new Deflater(LEVEL, raw);
        }
        deflater.setInput(octets);
        deflater.finish();
        byte[] room = new byte[octets.length + octets.length / 1000 + 64];
        int length = 0;
        while (!deflater.finished()) {
            if (length == room.length) {
                room = Arrays.copyOf(room, 2 * length);
            }
            length += deflater.deflate(room, length, room.length - length);
        }
        deflater.reset();
        idle.add(deflater);
        return Arrays.copyOf(room, length);
    }

    /**
     * Inflates until {@code into} is full or the stream ends, and returns how many octets that gave; what follows in {@code octets} is
     * not looked at.
     *
     * @throws DataFormatException if the stream is broken or not all there
     */
    public static int inflate(boolean raw, byte[] octets, int from, int length, byte[] into)
            throws DataFormatException {
        try (Inflater inflater = new Inflater(raw)) {
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
    }
}
