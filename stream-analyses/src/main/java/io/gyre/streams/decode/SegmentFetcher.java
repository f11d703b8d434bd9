package io.gyre.streams.decode;

import io.gyre.wire.SegmentRef;
import java.io.IOException;

/** Where sealed segments come from. Used by one thread at a time. */
public interface SegmentFetcher extends AutoCloseable {

    /**
     * {@return the record that a manifest names, not yet verified}
     *
     * @throws SegmentLostException when it is gone for good
     * @throws IOException when the broker did not answer for a while
     */
    byte[] fetch(SegmentRef segment) throws SegmentLostException, IOException;

    /** {@return the name of the record for errors, such as {@code gyre.segments-3@1234}} */
    String nameOf(SegmentRef segment);

    @Override
    void close();
}
