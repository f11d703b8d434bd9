package io.gyre.streams.decode;

import io.gyre.wire.SegmentRef;

/** Where sealed segments come from. Used by one thread at a time. */
public interface SegmentFetcher extends AutoCloseable {

    /**
     * {@return the record that a manifest names, not yet verified}
     *
     * @throws SegmentLostException when it is gone for good; what may pass is waited for
     */
    byte[] fetch(SegmentRef segment) throws SegmentLostException;

    /** {@return the name of the record for errors, such as {@code gyre.segments-3@1234}} */
    String nameOf(SegmentRef segment);

    @Override
    void close();
}
