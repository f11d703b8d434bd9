package io.gyre.cli;

import io.gyre.chunk.ChunkStreams;
import io.gyre.chunk.SessionLine;
import io.gyre.ctf.CtfException;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.order.TimeRange;
import io.gyre.ctf.text.TimeBound;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which times are asked for. */
final class TimeRangeOptions {
    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Option(names = { "-b", "--begin"}, paramLabel = "TIME",
            description = "Leave out what is earlier. TIME is " + TimeBound.FORMS
                    + "; without a date, one of the day on which the first trace begins.")
    @Nullable
    String begin;

    @Option(names = { "-e", "--end"}, paramLabel = "TIME", description = "Leave out what is later.")
    @Nullable
    String end;

    @Option(names = { "-t", "--timerange"}, paramLabel = "TIME,TIME",
            description = "Both at once; may stand in [ ].")
    @Nullable
    String timerange;

    /** What was asked for. */
    record Bounds(@Nullable TimeBound begin, @Nullable TimeBound end) {
        /** {@return the range}; what has no date is of the day on which the first of the traces begins. */
        TimeRange range(List<SessionLine> lines) throws IOException, CtfException {
            if (begin == null && end == null) {
                return TimeRange.ALL;
            }
            long beginNs = beginNs(lines);
            return new TimeRange(begin == null ? Long.MIN_VALUE : begin.toNanos(beginNs),
                    end == null ? Long.MAX_VALUE : end.toNanos(beginNs));
        }

        private static long beginNs(List<SessionLine> lines) throws IOException, CtfException {
            List<StreamInput> streams = new ArrayList<>();
            for (SessionLine line : lines) {
                streams.addAll(ChunkStreams.open(line, (_, _) -> {}));
            }
            try (EventReader events = EventReader.handlers(streams, List.of(), (_, _) -> {})) {
                return events.beginNs().orElse(0);
            }
        }
    }

    Bounds bounds(ZoneId zone) {
        String first = begin;
        String last = end;
        if (timerange != null) {
            if (begin != null || end != null) {
                throw wrong("--timerange says what --begin and --end do; give one or the other");
            }
            boolean isBracketed = timerange.startsWith("[") && timerange.endsWith("]");
            String[] parts = (isBracketed ? timerange.substring(1, timerange.length() - 1) : timerange).split(",", -1);
            if (parts.length != 2) {
                throw wrong("--timerange is BEGIN,END, not `" + timerange + "`");
            }
            first = parts[0];
            last = parts[1];
        }
        return new Bounds(bound(first, zone), bound(last, zone));
    }

    private @Nullable TimeBound bound(@Nullable String text, ZoneId zone) {
        if (text == null) {
            return null;
        }
        Optional<TimeBound> bound = TimeBound.parse(text, zone);
        return bound.orElseThrow(() -> wrong("`" + text + "` is no time; write " + TimeBound.FORMS));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
