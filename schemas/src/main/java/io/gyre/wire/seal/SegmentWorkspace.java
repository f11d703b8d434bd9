package io.gyre.wire.seal;

import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The compressor and buffers of one {@link SegmentWriter} after another: to make them anew for each segment costs a page fault for each
 * of their pages. Not thread-safe; to be closed.
 */
public final class SegmentWorkspace implements AutoCloseable {
    /** A call of zstd costs as much as compressing a few hundred bytes: small pieces go to it together. */
    private static final int STAGE_BYTES = 64 << 10;
    private static final int FIRST_BYTES = 64 << 10;
    /** What one large segment needed is not kept for the small ones that follow. */
    private static final int MAX_KEPT_BYTES = 4 << 20;
    /** zstd's levels with two hash tables, a fast one and a small one. */
    private static final int FIRST_DOUBLE_LEVEL = 3;
    private static final int LAST_DOUBLE_LEVEL = 4;
    private static final int WINDOW_LOG = 18;
    private static final int HASH_LOG = 16;
    private static final int CHAIN_LOG = 15;

    final ZstdCompressCtx zstd = new ZstdCompressCtx();
    final byte[] stage = new byte[STAGE_BYTES];
    byte[] compressed = new byte[FIRST_BYTES];

    /** Whether a workspace outlives its writer. */
    enum Use {
        ONCE, AGAIN
    }

    /** Makes the compressor ready for a new frame. */
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

    /** {@return the room after the first {@code filled} compressed bytes}, never empty */
    ByteBuffer room(int filled) {
        if (filled == compressed.length) {
            compressed = Arrays.copyOf(compressed, Math.multiplyExact(compressed.length, 2));
        }
        return ByteBuffer.wrap(compressed, filled, compressed.length - filled);
    }

    @Override
    public void close() {
        zstd.close();
    }
}
