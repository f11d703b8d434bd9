package io.gyre.chunk.inspect;

import io.gyre.chunk.SessionLine;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * What one session line holds.
 *
 * @param damages what could not be read, in words, with place and code
 */
public record LineSummary(SessionLine line, List<TraceSummary> traces, IndexHealth index, List<String> damages) {
    public LineSummary {
        traces = List.copyOf(traces);
        damages = List.copyOf(damages);
    }

    /** {@return all data streams} */
    public List<StreamSummary> streams() {
        return traces.stream().flatMap(trace -> trace.streams().stream()).toList();
    }

    /** {@return how many events there are} */
    public long events() {
        return streams().stream().mapToLong(StreamSummary::events).sum();
    }

    /** {@return how many packets there are} */
    public long packets() {
        return streams().stream().mapToLong(StreamSummary::packets).sum();
    }

    /** {@return the bytes of all packets} */
    public long bytes() {
        return streams().stream().mapToLong(StreamSummary::bytes).sum();
    }

    /** {@return events that the tracer counted as discarded} */
    public long discardedEvents() {
        return streams().stream().mapToLong(StreamSummary::discardedEvents).sum();
    }

    /** {@return packets whose numbers are missing} */
    public long lostPackets() {
        return streams().stream().mapToLong(StreamSummary::lostPackets).sum();
    }

    /** {@return the time of the first event, in nanoseconds from the origin} */
    public OptionalLong beginNs() {
        return streams().stream().map(StreamSummary::beginNs).flatMapToLong(LineSummary::stream).min();
    }

    /** {@return the time of the last event} */
    public OptionalLong endNs() {
        return streams().stream().map(StreamSummary::endNs).flatMapToLong(LineSummary::stream).max();
    }

    private static LongStream stream(OptionalLong value) {
        return value.stream();
    }
}
