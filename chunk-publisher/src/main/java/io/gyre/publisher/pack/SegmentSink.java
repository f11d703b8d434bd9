package io.gyre.publisher.pack;

import io.gyre.publisher.error.PublishException;

/** Takes segments as they are sealed, in any order of index. */
@FunctionalInterface
public interface SegmentSink {
    void take(PackedSegment segment) throws PublishException;
}
