package io.gyre.wire.seal;

import io.gyre.wire.SegmentId;
import java.util.List;

/**
 * A segment, opened and checked.
 *
 * @param pieces in their order in the segment, all of them views of one buffer
 * @param rawBytes of the payload, which that buffer holds
 */
public record OpenSegment(SegmentId id, List<Piece> pieces, long rawBytes) {
    public OpenSegment {
        pieces = List.copyOf(pieces);
    }
}
