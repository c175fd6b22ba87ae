package dev.ganz.linux.netlink;

import dev.ganz.linux.SyscallException;

/**
 * Joins interfaces of one network namespace in the kernel: every frame that comes in by the one goes out by the other, by nf_tables'
 * {@code fwd} in the ingress hook of family netdev. Requests gather until {@link #apply}. For one thread at a time.
 */
public final class Forwarder implements AutoCloseable {
    private static final String TABLE = "ganz";

    private final FilterBatch batch;
    private boolean hasTable;

    private Forwarder(FilterBatch batch) {
        this.batch = batch;
    }

    public static Forwarder open() throws SyscallException {
        return new Forwarder(FilterBatch.open());
    }

    /** Sends what comes in by the interface {@code from} out by that with the number {@code to}. */
    public void join(String from, int to) throws SyscallException {
        if (!hasTable) {
            batch.begin("make a table for links", FilterBatch.NEW_TABLE, Messages.CREATE, TABLE);
            batch.end();
            hasTable = true;
        }
        batch.chain(TABLE, from);
        rule(from, to);
        batch.applyIfFull();
    }

    /** Takes a {@link #join} back. */
    public void part(String from) throws SyscallException {
        batch.begin("part " + from, FilterBatch.DELETE_CHAIN, 0, TABLE);
        batch.messages().attribute(3, from);
        batch.end();
        batch.applyIfFull();
    }

    /** Sends what has gathered. */
    public void apply() throws SyscallException {
        batch.apply();
    }

    @Override
    public void close() {
        batch.close();
    }

    private void rule(String from, int to) {
        batch.begin("forward from " + from, FilterBatch.NEW_RULE, Messages.CREATE | FilterBatch.APPEND, TABLE);
        Messages messages = batch.messages();
        messages.attribute(2, from);
        int expressions = messages.nest(4);
        int load = batch.expression("immediate");
        messages.attributeBigEndian(1, FilterBatch.REGISTER);
        int value = messages.nest(2);
        messages.attribute(1, to); // in the machine's order: an interface's number
        messages.close(value);
        batch.close(load);
        int forward = batch.expression("fwd");
        messages.attributeBigEndian(1, FilterBatch.REGISTER);
        batch.close(forward);
        messages.close(expressions);
        batch.end();
    }
}
