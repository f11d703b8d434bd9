package io.gyre.wire.seal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The compressor and buffers of one {@link SegmentWriter} after another: to make them anew for each segment costs a page fault for each
 * of their pages. Not thread-safe; to be closed, by whichever thread.
 */
public final class SegmentWorkspace implements AutoCloseable {
    /**
     * A frame's content. It stays in a core's own cache from reading to compressing; and zstd makes two blocks of it, none of which is a full
     * one with another before it, where it would look for a better place to part them: that takes 7 % of its time for half a percent of the
     * size. Its streaming over all frames is slower, since matches then span the ends of a ring buffer (deploy/docs/performance.md).
     */
    private static final int FRAME_BYTES = 255 << 10;
    /** The first frame tells early how well a segment compresses. */
    private static final int FIRST_FRAME_BYTES = 64 << 10;
    private static final int MOST_COMPRESSED_BYTES = (int) Zstd.compressBound(FRAME_BYTES);
    private static final int FIRST_BYTES = 64 << 10;
    /** What one large segment needed is not kept for the small ones that follow. */
    private static final int MAX_KEPT_BYTES = 4 << 20;
    /** zstd's levels with two hash tables, a fast one and a small one. */
    private static final int FIRST_DOUBLE_LEVEL = 3;
    private static final int LAST_DOUBLE_LEVEL = 4;
    private static final int WINDOW_LOG = 18;
    private static final int HASH_LOG = 13;
    private static final int CHAIN_LOG = 12;
    /** What level 3 has for long inputs; for short ones zstd takes 4. */
    private static final int MIN_MATCH = 5;

    private final ZstdCompressCtx zstd = new ZstdCompressCtx();
    private final Arena memory = Arena.ofShared();
    /** The next frame's content. */
    final ByteBuffer stage = memory.allocate(FRAME_BYTES).asByteBuffer();
    private final ByteBuffer frame = memory.allocate(MOST_COMPRESSED_BYTES).asByteBuffer();
    byte[] compressed = new byte[FIRST_BYTES];
    /** What a full segment takes. */
    private int usualBytes;

    /** Whether a workspace outlives its writer. */
    enum Use {
        ONCE, AGAIN
    }

    /** Makes the compressor ready for a new segment. */
    void begin(SegmentOptions options) {
        zstd.reset();
        zstd.setLevel(options.zstdLevel());
        if (options.zstdLevel() >= FIRST_DOUBLE_LEVEL && options.zstdLevel() <= LAST_DOUBLE_LEVEL) {
            // Packets resemble their neighbours: a window and tables that stay in a core's own cache compress traces within 2 % as well as
            // zstd's default of 2 MiB, some better, at 1.2 to 1.5 times the speed (deploy/docs/performance.md).
            zstd.setWindowLog(WINDOW_LOG).setHashLog(HASH_LOG).setChainLog(CHAIN_LOG).setMinMatch(MIN_MATCH);
        }
        usualBytes = (int) Math.min((long) options.sealedBytes() + FRAME_BYTES, MAX_KEPT_BYTES);
        if (compressed.length > MAX_KEPT_BYTES) {
            compressed = new byte[FIRST_BYTES];
        }
    }

    /** {@return how many bytes the next frame takes, after so many} */
    static int frameBytes(long before) {
        return before == 0 ? FIRST_FRAME_BYTES : FRAME_BYTES;
    }

    /**
     * Appends the first bytes of the stage as a frame to the compressed ones.
     *
     * @param filled how many of these there are
     * @return how many there are then
     */
    int compress(int length, int filled) {
        int size = zstd.compressDirectByteBuffer(frame, 0, MOST_COMPRESSED_BYTES, stage, 0, length);
        if (compressed.length - filled < size) {
            compressed = Arrays.copyOf(compressed, Math.max(Math.addExact(filled, size),
                    Math.max(usualBytes, (int) Math.min(compressed.length * 2L, Integer.MAX_VALUE - 8))));
        }
        frame.get(0, compressed, filled, size);
        return filled + size;
    }

    @Override
    public void close() {
        zstd.close();
        memory.close();
    }
}
