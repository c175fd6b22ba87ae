package dev.ganz.linux.netlink;

import dev.ganz.linux.Errno;
import dev.ganz.linux.NetlinkSocket;
import dev.ganz.linux.SyscallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests on their way to one netlink socket: written one behind the other, sent together. The kernel answers those that failed, and
 * the last one in any case; so a batch costs two system calls, however long it is.
 */
final class Messages implements AutoCloseable {
    static final int REQUEST = 1;
    static final int ACK = 4;
    static final int REPLACE = 0x100;
    static final int EXCLUSIVE = 0x200;
    static final int CREATE = 0x400;

    private static final int HEADER = 16;
    private static final int NESTED = 0x8000;
    private static final int ERROR = 2;
    private static final int CAPPED = 0x100;
    private static final int TLVS = 0x200;
    private static final int MESSAGE_ATTRIBUTE = 1;
    /** Octets after which a batch is sent; a socket takes 208 KiB by default. */
    private static final int FULL = 48 << 10;

    private final NetlinkSocket socket;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10).order(ByteOrder.nativeOrder());
    private final ByteBuffer answers = ByteBuffer.allocateDirect(64 << 10).order(ByteOrder.nativeOrder());
    /** What the requests in the buffer attempt; the first has the sequence number {@code firstSequence}. */
    private final List<String> attempts = new ArrayList<>();

    private int firstSequence = 1;
    private int start;
    /** Place of the last request that is answered, and its sequence number. */
    private int answered;

    private int lastSequence;

    Messages(NetlinkSocket socket) {
        this.socket = socket;
    }

    /** True if it is time to {@link #send}. */
    boolean isFull() {
        return buffer.position() > FULL;
    }

    /** Begins a request; attributes and {@link #end} follow its fixed part. */
    ByteBuffer begin(String attempt, int type, int flags) {
        attempts.add(attempt);
        start = buffer.position();
        buffer.putInt(0);
        buffer.putShort((short) type).putShort((short) (REQUEST | flags));
        return buffer.putInt(firstSequence + attempts.size() - 1).putInt(0);
    }

    /** Where requests are written. */
    ByteBuffer body() {
        return buffer;
    }

    void end() {
        answered = start;
        lastSequence = firstSequence + attempts.size() - 1;
        endUnanswered();
    }

    /** Ends a request that the kernel does not answer where all is well. */
    void endUnanswered() {
        buffer.putInt(start, buffer.position() - start);
        align();
    }

    void attribute(int type, byte[] octets) {
        buffer.putShort((short) (4 + octets.length)).putShort((short) type).put(octets);
        align();
    }

    void attribute(int type, int value) {
        buffer.putShort((short) 8).putShort((short) type).putInt(value);
    }

    /** In network order, as nf_tables has it. */
    void attributeBigEndian(int type, int value) {
        attribute(type, Integer.reverseBytes(value)); // both machines that Ganz knows are little-endian
    }

    /** With the zero at its end. */
    void attribute(int type, String text) {
        attribute(type, (text + "\0").getBytes(StandardCharsets.UTF_8));
    }

    /** Begins an attribute that holds others; what it returns goes to {@link #close(int)}. */
    int nest(int type) {
        int at = buffer.position();
        buffer.putShort((short) 0).putShort((short) (type | NESTED));
        return at;
    }

    /** As {@link #nest}, of an attribute whose type goes without the flag. */
    int nestPlainly(int type) {
        int at = buffer.position();
        buffer.putShort((short) 0).putShort((short) type);
        return at;
    }

    void close(int nest) {
        buffer.putShort(nest, (short) (buffer.position() - nest));
    }

    /**
     * Sends what was written.
     *
     * @throws SyscallException of the first request that the kernel refused; those behind it were tried too
     */
    void send() throws SyscallException {
        if (attempts.isEmpty()) {
            return;
        }
        buffer.putShort(answered + 6, (short) (buffer.getShort(answered + 6) | ACK));
        buffer.flip();
        try {
            socket.send(buffer);
            SyscallException refused = answers();
            if (refused != null) {
                throw refused;
            }
        } finally {
            buffer.clear();
            firstSequence += attempts.size();
            attempts.clear();
        }
    }

    /** The kernel has answered when the requests are sent: reads until the last answer, or until there is none. */
    private @Nullable SyscallException answers() throws SyscallException {
        SyscallException first = null;
        boolean open = true;
        while (open && socket.receive(answers)) {
            while (answers.remaining() >= HEADER) {
                boolean verdict = answers.getShort(answers.position() + 4) == ERROR;
                int sequence = answers.getInt(answers.position() + 8);
                SyscallException refused = answer(sequence);
                first = first == null ? refused : first;
                open &= !verdict || sequence != lastSequence;
            }
        }
        return open && first == null ? new SyscallException(attempts.getFirst(), Errno.EAGAIN, "no answer") : first;
    }

    /** Reads one answer: null if all is well. */
    private @Nullable SyscallException answer(int sequence) {
        int at = answers.position();
        int length = answers.getInt(at);
        int type = answers.getShort(at + 4);
        int flags = answers.getShort(at + 6);
        answers.position(Math.min(answers.limit(), at + (length + 3 & ~3)));
        int error = type == ERROR ? -answers.getInt(at + HEADER) : 0;
        if (error == 0) {
            return null;
        }
        int index = sequence - firstSequence;
        String attempt = index >= 0 && index < attempts.size() ? attempts.get(index) : "ask the kernel";
        int copied = (flags & CAPPED) != 0 ? HEADER : answers.getInt(at + HEADER + 4);
        String detail = (flags & TLVS) != 0 ? words(at + HEADER + 4 + copied, at + length) : "";
        return new SyscallException(attempt, new Errno(error), detail);
    }

    /** The kernel's own words, among the attributes from one place to another. */
    private String words(int from, int to) {
        int at = from;
        while (at + 4 <= to && at + 4 <= answers.limit()) {
            int length = Short.toUnsignedInt(answers.getShort(at));
            if (length < 4 || at + length > answers.limit()) {
                return "";
            }
            if ((answers.getShort(at + 2) & ~NESTED) == MESSAGE_ATTRIBUTE) {
                byte[] octets = new byte[Math.max(0, length - 5)];
                answers.get(at + 4, octets);
                return new String(octets, StandardCharsets.UTF_8);
            }
            at += length + 3 & ~3;
        }
        return "";
    }

    @Override
    public void close() {
        socket.close();
    }

    private void align() {
        while ((buffer.position() & 3) != 0) {
            buffer.put((byte) 0);
        }
    }
}
