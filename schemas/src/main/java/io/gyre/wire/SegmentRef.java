package io.gyre.wire;

import java.util.List;

/**
 * Where a sealed segment lies, and what is in it.
 *
 * @param chunkId the chunk that the segment belongs to; in a list of carried segments, an earlier one
 * @param index from 0; segment 0 of a chunk holds what is not packets (metadata first of all) and, in a small chunk, everything
 * @param partition of the segments topic
 * @param offset in that partition
 * @param rawBytes of the payload before compression
 * @param sealedBytes of the record's value
 * @param sha256 of the record's value
 * @param beginNs earliest begin of its packets, nanoseconds since the epoch; {@link Long#MAX_VALUE} without packets,
 *        {@link Long#MIN_VALUE} when packets do not say
 * @param endNs latest end of its packets; {@link Long#MIN_VALUE} without packets, {@link Long#MAX_VALUE} when packets do not say
 * @param streams positions in the {@link Manifest#streams()} of chunk {@code chunkId} whose packets are inside, ascending
 */
public record SegmentRef(long chunkId, int index, int partition, long offset, long rawBytes, long sealedBytes,
        Sha256 sha256, long beginNs, long endNs, long packets, List<Integer> streams) {

    public SegmentRef {
        streams = List.copyOf(streams);
    }
}
