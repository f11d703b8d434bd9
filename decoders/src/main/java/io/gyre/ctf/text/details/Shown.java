package io.gyre.ctf.text.details;

/** What may be left out, as the parameters {@code with-…} of babeltrace2's sink do. */
public enum Shown {
    METADATA, TIME, TRACE_NAME, STREAM_NAME, UID
}
