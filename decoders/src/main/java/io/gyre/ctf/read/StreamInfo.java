package io.gyre.ctf.read;

import io.gyre.ctf.model.DataStreamClass;
import io.gyre.ctf.model.TraceClass;
import org.jspecify.annotations.Nullable;

/**
 * Who a data stream is, stable over the chunks of a session line.
 *
 * @param tracePath the trace's folder below its chunk, such as {@code kernel} or {@code ust/uid/0/64-bit}; may be empty
 * @param dataStreamId null when the trace does not number its streams
 * @param name the stream's file name without a trace-file number, such as {@code ch_0}
 */
public record StreamInfo(String tracePath, TraceClass traceClass, DataStreamClass dataStreamClass,
        @Nullable Long dataStreamId, String name) {}
