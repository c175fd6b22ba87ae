package dev.ganz.sim.record;

import dev.ganz.wire.pcap.Direction;
import dev.ganz.wire.pcap.LinkType;
import dev.ganz.wire.pcap.PcapngWriter;
import dev.ganz.wire.pcap.PendingFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** One pcapng file being written; what goes wrong names it. */
final class CaptureFile implements Closeable {
    private final Path path;
    private final Path place;
    private final PendingFile file;
    private final PcapngWriter writer;

    private CaptureFile(Path path, Path place, PendingFile file, PcapngWriter writer) {
        this.path = path;
        this.place = place;
        this.file = file;
        this.writer = writer;
    }

    /**
     * Begins a file.
     *
     * @param path as the user wrote it
     * @param place the same, absolute
     */
    static CaptureFile create(Path path, Path place) {
        try {
            PendingFile file = PendingFile.create(place);
            return new CaptureFile(path, place, file, new PcapngWriter(file, "Ganz"));
        } catch (IOException failure) {
            throw FileFailure.writing(path, failure);
        }
    }

    Path place() {
        return place;
    }

    int addInterface(String name) {
        try {
            return writer.addInterface(name, LinkType.ETHERNET);
        } catch (IOException failure) {
            throw FileFailure.writing(path, failure);
        }
    }

    void frame(int number, long time, Direction direction, byte[] octets, int offset, int length) {
        try {
            writer.packet(number, time, direction, octets, offset, length);
        } catch (IOException failure) {
            throw FileFailure.writing(path, failure);
        }
    }

    void commit() {
        try {
            writer.flush();
            file.commit();
        } catch (IOException failure) {
            throw FileFailure.writing(path, failure);
        }
    }

    /** Removes the file unless {@link #commit} was called. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw FileFailure.writing(path, failure);
        }
    }
}
