package io.gyre.ctf.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.ctf.metadata.MetadataReader;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.testing.MemorySource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Short timestamps of a packet without a begin count from 0, whatever the packet before has brought. */
class ClockAfterDamageTest {
    private static final String METADATA = """
            /* CTF 1.8 */
            typealias integer { size = 8; align = 8; } := u8;
            trace { major = 1; minor = 8; byte_order = le; };
            clock { name = c; };
            stream { event.header := struct { integer { size = 8; align = 8; map = clock.c.value; } time; }; };
            event { name = e; fields := struct { u8 n; u8 bytes[n]; }; };
            """;

    enum Reader {
        COMPILED, INTERPRETED
    }

    @ParameterizedTest
    @EnumSource
    void eachPacketBeginsItsClockAnew(Reader kind) throws Exception {
        TraceClass trace = MetadataReader.read(METADATA.getBytes(StandardCharsets.UTF_8), "metadata");
        byte[] damaged = HexFormat.of().parseHex("0a00" + "c80141" + "dc63");
        byte[] next = HexFormat.of().parseHex("3200");
        var stream = new StreamInfo("", trace, Objects.requireNonNull(trace.streams().get(0L)), null, "memory");
        var input = new StreamInput(stream, new MemorySource(trace, List.of(damaged, next)), Long.MIN_VALUE,
                StreamInput.Origin.OWN);
        var clocks = new ArrayList<Long>();
        var visitor = new SilentVisitor() {
            @Override
            public void beginEvent(StreamInfo of, PacketHeader header, EventRecordClass eventClass, long cycles,
                    long timestampNs) {
                clocks.add(cycles);
            }

            @Override
            public void abortEvent() {
                clocks.removeLast();
            }
        };
        var damages = new ArrayList<String>();
        Damage damage = (_, e) -> damages.add(e.code());
        try (EventReader reader = kind == Reader.COMPILED
                ? EventReader.dynamic(List.of(input), visitor, damage)
                : EventReader.interpreted(List.of(input), visitor, damage)) {
            assertEquals(3, reader.runUntil(Long.MAX_VALUE));
        }
        assertEquals(List.of("invalid-length"), damages);
        assertEquals(List.of(10L, 200L, 50L), clocks);
    }
}
