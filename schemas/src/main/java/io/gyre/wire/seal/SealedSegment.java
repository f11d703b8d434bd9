package io.gyre.wire.seal;

import io.gyre.wire.SegmentId;
import io.gyre.wire.Sha256;

/**
 * A segment as it goes onto Kafka.
 *
 * @param value the record's value; not copied, not to be changed
 * @param sha256 of the value
 * @param rawBytes of the payload before compression
 */
public record SealedSegment(SegmentId id, byte[] value, Sha256 sha256, long rawBytes) {}
