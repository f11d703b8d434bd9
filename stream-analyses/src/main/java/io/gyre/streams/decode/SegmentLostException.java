package io.gyre.streams.decode;

/** A segment that a manifest names is not on its topic any more. */
public final class SegmentLostException extends Exception {
    public static final String CODE = "segment-lost";

    public SegmentLostException(String message) {
        super(message);
    }
}
