package io.gyre.ctf;

/** A data stream cannot be decoded at some place. */
public final class DataStreamException extends CtfException {
    private final Kind kind;

    /** What is wrong, with its stable code. */
    public enum Kind {
        TRUNCATED("packet-truncated"), BAD_MAGIC("packet-bad-magic"), BAD_UUID("packet-bad-uuid"), BAD_SIZE(
                "packet-bad-size"), TOO_LARGE("packet-too-large"), UNKNOWN_STREAM_CLASS(
                        "unknown-data-stream-class"), UNKNOWN_EVENT_CLASS("unknown-event-record-class"), PAST_CONTENT(
                                "event-past-packet-content"), BAD_SELECTOR("invalid-selector"), BAD_LENGTH(
                                        "invalid-length"), BYTE_ORDER_CHANGE(
                                                "byte-order-change-within-byte"), BAD_STRING(
                                                        "unterminated-string"), EMPTY_EVENT(
                                                                "event-of-zero-bits"), OVERSIZED_INTEGER(
                                                                        "oversized-variable-length-integer"), CLOCK_OVERFLOW(
                                                                                "clock-overflow"),
        /** An event lies earlier than the one before it in its stream. Nothing is lost by it. */
        TIME_GOES_BACK("time-goes-back");

        private final String code;

        Kind(String code) {
            this.code = code;
        }
    }

    public DataStreamException(Kind kind, Place place, String message) {
        super(place, message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public String code() {
        return kind.code;
    }
}
