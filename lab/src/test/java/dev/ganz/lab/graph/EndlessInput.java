package dev.ganz.lab.graph;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.InputStream;

/** A beginning, and then one text again and again for ever. */
final class EndlessInput extends InputStream {
    private final byte[] beginning;
    private final byte[] rest;
    private long at;

    EndlessInput(String beginning, String rest) {
        this.beginning = beginning.getBytes(US_ASCII);
        this.rest = rest.repeat(1 << 13).getBytes(US_ASCII); // long, so that a read copies much at once
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        boolean first = at < beginning.length;
        byte[] source = first ? beginning : rest;
        int from = (int) (first ? at : (at - beginning.length) % rest.length);
        int count = Math.min(length, source.length - from);
        System.arraycopy(source, from, buffer, offset, count);
        at += count;
        return count;
    }
}
