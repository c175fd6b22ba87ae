package dev.ganz.disk.codec;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Frames of zstd (RFC 8878), one for each piece. */
public final class Zstandard implements Compressor {
    private final int level;
    private final Queue<ZstdCompressCtx> idle = new ConcurrentLinkedQueue<>();

    /** @param level 1 to 22 */
    public Zstandard(int level) {
        this.level = level;
    }

    @Override
    public byte[] compress(byte[] octets) {
        ZstdCompressCtx context = idle.poll();
        if (context == null) {
            context = new ZstdCompressCtx().setLevel(level);
        }
        byte[] frame = context.compress(octets);
        idle.add(context);
        return frame;
    }

    /** Fills {@code into} from the frame in {@code octets}, and returns how many octets it gave; what is behind it is not looked at. */
    public static int decompress(byte[] octets, byte[] into) throws IOException {
        try (ZstdInputStreamNoFinalizer frame = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(octets))) {
            return frame.readNBytes(into, 0, into.length);
        }
    }

    @Override
    public void close() {
        idle.forEach(ZstdCompressCtx::close);
    }
}
