package io.gyre.wire.seal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.gyre.wire.SealException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Decompresses zstd frames into one buffer with spare bytes behind, and never into more memory than it may. */
final class ZstdFrames {
    /** Loads of 64 bits may start at a payload's last byte. */
    static final int SPARE_BYTES = 8;
    /** A frame's window, which the decompressor allocates: 8 MiB, what the highest level of a writer uses. */
    private static final int WINDOW_LOG = 23;
    private static final int FIRST_BYTES = 64 << 10;

    private ZstdFrames() {}

    /** {@return a reader of the frames' content}, which must have this length */
    static SegmentReader exactly(byte[] frames, int length, String resource) throws SealException {
        checkWhole(frames, resource);
        byte[] content = new byte[length + SPARE_BYTES];
        try (var zstd = new ZstdDecompressCtx()) {
            int actual = zstd.decompressByteArray(content, 0, length, frames, 0, frames.length);
            if (actual != length) {
                throw new SealException(SealException.Kind.CORRUPT, resource,
                        actual + " raw bytes, not the " + length + " that the manifest names");
            }
            return SegmentReader.of(content, length, resource);
        } catch (ZstdException e) {
            throw failed(e, length, resource);
        }
    }

    /** {@return a reader of the frames' content}, which must not be longer than this */
    static SegmentReader atMost(byte[] frames, int limit, String resource) throws SealException {
        checkWhole(frames, resource);
        byte[] content = new byte[Math.min(limit, FIRST_BYTES) + SPARE_BYTES];
        int length = 0;
        ByteBuffer source = ByteBuffer.wrap(frames);
        try (var zstd = new ZstdDecompressCtx().setLongMax(WINDOW_LOG)) {
            boolean ended = false;
            while (!ended || source.hasRemaining()) {
                int room = content.length - SPARE_BYTES - length;
                ByteBuffer target = ByteBuffer.wrap(content, length, room);
                ended = zstd.decompressByteBufferStream(target, source);
                length += target.position() - length;
                if (!ended && !target.hasRemaining()) {
                    if (length >= limit) {
                        throw tooLarge(limit, resource);
                    }
                    content = Arrays.copyOf(content, (int) Math.min(limit, length * 2L) + SPARE_BYTES);
                } else if (!ended && !source.hasRemaining()) {
                    throw new SealException(SealException.Kind.CORRUPT, resource, "a zstd frame is cut short");
                }
            }
        } catch (ZstdException e) {
            throw failed(e, limit, resource);
        }
        return SegmentReader.of(content, length, resource);
    }

    private static void checkWhole(byte[] frames, String resource) throws SealException {
        if (frames.length == 0) {
            throw new SealException(SealException.Kind.CORRUPT, resource, "nothing is sealed in it");
        }
        int at = 0;
        try {
            while (at < frames.length) {
                int size = (int) Zstd.findFrameCompressedSize(frames, at, frames.length - at);
                if (size <= 0) {
                    throw new SealException(SealException.Kind.CORRUPT, resource, "no zstd frame at byte " + at);
                }
                at += size;
            }
        } catch (ZstdException e) {
            throw new SealException(SealException.Kind.CORRUPT, resource,
                    "no whole zstd frame at byte " + at + ": " + e.getMessage(), e);
        }
    }

    private static SealException failed(ZstdException e, int limit, String resource) {
        if (e.getErrorCode() == Zstd.errDstSizeTooSmall()) {
            return tooLarge(limit, resource);
        }
        return new SealException(SealException.Kind.CORRUPT, resource,
                "a zstd frame does not open: " + e.getMessage(),
                e);
    }

    private static SealException tooLarge(int limit, String resource) {
        return new SealException(SealException.Kind.TOO_LARGE, resource, "more raw bytes than " + limit);
    }
}
