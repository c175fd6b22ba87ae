package dev.ganz.wire.pcap;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One of the two kinds of capture file, being read. */
sealed interface CaptureFormat permits PcapFormat, PcapngFormat {
    /** Octets of a packet, and of a block without its frame, that are believed; longer ones are a broken length field. */
    int LONGEST_PACKET = 1 << 24;

    /** The next packet, or null at the end of the file; always the same object. */
    @Nullable
    CapturedPacket next() throws IOException;
}
