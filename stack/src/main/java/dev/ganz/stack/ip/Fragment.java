package dev.ganz.stack.ip;

import dev.ganz.stack.Frame;

/**
 * A part of a packet, as it lies in a frame.
 *
 * @param at index of the first octet of the part
 * @param offset where it belongs
 * @param length octets of the part, at least 1
 * @param more true if it is not the last
 */
record Fragment(Frame frame, int at, int offset, int length, boolean more) {
    int end() {
        return offset + length;
    }
}
