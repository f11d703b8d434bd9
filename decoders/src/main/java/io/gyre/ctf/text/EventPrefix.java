package io.gyre.ctf.text;

import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.text.TextOptions.Names;
import io.gyre.ctf.text.TextOptions.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands between an event's time and its fields: {@code host:process:(pid) name: }, or with names {@code , trace:hostname =
 * host, name = name, }. The separators are babeltrace2's, odd ones too.
 */
final class EventPrefix {
    private static final List<String> LOG_LEVELS = List.of("EMERG", "ALERT", "CRIT", "ERR", "WARNING", "NOTICE", "INFO",
            "DEBUG_SYSTEM", "DEBUG_PROGRAM", "DEBUG_PROCESS", "DEBUG_MODULE", "DEBUG_UNIT", "DEBUG_FUNCTION",
            "DEBUG_LINE", "DEBUG");

    private final TextOptions options;
    private final Palette palette;
    private final LiteralText text;
    private final boolean hasNames;
    /** Whether a comma is due ahead of what comes next. */
    private final boolean hasCommas;
    private boolean isFollowed;

    private EventPrefix(TextOptions options, boolean hasTime) {
        this.options = options;
        this.palette = Palette.of(options.coloring());
        this.text = new LiteralText(palette);
        this.hasNames = options.names().contains(Names.HEADER);
        this.hasCommas = hasNames && hasTime;
    }

    static byte[] of(StreamInfo stream, EventRecordClass eventClass, TextOptions options) {
        var prefix = new EventPrefix(options, stream.dataStreamClass().defaultClock() != null);
        prefix.trace(stream);
        prefix.properties(stream.traceClass(), eventClass);
        prefix.eventName(eventClass.name());
        return prefix.text.take();
    }

    private void trace(StreamInfo stream) {
        String name = options.shown().contains(Shown.TRACE) ? options.naming().nameOf(stream) : null;
        if (name != null) {
            comma();
            if (hasNames) {
                text.name("trace");
            }
            text.text(name);
            if (hasNames) {
                text.text(", ");
            }
        }
    }

    private void properties(TraceClass trace, EventRecordClass eventClass) {
        property(Shown.HOSTNAME, "trace:hostname", trace.environmentString("hostname"));
        property(Shown.DOMAIN, "trace:domain", trace.environmentString("domain"));
        property(Shown.PROCNAME, "trace:procname", trace.environmentString("procname"));
        property(Shown.VPID, "trace:vpid",
                trace.environment().get("vpid") instanceof Long pid ? "(" + pid + ")" : null);
        property(Shown.LOG_LEVEL, "loglevel", logLevel(eventClass));
        property(Shown.EMF_URI, "model.emf.uri", eventClass.emfUri());
        if (isFollowed && !hasNames) {
            text.text(" ");
        }
    }

    private static @Nullable String logLevel(EventRecordClass eventClass) {
        long level = eventClass.logLevel().orElse(-1);
        return level < 0 || level >= LOG_LEVELS.size()
                ? null
                : "TRACE_" + LOG_LEVELS.get((int) level) + " (" + level + ")";
    }

    private void property(Shown property, String name, @Nullable String value) {
        if (value == null || !options.shown().contains(property)) {
            return;
        }
        comma();
        if (hasNames) {
            text.name(name);
        } else if (isFollowed) {
            text.text(":");
        }
        text.text(value);
        isFollowed = true;
    }

    private void eventName(String name) {
        comma();
        if (hasNames) {
            text.name("name");
        }
        boolean isKnown = !name.isEmpty();
        text.code(isKnown ? palette.eventName() : palette.unknown()).text(isKnown ? name : "<unknown>")
                .code(palette.reset()).text(hasNames ? ", " : ": ");
    }

    private void comma() {
        if (hasCommas) {
            text.text(", ");
        }
    }
}
