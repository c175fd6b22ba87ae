package dev.ganz.sim.record;

import dev.ganz.lab.InvalidInput;
import dev.ganz.stack.result.LabEvent;
import dev.ganz.wire.pcap.PendingFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes down every delivery and event of a run, in the order in which the engine names them. The file appears when
 * {@link #commit} is called and not before; {@link #close} without that leaves nothing. For one thread; {@link #delivery} does not
 * allocate. A file that cannot be written is an {@link InvalidInput}, from any method.
 */
public final class RunRecorder implements Closeable {
    private final Path path;
    private final PendingFile file;
    private final BlockSink sink;
    private final FrameMemory memory = new FrameMemory();
    private long time;
    private long deliveries;
    private long events;

    private RunRecorder(Path path, PendingFile file, BlockSink sink) {
        this.path = path;
        this.file = file;
        this.sink = sink;
    }

    /** Begins a record; whatever {@code path} is named now stays until {@link #commit}. */
    public static RunRecorder create(Path path, RunHeader header) {
        try {
            PendingFile file = PendingFile.create(path);
            try {
                RunRecorder recorder = new RunRecorder(path, file, new BlockSink(file));
                recorder.write(header);
                return recorder;
            } catch (IOException | RuntimeException failure) {
                file.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw FileFailure.writing(path, failure);
        }
    }

    /**
     * A link has delivered a frame to a node.
     *
     * @param now nanoseconds, not before the entry before
     * @param node place in the header's nodes
     * @param port place in the node's ports
     */
    public void delivery(long now, int node, int port, byte[] octets, int offset, int length) {
        try {
            sink.reserve(RecordFormat.LONGEST_DELIVERY);
        } catch (IOException failure) {
            throw FileFailure.writing(path, failure);
        }
        sink.put8(RecordFormat.DELIVERY);
        sink.putNumber(elapsed(now));
        sink.putNumber(node);
        sink.putNumber(port);
        sink.putNumber(length);
        int slot = memory.take(octets, offset, Math.min(length, RecordFormat.KEPT));
        memory.guess(node, port, slot);
        long wrong = memory.wrong();
        sink.put16(slot);
        sink.put64(wrong);
        sink.putChosen(memory.frame(), wrong);
        memory.remember(node, port, slot);
        deliveries++;
    }

    /** Something happened, not before the entry before. */
    public void event(LabEvent event) {
        try {
            sink.reserve(1 + RecordFormat.LONGEST_NUMBER);
            sink.put8(RecordFormat.EVENT);
            sink.putNumber(elapsed(event.time()));
            sink.text(event.kind().name());
            sink.text(event.place());
            sink.text(event.text());
        } catch (IOException failure) {
            throw FileFailure.writing(path, failure);
        }
        events++;
    }

    /**
     * Ends the record and gives the file its name.
     *
     * @param digest of the run, as its result says
     */
    public void commit(long digest) {
        try {
            sink.reserve(1 + 8 + 2 * RecordFormat.LONGEST_NUMBER);
            sink.put8(RecordFormat.LAST);
            sink.put64(digest);
            sink.putNumber(deliveries);
            sink.putNumber(events);
            sink.end();
            file.commit();
        } catch (IOException failure) {
            throw FileFailure.writing(path, failure);
        }
    }

    /** Removes the file unless {@link #commit} was called. */
    @Override
    public void close() {
        sink.release();
        try {
            file.close();
        } catch (IOException failure) {
            throw FileFailure.writing(path, failure);
        }
    }

    private long elapsed(long now) {
        long since = now - time;
        if (since < 0) {
            throw new IllegalArgumentException("recorded at " + now + " after " + time);
        }
        time = now;
        return since;
    }

    private void write(RunHeader header) throws IOException {
        sink.text(header.lab());
        sink.reserve(8 + RecordFormat.LONGEST_NUMBER);
        sink.put64(header.seed());
        sink.putNumber(header.nodes().size());
        for (RecordedNode node : header.nodes()) {
            sink.text(node.name());
            sink.reserve(RecordFormat.LONGEST_NUMBER);
            sink.putNumber(node.ports().size());
            for (String port : node.ports()) {
                sink.text(port);
            }
        }
    }
}
