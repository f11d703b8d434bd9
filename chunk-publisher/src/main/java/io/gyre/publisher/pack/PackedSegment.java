package io.gyre.publisher.pack;

import io.gyre.wire.SegmentRef;
import io.gyre.wire.seal.SealedSegment;
import java.util.List;

/**
 * A sealed segment and what the manifest says of it, before it lies on Kafka.
 *
 * @param beginNs as in {@link SegmentRef}, as are the others
 */
public record PackedSegment(SealedSegment sealed, long beginNs, long endNs, long packets, List<Integer> streams) {
    public PackedSegment {
        streams = List.copyOf(streams);
    }

    /** {@return the segment's place in a manifest, when it lies there} */
    public SegmentRef at(int partition, long offset) {
        return new SegmentRef(sealed.id().chunk().number(), sealed.id().index(), partition, offset, sealed.rawBytes(),
                sealed.value().length, sealed.sha256(), beginNs, endNs, packets, streams);
    }
}
