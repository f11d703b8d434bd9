package io.gyre.ctf.tsdl;

import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.ClockClass;
import io.gyre.ctf.source.Diagnostics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out which clock is the default clock of one data stream class. */
final class ClockMap {
    /** What timestamps count by in a trace that describes no clock: nanoseconds from an origin that is not known. */
    private static final ClockClass NANOSECONDS = new ClockClass("default", "default", null, null, 1_000_000_000L, 0, 0,
            0, false, Map.of());

    private final Diagnostics diagnostics;
    private final Map<String, ClockClass> clocks = new LinkedHashMap<>();
    private @Nullable ClockClass chosen;

    ClockMap(Diagnostics diagnostics, List<ClockClass> clocks) {
        this.diagnostics = diagnostics;
        clocks.forEach(clock -> this.clocks.put(clock.id(), clock));
    }

    @Nullable
    ClockClass chosen() {
        return chosen;
    }

    /**
     * Notes a timestamp.
     *
     * @param name the clock that the timestamp is mapped to; null means the only clock of the trace
     * @return false when an unmapped timestamp could be of several clocks, so that it is a number like others
     */
    boolean use(@Nullable String name, int offset) throws MetadataException {
        if (name == null && clocks.size() > 1) {
            return false;
        }
        ClockClass clock = name != null
                ? clocks.get(name)
                : clocks.isEmpty() ? NANOSECONDS : clocks.values().iterator().next();
        if (clock == null || (chosen != null && !chosen.id().equals(clock.id()))) {
            throw diagnostics.semantic(offset, "timestamp is mapped to clock `" + name + "`, expected `"
                    + (chosen == null ? "" : chosen.id()) + "` like the others of this stream");
        }
        chosen = clock;
        return true;
    }
}
