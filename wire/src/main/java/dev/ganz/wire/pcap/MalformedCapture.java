package dev.ganz.wire.pcap;

import java.io.IOException;

/** Octets that are no capture file, or one that this package refuses; the message says what, where, expected and found. */
public final class MalformedCapture extends IOException {
    private static final long serialVersionUID = 1;

    /** Octet of the file, after unpacking, at which the thing in question begins. */
    private final long offset;

    MalformedCapture(String what, long offset, String expected, String found) {
        super(what + " at octet " + offset + ": expected " + expected + ", found " + found);
        this.offset = offset;
    }

    public long offset() {
        return offset;
    }
}
