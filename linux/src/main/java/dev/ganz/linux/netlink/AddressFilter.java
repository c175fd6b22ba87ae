package dev.ganz.linux.netlink;

import dev.ganz.linux.SyscallException;
import java.util.Collection;
import java.util.List;

/**
 * Drops frames that come in by interfaces of one network namespace and name certain addresses: as the sender on the link, or as source
 * or destination of a packet in the frame. By nf_tables, where a set of any size costs one look. For one thread at a time.
 */
public final class AddressFilter implements AutoCloseable {
    /** Elements in one request, which leave room for it behind what has gathered. */
    private static final int ELEMENTS = 400;

    private static final int LINK_LAYER = 0;
    private static final int NETWORK = 1;
    private static final int META_PROTOCOL = 1;
    private static final int DROP = 0;

    private final FilterBatch batch;
    private int sets;

    private AddressFilter(FilterBatch batch) {
        this.batch = batch;
    }

    public static AddressFilter open() throws SyscallException {
        return new AddressFilter(FilterBatch.open());
    }

    /** A place in frames where one of the addresses may stand. */
    private enum Place {
        SENDER("mac", LINK_LAYER, 6, 6, 0),
        SOURCE4("ipv4", NETWORK, 12, 4, 0x0800),
        DESTINATION4("ipv4", NETWORK, 16, 4, 0x0800),
        SOURCE6("ipv6", NETWORK, 8, 16, 0x86dd),
        DESTINATION6("ipv6", NETWORK, 24, 16, 0x86dd);

        private final String set;
        private final int base;
        private final int offset;
        private final int length;
        private final int etherType;

        Place(String set, int base, int offset, int length, int etherType) {
            this.set = set;
            this.base = base;
            this.offset = offset;
            this.length = length;
            this.etherType = etherType;
        }
    }

    /**
     * Drops from now on what comes in by the interfaces and names one of the addresses.
     *
     * @param name of the filter; {@link #remove} takes it
     * @param macs of 6 octets each, {@code ipv4} of 4, {@code ipv6} of 16
     */
    public void add(
            String name,
            List<String> interfaces,
            Collection<byte[]> macs,
            Collection<byte[]> ipv4,
            Collection<byte[]> ipv6)
            throws SyscallException {
        batch.begin("make the filter " + name, FilterBatch.NEW_TABLE, Messages.CREATE, name);
        batch.end();
        set(name, "mac", 6, macs);
        set(name, "ipv4", 4, ipv4);
        set(name, "ipv6", 16, ipv6);
        for (String each : interfaces) {
            batch.chain(name, each);
            for (Place place : Place.values()) {
                rule(name, each, place);
            }
            batch.applyIfFull();
        }
        batch.apply();
    }

    /** Lets through again what {@link #add} dropped. */
    public void remove(String name) throws SyscallException {
        batch.begin("remove the filter " + name, FilterBatch.DELETE_TABLE, 0, name);
        batch.end();
        batch.apply();
    }

    @Override
    public void close() {
        batch.close();
    }

    private void set(String table, String name, int length, Collection<byte[]> elements) throws SyscallException {
        Messages messages = batch.messages();
        batch.begin("make a set of addresses", FilterBatch.NEW_SET, Messages.CREATE, table);
        messages.attribute(2, name);
        messages.attributeBigEndian(3, 0);
        messages.attributeBigEndian(4, 0);
        messages.attributeBigEndian(5, length);
        messages.attributeBigEndian(10, ++sets);
        batch.end();
        List<byte[]> rest = List.copyOf(elements);
        for (int from = 0; from < rest.size(); from += ELEMENTS) {
            batch.begin("fill a set of addresses", FilterBatch.NEW_ELEMENTS, Messages.CREATE, table);
            messages.attribute(2, name);
            int list = messages.nest(3);
            for (byte[] octets : rest.subList(from, Math.min(rest.size(), from + ELEMENTS))) {
                int element = messages.nest(1);
                int key = messages.nest(1);
                messages.attribute(1, octets);
                messages.close(key);
                messages.close(element);
            }
            messages.close(list);
            batch.end();
            batch.applyIfFull();
        }
    }

    private void rule(String table, String chain, Place place) {
        batch.begin("drop by address", FilterBatch.NEW_RULE, Messages.CREATE | FilterBatch.APPEND, table);
        Messages messages = batch.messages();
        messages.attribute(2, chain);
        int expressions = messages.nest(4);
        if (place.etherType != 0) {
            isProtocol(place.etherType);
        }
        int load = batch.expression("payload");
        messages.attributeBigEndian(1, FilterBatch.REGISTER);
        messages.attributeBigEndian(2, place.base);
        messages.attributeBigEndian(3, place.offset);
        messages.attributeBigEndian(4, place.length);
        batch.close(load);
        int lookup = batch.expression("lookup");
        messages.attribute(1, place.set);
        messages.attributeBigEndian(2, FilterBatch.REGISTER);
        batch.close(lookup);
        int verdict = batch.expression("immediate");
        messages.attributeBigEndian(1, 0);
        int data = messages.nest(2);
        int code = messages.nest(2);
        messages.attributeBigEndian(1, DROP);
        messages.close(code);
        messages.close(data);
        batch.close(verdict);
        messages.close(expressions);
        batch.end();
    }

    private void isProtocol(int etherType) {
        Messages messages = batch.messages();
        int meta = batch.expression("meta");
        messages.attributeBigEndian(1, FilterBatch.REGISTER);
        messages.attributeBigEndian(2, META_PROTOCOL);
        batch.close(meta);
        int compare = batch.expression("cmp");
        messages.attributeBigEndian(1, FilterBatch.REGISTER);
        messages.attributeBigEndian(2, 0);
        int data = messages.nest(3);
        messages.attribute(1, new byte[] {(byte) (etherType >>> 8), (byte) etherType});
        messages.close(data);
        batch.close(compare);
    }
}
