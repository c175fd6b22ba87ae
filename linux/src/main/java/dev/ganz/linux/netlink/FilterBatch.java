package dev.ganz.linux.netlink;

import dev.ganz.linux.NetlinkSocket;
import dev.ganz.linux.SyscallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Requests to nf_tables for rules of family netdev, which run in the ingress hook of an interface. A batch is done whole or not at all.
 * For one thread at a time.
 */
final class FilterBatch implements AutoCloseable {
    private static final int SUBSYSTEM = 10 << 8;
    static final int NEW_TABLE = SUBSYSTEM;
    static final int DELETE_TABLE = SUBSYSTEM | 2;
    static final int NEW_CHAIN = SUBSYSTEM | 3;
    static final int DELETE_CHAIN = SUBSYSTEM | 5;
    static final int NEW_RULE = SUBSYSTEM | 6;
    static final int NEW_SET = SUBSYSTEM | 9;
    static final int NEW_ELEMENTS = SUBSYSTEM | 12;
    static final int APPEND = 0x800;
    /** The first register of 16 octets. */
    static final int REGISTER = 1;

    private static final int BATCH_BEGIN = 0x10;
    private static final int BATCH_END = 0x11;
    private static final byte FAMILY_NETDEV = 5;

    private final Messages messages;
    private boolean open;

    private FilterBatch(Messages messages) {
        this.messages = messages;
    }

    static FilterBatch open() throws SyscallException {
        return new FilterBatch(new Messages(NetlinkSocket.open(NetlinkSocket.Protocol.NETFILTER)));
    }

    /** Where attributes are written. */
    Messages messages() {
        return messages;
    }

    /** Begins a request about a table; attributes and {@link #end} follow. */
    void begin(String attempt, int type, int flags, String table) {
        if (!open) {
            edge(BATCH_BEGIN);
            open = true;
        }
        header(attempt, type, flags);
        messages.attribute(1, table);
    }

    void end() {
        messages.end();
    }

    /** Sends what has gathered if that is much: at an end of something that is whole by itself. */
    void applyIfFull() throws SyscallException {
        if (messages.isFull()) {
            apply();
        }
    }

    /** Sends what has gathered. */
    void apply() throws SyscallException {
        if (open) {
            edge(BATCH_END);
            open = false;
            messages.send();
        }
    }

    /** Adds a chain for what comes in by an interface, called like it. */
    void chain(String table, String interfaceName) {
        begin("watch " + interfaceName, NEW_CHAIN, Messages.CREATE, table);
        messages.attribute(3, interfaceName);
        int hook = messages.nest(4);
        messages.attributeBigEndian(1, 0);
        messages.attributeBigEndian(2, 0);
        messages.attribute(3, interfaceName);
        messages.close(hook);
        messages.attribute(7, "filter");
        end();
    }

    /** Begins an expression of a rule; what it returns goes to {@link #close}. */
    int expression(String name) {
        int element = messages.nest(1);
        messages.attribute(1, name);
        messages.nest(2);
        return element;
    }

    /** Ends an expression: its data, which began behind its name, and itself. */
    void close(int element) {
        int name = Short.toUnsignedInt(messages.body().getShort(element + 4)) + 3 & ~3;
        messages.close(element + 4 + name);
        messages.close(element);
    }

    @Override
    public void close() {
        messages.close();
    }

    /** The ends of a batch name the subsystem in network order. */
    private void edge(int type) {
        ByteBuffer body = messages.begin("change the rules for frames", type, 0);
        body.put((byte) 0).put((byte) 0).order(ByteOrder.BIG_ENDIAN).putShort((short) 10);
        body.order(ByteOrder.nativeOrder());
        messages.endUnanswered();
    }

    private void header(String attempt, int type, int flags) {
        messages.begin(attempt, type, flags).put(FAMILY_NETDEV).put((byte) 0).putShort((short) 0);
    }
}
