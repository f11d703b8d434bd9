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

/** A timestamp of variable length replaces seven bits of the clock for each of its bytes (CTF2-SPEC-2.0 §6.3). */
class VariableLengthClockTest {
    private static final String METADATA = """
            \u001E{"type": "preamble", "version": 2}
            \u001E{"type": "clock-class", "id": "c", "frequency": 1000000000}
            \u001E{"type": "data-stream-class", "default-clock-class-id": "c",
             "packet-context-field-class": {"type": "structure", "member-classes": [{"name": "begin", "field-class":
               {"type": "variable-length-unsigned-integer", "roles": ["default-clock-timestamp"]}}]},
             "event-record-header-field-class": {"type": "structure", "member-classes": [{"name": "time", "field-class":
               {"type": "variable-length-unsigned-integer", "roles": ["default-clock-timestamp"]}}]}}
            \u001E{"type": "event-record-class"}
            """;

    enum Reader {
        COMPILED, INTERPRETED
    }

    @ParameterizedTest
    @EnumSource
    void everyByteReplacesSevenBits(Reader kind) throws Exception {
        TraceClass trace = MetadataReader.read(METADATA.getBytes(StandardCharsets.UTF_8), "metadata");
        byte[] packet = HexFormat.of().parseHex("07" + "8005" + "7f" + "01" + "e400" + "83e800" + "00"
                + "ffffffffffffffff0f" + "ffffffffffffffffff01");
        var stream = new StreamInfo("", trace, Objects.requireNonNull(trace.streams().get(0L)), null, "memory");
        var input = new StreamInput(stream, new MemorySource(trace, List.of(packet)), Long.MIN_VALUE,
                StreamInput.Origin.OWN);
        var clocks = new ArrayList<String>();
        var visitor = new SilentVisitor() {
            @Override
            public void beginEvent(StreamInfo of, PacketHeader header, EventRecordClass eventClass, long cycles,
                    long timestampNs) {
                clocks.add(Long.toUnsignedString(cycles));
            }
        };
        var damages = new ArrayList<String>();
        Damage damage = (_, e) -> damages.add(e.code());
        try (EventReader reader = kind == Reader.COMPILED
                ? EventReader.dynamic(List.of(input), visitor, damage)
                : EventReader.interpreted(List.of(input), visitor, damage)) {
            reader.runUntil(Long.MAX_VALUE);
        }
        long nineBytes = (1L << 60) - 1;
        assertEquals(List.of("640", "767", "769", "16484", "2110467", "2110592", Long.toString(nineBytes)), clocks);
        // The last one is beyond what nanoseconds in 64 bits can tell.
        assertEquals(List.of("clock-overflow"), damages);
    }
}
