package dev.ganz.linux.netlink;

import dev.ganz.linux.NetlinkSocket;
import dev.ganz.linux.SyscallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Joins interfaces of one network namespace in the kernel: every frame that comes in by the one goes out by the other, by nf_tables'
 * {@code fwd} in the ingress hook of family netdev. Requests gather until {@link #apply}. For one thread at a time.
 */
public final class Forwarder implements AutoCloseable {
    private static final String TABLE = "ganz";
    private static final int SUBSYSTEM = 10 << 8;
    private static final int NEW_TABLE = SUBSYSTEM;
    private static final int NEW_CHAIN = SUBSYSTEM | 3;
    private static final int DELETE_CHAIN = SUBSYSTEM | 5;
    private static final int NEW_RULE = SUBSYSTEM | 6;
    private static final int BATCH_BEGIN = 0x10;
    private static final int BATCH_END = 0x11;
    private static final byte FAMILY_NETDEV = 5;
    private static final int APPEND = 0x800;
    private static final int REGISTER = 1;

    private final Messages messages;
    private boolean open;
    private boolean hasTable;

    private Forwarder(Messages messages) {
        this.messages = messages;
    }

    public static Forwarder open() throws SyscallException {
        return new Forwarder(new Messages(NetlinkSocket.open(NetlinkSocket.Protocol.NETFILTER)));
    }

    /** Sends what comes in by the interface {@code from} out by that with the number {@code to}. */
    public void join(String from, int to) throws SyscallException {
        begin();
        if (!hasTable) {
            header("make a table for links", NEW_TABLE, Messages.CREATE);
            messages.attribute(1, TABLE);
            messages.end();
            hasTable = true;
        }
        header("watch " + from, NEW_CHAIN, Messages.CREATE);
        messages.attribute(1, TABLE);
        messages.attribute(3, from);
        int hook = messages.nest(4);
        messages.attributeBigEndian(1, 0);
        messages.attributeBigEndian(2, 0);
        messages.attribute(3, from);
        messages.close(hook);
        messages.attribute(7, "filter");
        messages.end();
        rule(from, to);
        end();
    }

    /** Takes a {@link #join} back. */
    public void part(String from) throws SyscallException {
        begin();
        header("part " + from, DELETE_CHAIN, 0);
        messages.attribute(1, TABLE);
        messages.attribute(3, from);
        messages.end();
        end();
    }

    /** Sends what has gathered. */
    public void apply() throws SyscallException {
        if (open) {
            batch(BATCH_END);
            open = false;
            messages.send();
        }
    }

    @Override
    public void close() {
        messages.close();
    }

    private void rule(String from, int to) {
        header("forward from " + from, NEW_RULE, Messages.CREATE | APPEND);
        messages.attribute(1, TABLE);
        messages.attribute(2, from);
        int expressions = messages.nest(4);
        int load = expression("immediate");
        messages.attributeBigEndian(1, REGISTER);
        int value = messages.nest(2);
        messages.attribute(1, to); // in the machine's order: an interface's number
        messages.close(value);
        close(load);
        int forward = expression("fwd");
        messages.attributeBigEndian(1, REGISTER);
        close(forward);
        messages.close(expressions);
        messages.end();
    }

    private int expression(String name) {
        int element = messages.nest(1);
        messages.attribute(1, name);
        messages.nest(2);
        return element;
    }

    /** Ends an expression: its data, which began behind its name, and itself. */
    private void close(int element) {
        int name = Short.toUnsignedInt(messages.body().getShort(element + 4)) + 3 & ~3;
        messages.close(element + 4 + name);
        messages.close(element);
    }

    private void begin() {
        if (!open) {
            batch(BATCH_BEGIN);
            open = true;
        }
    }

    private void end() throws SyscallException {
        if (messages.isFull()) {
            apply();
        }
    }

    /** A batch is done whole or not at all; its ends name the subsystem in network order. */
    private void batch(int type) {
        ByteBuffer body = messages.begin("change the forwarding of frames", type, 0);
        body.put((byte) 0).put((byte) 0).order(ByteOrder.BIG_ENDIAN).putShort((short) 10);
        body.order(ByteOrder.nativeOrder());
        messages.endUnanswered();
    }

    private void header(String attempt, int type, int flags) {
        messages.begin(attempt, type, flags).put(FAMILY_NETDEV).put((byte) 0).putShort((short) 0);
    }
}
