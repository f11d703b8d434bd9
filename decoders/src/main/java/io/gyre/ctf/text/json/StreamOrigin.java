package io.gyre.ctf.text.json;

import io.gyre.ctf.read.StreamInfo;

/**
 * Where a data stream comes from.
 *
 * @param host as the trace's environment names it; may be empty
 * @param session the recording session; may be empty
 * @param trace the trace's folder below its chunk; empty when that is the chunk itself
 */
public record StreamOrigin(String host, String session, String trace) {

    /** Knows the origin of streams. */
    @FunctionalInterface
    public interface Origins {
        /** {@return where a stream comes from} */
        StreamOrigin of(StreamInfo stream);
    }
}
