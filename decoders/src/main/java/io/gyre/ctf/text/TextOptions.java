package io.gyre.ctf.text;

import io.gyre.ctf.read.StreamInfo;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How events are written: the reading options of {@code babeltrace2}, which names them as its {@code sink.text.pretty} does.
 *
 * @param times how the time of an event is written
 * @param zone whose time of day that is
 * @param delta whether the time since the event before stands behind it
 * @param shown what stands between the time and the event's name
 * @param names which names are written
 * @param naming names traces, for {@link Shown#TRACE} and for messages about losses
 */
public record TextOptions(Times times, ZoneId zone, Delta delta, Set<Shown> shown, Set<Names> names, Coloring coloring,
        TraceNaming naming) {

    /** That of {@code babeltrace2 --clock-gmt --no-delta}. */
    public static final TextOptions DEFAULT = new TextOptions(Times.OF_DAY, ZoneOffset.UTC, Delta.HIDDEN, Shown.USUAL,
            Names.USUAL, Coloring.PLAIN, TraceNaming.METADATA);

    public TextOptions {
        shown = Set.copyOf(shown);
        names = Set.copyOf(names);
    }

    /** The form of an event's time. */
    public enum Times {
        /** {@code hh:mm:ss.nnnnnnnnn}. */
        OF_DAY,
        /** The same, after {@code YYYY-MM-DD}. */
        DATED,
        /** Seconds and nanoseconds from the clock's origin. */
        SECONDS,
        /** The clock's value, 20 digits. */
        CYCLES
    }

    /** Whether the time since the event before is written. */
    public enum Delta {
        HIDDEN, SHOWN
    }

    /** What may stand between an event's time and its name, in this order. */
    public enum Shown {
        TRACE, HOSTNAME, DOMAIN, PROCNAME, VPID, LOG_LEVEL, EMF_URI;

        /** What is shown when nobody asks for anything else. */
        public static final Set<Shown> USUAL = Set.copyOf(EnumSet.of(HOSTNAME, PROCNAME, VPID));
    }

    /** Whose names are written. */
    public enum Names {
        /** Of what stands ahead of the fields: {@code timestamp = …, name = …}. */
        HEADER,
        /** Of fields of contexts. */
        CONTEXT,
        /** Of fields of the payload. */
        PAYLOAD,
        /** Of scopes: {@code event.fields = {…}}. */
        SCOPE;

        /** What is shown when nobody asks for anything else. */
        public static final Set<Names> USUAL = Set.copyOf(EnumSet.of(CONTEXT, PAYLOAD));
    }

    /** Whether the codes of a terminal's colours are written. */
    public enum Coloring {
        PLAIN, COLORED
    }

    /** Names traces. */
    @FunctionalInterface
    public interface TraceNaming {
        /** As the metadata does. */
        TraceNaming METADATA = stream -> stream.traceClass().name();

        /** {@return the name of a stream's trace, or null when it has none} */
        @Nullable
        String nameOf(StreamInfo stream);
    }
}
