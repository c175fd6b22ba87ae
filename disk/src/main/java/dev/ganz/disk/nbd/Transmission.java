package dev.ganz.disk.nbd;

import dev.ganz.disk.Extent;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Requests and replies, big-endian.
 *
 * <pre>
 * request:    u32 0x25609513, u16 flags: 4 do not fragment, 8 one extent; u16 type, u64 cookie, u64 offset, u32 octets
 *             type 0 read, 1 write, 2 end, 3 flush, 4 trim, 5 cache, 6 write zeros, 7 block status
 * simple:     u32 0x67446698, u32 error, u64 cookie, data
 * structured: u32 0x668E33EF, u16 flags: 1 last; u16 type, u64 cookie, u32 octets, and
 *             type 1 u64 offset, data; 2 u64 offset, u32 octets of a hole; 5 u32 context, for each extent u32 octets,
 *             u32 flags: 1 not stored, 2 zero; 0x8001 u32 error, u16 octets, message
 * </pre>
 */
final class Transmission {
    /** Of a request. */
    static final int MOST_OCTETS = 32 << 20;

    private static final int REQUEST = 0x25609513;
    private static final int SIMPLE = 0x67446698;
    private static final int STRUCTURED = 0x668e33ef;
    private static final int WHOLE = 4;
    private static final int ONE_EXTENT = 8;
    private static final int MOST_EXTENTS = 4096;
    private static final int PIECE = 1 << 18;

    private static final int READ = 0;
    private static final int WRITE = 1;
    private static final int END = 2;
    private static final int FLUSH = 3;
    private static final int TRIM = 4;
    private static final int WRITE_ZEROES = 6;
    private static final int BLOCK_STATUS = 7;

    private static final int NONE = 0;
    private static final int DATA = 1;
    private static final int HOLE = 2;
    private static final int STATUS = 5;
    private static final int ERROR = 0x8001;

    private static final int EPERM = 1;
    private static final int EIO = 5;
    private static final int EINVAL = 22;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final Image image;
    private final Session session;

    private record Request(int flags, int type, long cookie, long offset, int length) {}

    Transmission(DataInputStream in, DataOutputStream out, Image image, Session session) {
        this.in = in;
        this.out = out;
        this.image = image;
        this.session = session;
    }

    /** Answers until the client has enough. */
    void serve() throws IOException {
        while (in.readInt() == REQUEST) {
            Request request = new Request(
                    in.readUnsignedShort(), in.readUnsignedShort(), in.readLong(), in.readLong(), in.readInt());
            if (request.type == END) {
                return;
            }
            if (request.type == WRITE) {
                in.skipNBytes(request.length & 0xffff_ffffL);
            }
            try {
                answer(request);
            } catch (ImageException broken) {
                // What has been sent of the reply stands; this is its end.
                error(request, EIO, String.valueOf(broken.getMessage()));
            }
            out.flush();
        }
    }

    private void answer(Request request) throws IOException {
        switch (request.type) {
            case READ, BLOCK_STATUS -> {
                boolean isWithin = request.length > 0
                        && request.length <= (request.type == READ ? MOST_OCTETS : Integer.MAX_VALUE)
                        && request.offset >= 0
                        && request.offset <= image.size() - request.length;
                boolean isAllowed = request.type == READ || session.hasStatus();
                if (!isWithin || !isAllowed) {
                    error(request, EINVAL, "expected a request within the disk, of at most 32 MiB");
                } else if (request.type == BLOCK_STATUS) {
                    status(request);
                } else if (session.isStructured() && (request.flags & WHOLE) == 0) {
                    readInPieces(request);
                } else {
                    readWhole(request);
                }
            }
            case FLUSH -> done(request);
            case WRITE, TRIM, WRITE_ZEROES -> error(request, EPERM, "the disk is for reading only");
            default -> error(request, EINVAL, "expected to read, or to ask for the status of blocks");
        }
    }

    /** Nothing is sent before all has been read: a simple reply cannot fail halfway. */
    private void readWhole(Request request) throws IOException {
        byte[] octets = new byte[request.length];
        read(request.offset, octets, octets.length);
        if (session.isStructured()) {
            head(request, 1, DATA, 8 + octets.length);
            out.writeLong(request.offset);
        } else {
            simple(request, 0);
        }
        out.write(octets);
    }

    private void readInPieces(Request request) throws IOException {
        byte[] octets = new byte[Math.min(PIECE, request.length)];
        long end = request.offset + request.length;
        for (long at = request.offset; at < end; ) {
            Extent run = run(at);
            boolean stored = run.isStored();
            int length = (int) (Math.min(run.end(), end) - at);
            if (stored) {
                length = Math.min(length, octets.length);
                read(at, octets, length);
            }
            int last = at + length == end ? 1 : 0;
            head(request, last, stored ? DATA : HOLE, stored ? 8 + length : 12);
            out.writeLong(at);
            if (stored) {
                out.write(octets, 0, length);
            } else {
                out.writeInt(length);
            }
            at += length;
        }
    }

    private void status(Request request) throws IOException {
        int most = (request.flags & ONE_EXTENT) != 0 ? 1 : MOST_EXTENTS;
        ByteBuffer extents = ByteBuffer.allocate(8 * most);
        long end = request.offset + request.length;
        for (long at = request.offset; at < end && extents.hasRemaining(); ) {
            Extent run = run(at);
            long next = Math.min(run.end(), end);
            extents.putInt((int) (next - at)).putInt(run.isStored() ? 0 : 3);
            at = next;
        }
        head(request, 1, STATUS, 4 + extents.position());
        out.writeInt(Session.CONTEXT_NUMBER);
        out.write(extents.array(), 0, extents.position());
    }

    /** The image is for one thread at a time, and clients share it. */
    private Extent run(long offset) {
        synchronized (image) {
            return image.run(offset);
        }
    }

    private void read(long offset, byte[] octets, int length) {
        synchronized (image) {
            image.read(offset, octets, 0, length);
        }
    }

    private void done(Request request) throws IOException {
        if (session.isStructured()) {
            head(request, 1, NONE, 0);
        } else {
            simple(request, 0);
        }
    }

    private void error(Request request, int number, String message) throws IOException {
        if (!session.isStructured()) {
            simple(request, number);
            return;
        }
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, 4096);
        head(request, 1, ERROR, 6 + length);
        out.writeInt(number);
        out.writeShort(length);
        out.write(text, 0, length);
    }

    private void head(Request request, int flags, int type, int length) throws IOException {
        out.writeInt(STRUCTURED);
        out.writeShort(flags);
        out.writeShort(type);
        out.writeLong(request.cookie);
        out.writeInt(length);
    }

    private void simple(Request request, int error) throws IOException {
        out.writeInt(SIMPLE);
        out.writeInt(error);
        out.writeLong(request.cookie);
    }
}
