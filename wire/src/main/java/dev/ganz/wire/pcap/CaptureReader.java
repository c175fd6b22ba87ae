package dev.ganz.wire.pcap;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a capture file from front to back, whatever its name: pcap or pcapng, in either byte order, packed by gzip or not. Memory
 * is bounded, whatever the file. For one thread.
 */
public final class CaptureReader implements Closeable {
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int MAGIC_LENGTH = 4;

    private final OctetSource source;
    private final CaptureFormat format;

    private CaptureReader(OctetSource source) throws IOException {
        this.source = source;
        this.format = format(source);
    }

    /** Opens a file; see {@link #of}. */
    public static CaptureReader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return of(in);
        } catch (IOException | RuntimeException failure) {
            in.close();
            throw failure;
        }
    }

    /** Whether a file that begins with these octets is a capture of any kind, unpacked, be it one that is refused. */
    public static boolean recognises(byte[] head) {
        if (head.length < MAGIC_LENGTH) {
            return false;
        }
        int magic = ByteBuffer.wrap(head).getInt();
        return magic == PcapngBlock.SECTION
                || isPcap(magic)
                || isPcap(Integer.reverseBytes(magic))
                || nameOf(magic).contains("editcap");
    }

    /**
     * Recognises what {@code in} holds by its first octets and reads the header. The stream is the reader's from then on.
     *
     * @throws MalformedCapture if it is no capture file or one of an unsupported kind
     */
    public static CaptureReader of(InputStream in) throws IOException {
        PushbackInputStream again = new PushbackInputStream(in, 2);
        byte[] magic = again.readNBytes(2);
        again.unread(magic);
        boolean packed = magic.length == 2 && ((magic[0] & 0xff) << 8 | magic[1] & 0xff) == GZIP_MAGIC;
        return new CaptureReader(new OctetSource(packed ? unpacked(again) : again));
    }

    /**
     * Goes to the next packet: null at the end of the file, else an object that is valid until the next call.
     *
     * @throws MalformedCapture if the file is cut or broken here; there is no going on after that
     */
    public @Nullable CapturedPacket next() throws IOException {
        return format.next();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private static InputStream unpacked(InputStream in) throws IOException {
        try {
            return new GZIPInputStream(new BufferedInputStream(in), 1 << 16);
        } catch (EOFException | ZipException broken) {
            MalformedCapture malformed =
                    new MalformedCapture("gzip header", 0, "a whole one", String.valueOf(broken.getMessage()));
            malformed.initCause(broken);
            throw malformed;
        }
    }

    private static CaptureFormat format(OctetSource source) throws IOException {
        source.require("capture file", MAGIC_LENGTH);
        int magic = source.i32(source.position());
        if (magic == PcapngBlock.SECTION) {
            return new PcapngFormat(source);
        }
        boolean big = isPcap(magic);
        if (big || isPcap(Integer.reverseBytes(magic))) {
            source.bigEndian(big);
            return new PcapFormat(source);
        }
        throw new MalformedCapture("magic number", source.offset(), "that of pcap or pcapng", nameOf(magic));
    }

    private static boolean isPcap(int magic) {
        return magic == PcapFormat.MICROSECONDS || magic == PcapFormat.NANOSECONDS;
    }

    /** Kinds of file that people have in place of a capture are named, so that the message says what to convert. */
    private static String nameOf(int magic) {
        String name = switch (magic) {
            case 0xa1b2cd34, 0x34cdb2a1 -> "modified pcap (Kuznetzov); editcap converts it";
            case 0xa1b234cd, 0xcd34b2a1 -> "modified pcap (Navtel); editcap converts it";
            case 0x1c0001ac, 0xac01001c, 0x1c0001ab, 0xab01001c -> "a capture of IXIA; editcap converts it";
            case 0x736e6f6f -> "snoop; editcap converts it";
            case 0x28b52ffd -> "a file packed by zstd; unpack it first";
            case 0x04224d18 -> "a file packed by lz4; unpack it first";
            case 0xfd377a58 -> "a file packed by xz; unpack it first";
            case 0x504b0304 -> "a zip archive; unpack it first";
            default -> "";
        };
        if (!name.isEmpty()) {
            return name;
        }
        return switch (magic >>> 8) {
            case 0x425a68 -> "a file packed by bzip2; unpack it first";
            default -> magic >>> 16 == GZIP_MAGIC ? "a second gzip within the first" : String.format("%08x", magic);
        };
    }
}
