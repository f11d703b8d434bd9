package io.gyre.wire.seal;

/**
 * How large segments become.
 *
 * @param zstdLevel 1 to 19; 3 compresses traces 4 to 6 times at a few hundred MB/s
 * @param sealedBytes about how many bytes a segment should have when sealed
 * @param rawBytes at most how many bytes a segment should hold, unless a single packet is larger: bounds the reader's memory
 */
public record SegmentOptions(int zstdLevel, int sealedBytes, int rawBytes) {

    public static final SegmentOptions DEFAULT = new SegmentOptions(3, 1 << 20, 16 << 20);

    public SegmentOptions {
        if (zstdLevel < 1 || zstdLevel > 19) {
            throw new IllegalArgumentException("zstd level " + zstdLevel + " is not from 1 to 19");
        }
        if (sealedBytes < 1 || rawBytes < 1) {
            throw new IllegalArgumentException(
                    "a segment of " + sealedBytes + " sealed and " + rawBytes + " raw bytes holds nothing");
        }
    }

    public SegmentOptions withZstdLevel(int level) {
        return new SegmentOptions(level, sealedBytes, rawBytes);
    }

    public SegmentOptions withSealedBytes(int bytes) {
        return new SegmentOptions(zstdLevel, bytes, rawBytes);
    }
}
