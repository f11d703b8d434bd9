package io.gyre.ctf.read;

import io.gyre.ctf.model.TraceClass;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Known bugs of tracers, which show in the bounds of their packets; babeltrace2 makes up for the same ones. */
public enum TracerQuirk {
    /** lttng-crash saves packets that were never closed: their end is 0, and the size of their content may be all ones. */
    NEVER_CLOSED,
    /** An event may come later than its packet's end. */
    EVENT_AFTER_PACKET,
    /** An event may come earlier than its packet's begin. */
    EVENT_BEFORE_PACKET;

    /** {@return the bugs of the tracer that the trace's environment names} */
    public static Set<TracerQuirk> of(TraceClass traceClass) {
        String tracer = traceClass.environmentString("tracer_name");
        var version = new Version(number(traceClass, "tracer_major", -1), number(traceClass, "tracer_minor", 0),
                number(traceClass, "tracer_patch", number(traceClass, "tracer_patchlevel", 0)));
        Set<TracerQuirk> quirks = EnumSet.noneOf(TracerQuirk.class);
        if (tracer == null || version.major < 0) {
            return quirks;
        }
        switch (tracer) {
            case "lttng-ust" -> {
                quirks.add(NEVER_CLOSED);
                if (version.isBefore(2, 11, 0)) {
                    quirks.add(EVENT_AFTER_PACKET);
                }
            }
            case "lttng-modules" -> {
                quirks.add(NEVER_CLOSED);
                boolean isRepaired = (version.isOf(2, 9) && !version.isBefore(2, 9, 13))
                        || (version.isOf(2, 10) && !version.isBefore(2, 10, 10));
                if (version.isBefore(2, 11, 0) && !isRepaired) {
                    quirks.add(EVENT_AFTER_PACKET);
                }
            }
            case "barectf" -> {
                if (version.isBefore(2, 3, 1)) {
                    quirks.add(EVENT_BEFORE_PACKET);
                }
            }
            default -> {
            }
        }
        return Collections.unmodifiableSet(quirks);
    }

    private static long number(TraceClass traceClass, String key, long otherwise) {
        return traceClass.environment().get(key) instanceof Long value ? value : otherwise;
    }

    private record Version(long major, long minor, long patch) {
        private boolean isOf(long ofMajor, long ofMinor) {
            return major == ofMajor && minor == ofMinor;
        }

        private boolean isBefore(long otherMajor, long otherMinor, long otherPatch) {
            return major != otherMajor
                    ? major < otherMajor
                    : minor != otherMinor ? minor < otherMinor : patch < otherPatch;
        }
    }
}
