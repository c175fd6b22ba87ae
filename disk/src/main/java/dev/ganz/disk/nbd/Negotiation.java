package dev.ganz.disk.nbd;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is said before the first request, big-endian.
 *
 * <pre>
 * server: "NBDMAGIC", "IHAVEOPT", u16 flags: 1 newstyle, 2 no zeros
 * client: u32 flags, the same
 * client: "IHAVEOPT", u32 option, u32 octets, data        as often as it likes
 * server: u64 0x3E889045565A9, u32 option, u32 type, u32 octets, data
 * export: u64 octets of the disk, u16 flags, 124 zeros without "no zeros"
 * </pre>
 */
final class Negotiation {
    private static final long MAGIC = 0x4e42444d41474943L;
    private static final long OPTION = 0x49484156454f5054L;
    private static final long REPLY = 0x3e889045565a9L;
    private static final int NO_ZEROES = 2;
    private static final int MOST_OCTETS = 1 << 16;

    private static final int EXPORT_NAME = 1;
    private static final int ABORT = 2;
    private static final int LIST = 3;
    private static final int INFO = 6;
    private static final int GO = 7;
    private static final int STRUCTURED_REPLY = 8;
    private static final int LIST_CONTEXTS = 9;
    private static final int SET_CONTEXTS = 10;

    private static final int ACK = 1;
    private static final int IS_SERVER = 2;
    private static final int IS_INFO = 3;
    private static final int IS_CONTEXT = 4;
    private static final int UNSUPPORTED = 1 << 31 | 1;
    private static final int INVALID = 1 << 31 | 3;
    private static final int UNKNOWN = 1 << 31 | 6;

    /** Has flags, is read-only, knows flush, "do not fragment", several connections. */
    private static final int FLAGS = 1 | 2 | 4 | 1 << 7 | 1 << 8;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final long size;
    private boolean isStructured;
    private boolean hasStatus;

    Negotiation(DataInputStream in, DataOutputStream out, long size) {
        this.in = in;
        this.out = out;
        this.size = size;
    }

    /** Empty if the client only wanted to know something. */
    Optional<Session> session() throws IOException {
        out.writeLong(MAGIC);
        out.writeLong(OPTION);
        out.writeShort(1 | NO_ZEROES);
        out.flush();
        boolean noZeroes = (in.readInt() & NO_ZEROES) != 0;
        while (in.readLong() == OPTION) {
            int option = in.readInt();
            int length = in.readInt();
            if (length < 0 || length > MOST_OCTETS) {
                return Optional.empty();
            }
            ByteBuffer data = ByteBuffer.wrap(in.readNBytes(length));
            if (option == EXPORT_NAME) {
                out.writeLong(size);
                out.writeShort(FLAGS);
                out.write(new byte[noZeroes ? 0 : 124]);
                out.flush();
                return Optional.of(new Session(isStructured, hasStatus));
            }
            boolean begins = answered(option, data);
            out.flush();
            if (option == ABORT || begins) {
                return begins ? Optional.of(new Session(isStructured, hasStatus)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Answers an option; whether requests begin with that. */
    private boolean answered(int option, ByteBuffer data) throws IOException {
        try {
            return switch (option) {
                case ABORT -> reply(option, ACK);
                case LIST -> {
                    reply(option, IS_SERVER, 0, 0, 0, 0);
                    yield reply(option, ACK);
                }
                case INFO, GO -> info(option, data);
                case STRUCTURED_REPLY -> {
                    isStructured = true;
                    yield reply(option, ACK);
                }
                case LIST_CONTEXTS, SET_CONTEXTS -> contexts(option, data);
                default -> reply(option, UNSUPPORTED);
            };
        } catch (BufferUnderflowException cut) {
            return reply(option, INVALID);
        }
    }

    private boolean info(int option, ByteBuffer data) throws IOException {
        if (!text(data).isEmpty()) {
            return reply(option, UNKNOWN);
        }
        ByteBuffer export =
                ByteBuffer.allocate(12).putShort((short) 0).putLong(size).putShort((short) FLAGS);
        reply(option, IS_INFO, export.array());
        ByteBuffer blocks = ByteBuffer.allocate(14)
                .putShort((short) 3)
                .putInt(1)
                .putInt(1 << 16)
                .putInt(Transmission.MOST_OCTETS);
        reply(option, IS_INFO, blocks.array());
        reply(option, ACK);
        return option == GO;
    }

    private boolean contexts(int option, ByteBuffer data) throws IOException {
        if (!isStructured || !text(data).isEmpty()) {
            return reply(option, isStructured ? UNKNOWN : INVALID);
        }
        int count = data.getInt();
        if (count < 0 || count > data.remaining() / 4) {
            return reply(option, INVALID);
        }
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            asked.add(text(data));
        }
        boolean lists = option == LIST_CONTEXTS;
        boolean has = asked.contains(Session.CONTEXT) || lists && (asked.isEmpty() || asked.contains("base:"));
        if (!lists) {
            hasStatus = has;
        }
        if (has) {
            byte[] name = Session.CONTEXT.getBytes(StandardCharsets.US_ASCII);
            reply(
                    option,
                    IS_CONTEXT,
                    ByteBuffer.allocate(4 + name.length)
                            .putInt(lists ? 0 : Session.CONTEXT_NUMBER)
                            .put(name)
                            .array());
        }
        return reply(option, ACK);
    }

    private static String text(ByteBuffer data) {
        int length = data.getInt();
        if (length < 0 || length > data.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] text = new byte[length];
        data.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** False, as requests do not begin with a reply alone. */
    private boolean reply(int option, int type, int... octets) throws IOException {
        byte[] data = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            data[i] = (byte) octets[i];
        }
        return reply(option, type, data);
    }

    private boolean reply(int option, int type, byte[] data) throws IOException {
        out.writeLong(REPLY);
        out.writeInt(option);
        out.writeInt(type);
        out.writeInt(data.length);
        out.write(data);
        return false;
    }
}
