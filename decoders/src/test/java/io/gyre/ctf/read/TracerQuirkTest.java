package io.gyre.ctf.read;

import static io.gyre.ctf.read.TracerQuirk.EVENT_AFTER_PACKET;
import static io.gyre.ctf.read.TracerQuirk.EVENT_BEFORE_PACKET;
import static io.gyre.ctf.read.TracerQuirk.NEVER_CLOSED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.testing.Classes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TracerQuirkTest {

    private static Set<TracerQuirk> quirks(String tracer, String patchKey, long... version) {
        var environment = new LinkedHashMap<String, Object>(Map.of("tracer_name", tracer));
        String[] keys = { "tracer_major", "tracer_minor", patchKey};
        for (int i = 0; i < version.length; i++) {
            environment.put(keys[i], version[i]);
        }
        TraceClass plain = Classes.trace(Classes.lttngPacketHeader());
        return TracerQuirk.of(new TraceClass(1, plain.uuid(), plain.name(), environment,
                Objects.requireNonNull(plain.packetHeader()), plain.clocks(), plain.streams(), Map.of()));
    }

    private static Set<TracerQuirk> quirks(String tracer, long... version) {
        return quirks(tracer, "tracer_patchlevel", version);
    }

    @Test
    void userSpaceTracersBefore211LeaveEventsAfterPackets() {
        assertEquals(Set.of(NEVER_CLOSED, EVENT_AFTER_PACKET), quirks("lttng-ust", 2, 10));
        assertEquals(Set.of(NEVER_CLOSED, EVENT_AFTER_PACKET), quirks("lttng-ust", 1, 99));
        assertEquals(Set.of(NEVER_CLOSED), quirks("lttng-ust", 2, 11));
        assertEquals(Set.of(NEVER_CLOSED), quirks("lttng-ust", 3));
    }

    @Test
    void kernelTracersWereRepairedInThreeBranches() {
        assertEquals(Set.of(NEVER_CLOSED, EVENT_AFTER_PACKET), quirks("lttng-modules", 2, 8, 20));
        assertEquals(Set.of(NEVER_CLOSED, EVENT_AFTER_PACKET), quirks("lttng-modules", 2, 9, 12));
        assertEquals(Set.of(NEVER_CLOSED), quirks("lttng-modules", 2, 9, 13));
        assertEquals(Set.of(NEVER_CLOSED, EVENT_AFTER_PACKET), quirks("lttng-modules", 2, 10, 9));
        assertEquals(Set.of(NEVER_CLOSED), quirks("lttng-modules", 2, 10, 10));
        assertEquals(Set.of(NEVER_CLOSED), quirks("lttng-modules", 2, 11, 0));
    }

    @Test
    void barectfBefore231LeavesEventsBeforePackets() {
        assertEquals(Set.of(EVENT_BEFORE_PACKET), quirks("barectf", "tracer_patch", 2, 3, 0));
        assertEquals(Set.of(), quirks("barectf", "tracer_patch", 2, 3, 1));
        assertEquals(Set.of(), quirks("barectf", "tracer_patch", 3, 0, 0));
    }

    @Test
    void otherTracersAndUnknownVersionsHaveNone() {
        assertEquals(Set.of(), quirks("perf", 1));
        assertEquals(Set.of(), quirks("lttng-ust"));
        assertEquals(Set.of(), TracerQuirk.of(Classes.trace(Classes.lttngPacketHeader())));
    }
}
