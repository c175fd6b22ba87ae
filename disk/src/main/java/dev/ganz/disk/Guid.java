package dev.ganz.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.UUID;

/** UUIDs whose first three fields are little-endian. */
public final class Guid {
    private Guid() {}

    /** From network order into this one, or back. */
    public static byte[] swapped(byte[] uuid) {
        ByteBuffer from = ByteBuffer.wrap(uuid);
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(from.getInt())
                .putShort(from.getShort())
                .putShort(from.getShort())
                .order(ByteOrder.BIG_ENDIAN)
                .putLong(from.getLong())
                .array();
    }

    /** The octets of {@code 8-4-4-4-12} hexadecimal digits. */
    public static byte[] parse(String text) {
        return swapped(HexFormat.of().parseHex(text.replace("-", "")));
    }

    public static String text(byte[] guid) {
        ByteBuffer network = ByteBuffer.wrap(swapped(guid));
        return new UUID(network.getLong(), network.getLong()).toString();
    }
}
