package io.gyre.wire.seal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;

/**
 * The compressor and buffers of one {@link SegmentWriter} after another: to make them anew for each segment costs a page fault for each
 * of their pages. Not thread-safe; to be closed.
 */
public final class SegmentWorkspace implements AutoCloseable {
    /**
     * A frame's content. It stays in a core's own cache from the copying to the compressing, and neither a larger one nor zstd's streaming
     * over all frames compresses better by a percent; the latter is slower, since matches then span the ends of a ring buffer.
     */
    private static final int FRAME_BYTES = 512 << 10;
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

    private final ZstdCompressCtx zstd = new ZstdCompressCtx();
    final byte[] stage = new byte[FRAME_BYTES];
    byte[] compressed = new byte[FIRST_BYTES];

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
            zstd.setWindowLog(WINDOW_LOG).setHashLog(HASH_LOG).setChainLog(CHAIN_LOG);
        }
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
        int most = length == FRAME_BYTES ? MOST_COMPRESSED_BYTES : (int) Zstd.compressBound(length);
        if (compressed.length - filled < most) {
            compressed = Arrays.copyOf(compressed, Math.max(Math.addExact(filled, most),
                    (int) Math.min(compressed.length * 2L, Integer.MAX_VALUE - 8)));
        }
        return filled + zstd.compressByteArray(compressed, filled, compressed.length - filled, stage, 0, length);
    }

    @Override
    public void close() {
        zstd.close();
    }
}
