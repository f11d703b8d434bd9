package io.gyre.ctf.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gyre.ctf.model.Scope;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.read.PacketFile;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.testing.Recorder;
import io.gyre.ctf.testing.normand.Normand;
import io.gyre.ctf.tsdl.Tsdl;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be wrong with a data stream: its code, its place, what was expected, and what is read all the same. */
class DataErrorsTest {
    private static final String TYPES = """
            trace {
                major = 1; minor = 8; byte_order = le; uuid = "00000000-0000-0000-0000-0000000000ff";
                packet.header := struct { integer { size = 32; } magic; %s };
            };
            typealias integer { size = 8; } := u8;
            typealias integer { size = 32; } := u32;
            """;
    private static final String SIZES = """
            stream {
                packet.context := struct { u8 content_size; u8 packet_size; };
                event.header := struct { u8 id; };
            };
            """;
    private static final String EVENTS = """
            event { name = "n"; id = 0; fields := struct { u8 n; }; };
            event { name = "s"; id = 1; fields := struct { string s; }; };
            event { name = "q"; id = 2; fields := struct { u32 len; u8 q[len]; }; };
            event { name = "v"; id = 3; fields := struct {
                enum : u8 { A = 0, B = 1 } tag; variant <tag> { u8 A; string B; } v; }; };
            """;
    private static final String METADATA = TYPES.formatted("") + SIZES + EVENTS;
    /** Two events of class n in a packet of 11 bytes. */
    private static final String GOOD = "!be [0xC1FC1FC1 : 32 : le] $80 $80 00 2a 00 2b ";

    private static Arguments error(String what, String metadata, String bytes, String... expected) {
        return Arguments.argumentSet(what, metadata, bytes, String.join("\n", expected));
    }

    private static String packet(String content, int contentBits, int packetBits) {
        return "[0xC1FC1FC1 : 32 : le] $" + (byte) contentBits + " $" + (byte) packetBits + " " + content + " ";
    }

    static Stream<Arguments> errors() {
        String two = "00 2a 00 2b ";
        return Stream.of(
                error("magic", METADATA, "[0xC1FC1FC2 : 32] $80 $80 " + two + packet("00 2c", 64, 64),
                        "packet-bad-magic: f, packet 0, byte 0, bit 0: the packet's magic number is 0xc1fc1fc2, not 0xc1fc1fc1",
                        "n=44"),
                error("unknown event class", METADATA, packet("00 2a 09 2b", 80, 80) + packet("00 2c", 64, 64), "n=42",
                        "unknown-event-record-class: f, packet 0, byte 8, bit 0: no event record class has the id 9 in data stream class 0",
                        "n=44"),
                error("past the content", METADATA, packet("00 2a 00", 72, 72) + packet("00 2c", 64, 64), "n=42",
                        "event-past-packet-content: f, packet 0, byte 9, bit 0: cannot read 8 bits, 0 are left of the packet's content",
                        "n=44"),
                error("past the file", METADATA, packet("00 2a 00", 80, 80), "n=42",
                        "packet-truncated: f, packet 0, byte 9, bit 0: the file ends here: 8 bits are needed, 0 are left"),
                error("between events", METADATA, packet("00 2a", 80, 80), "n=42",
                        "packet-truncated: f, packet 0, byte 8, bit 0: the file ends here, 64 bits into the packet's content of 80 bits"),
                error("string without end", METADATA, packet("01 \"ab\"", 72, 72) + packet("00 2c", 64, 64),
                        "unterminated-string: f, packet 0, byte 7, bit 0: a string does not end before the packet's content does",
                        "n=44"),
                error("huge length", METADATA, packet("02 ff ff ff ff 01", 96, 96) + packet("00 2c", 64, 64),
                        "len=4294967295",
                        "invalid-length: f, packet 0, byte 11, bit 0: a length of 4294967295 is more than the 8 bits left of the packet's content can hold",
                        "n=44"),
                error("selector", METADATA, packet("03 07 00", 72, 72) + packet("00 2c", 64, 64), "tag=7",
                        "invalid-selector: f, packet 0, byte 8, bit 0: no option of variant `v` is selected by the value 7",
                        "n=44"),
                error("content larger than packet", METADATA, packet(two, 88, 80) + packet("00 2c", 64, 64),
                        "packet-bad-size: f, packet 0, byte 0, bit 0: the packet's content of 88 bits is more than its size of 80 bits",
                        "n=44"),
                error("content smaller than header", METADATA, packet(two, 40, 80) + packet("00 2c", 64, 64),
                        "packet-bad-size: f, packet 0, byte 0, bit 0: the packet's content of 40 bits is less than the 48 bits of its header",
                        "n=44"),
                error("packet smaller than header", METADATA, packet(two, 40, 40) + packet("00 2c", 64, 64),
                        "packet-bad-size: f, packet 0, byte 0, bit 0: the packet's size of 40 bits is less than the 48 bits of its header",
                        "n=44"),
                error("size no whole bytes", METADATA, packet(two, 80, 81) + packet("00 2c", 64, 64),
                        "packet-bad-size: f, packet 0, byte 0, bit 0: the packet's size of 81 bits is no whole number of bytes",
                        "n=44"),
                error("no magic to find the next packet by",
                        METADATA.replace("packet.header := struct { integer { size = 32; } magic;  };", ""),
                        "$64 $65 00 2a 00 2b 00 2c $64 $64",
                        "packet-bad-size: f, packet 0, byte 0, bit 0: the packet's size of 65 bits is no whole number of bytes"),
                error("foreign UUID", TYPES.formatted("integer { size = 8; } uuid[16];") + SIZES + EVENTS,
                        "[0xC1FC1FC1 : 32] 00 * 15 fe $-64 $-64 00 2a",
                        "packet-bad-uuid: f, packet 0, byte 4, bit 0: the packet belongs to the trace 00000000-0000-0000-0000-0000000000fe, the metadata to 00000000-0000-0000-0000-0000000000ff",
                        "n=42"),
                error("unknown stream class",
                        TYPES.formatted("u8 stream_id;").replace("u8 stream_id", "integer { size = 8; } stream_id")
                                + SIZES + EVENTS,
                        "[0xC1FC1FC1 : 32] 07 $72 $72 00 2a",
                        "unknown-data-stream-class: f, packet 0, byte 5, bit 0: no data stream class has the id 7"),
                error("event of no bits", TYPES.formatted("")
                        + "stream { packet.context := struct { u8 content_size; u8 packet_size; }; }; event { name = e; };",
                        packet("00", 56, 56),
                        "event-of-zero-bits: f, packet 0, byte 6, bit 0: an event record takes no bits, so that their number is unknown"),
                error("good", METADATA, GOOD, "n=42", "n=43"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void damageIsToldWithItsPlaceAndReadingGoesOn(String metadata, String bytes, String expected) throws Exception {
        TraceClass trace = Tsdl.parse(metadata, "m");
        byte[] file = Normand.bytes(bytes);
        assertEquals(expected, read(trace, file, EventReader::dynamic));
        assertEquals(expected, read(trace, file, EventReader::interpreted));
    }

    private interface Reading {
        EventReader of(List<StreamInput> inputs, Recorder recorder, Damage damage);
    }

    private static String read(TraceClass trace, byte[] file, Reading reading) throws Exception {
        var stream = trace.streams().values().iterator().next();
        var found = new ArrayList<String>();
        var recorder = new Recorder(EnumSet.of(Scope.EVENT_RECORD_PAYLOAD));
        var input = new StreamInput(new StreamInfo("", trace, stream, null, "f"), PacketFile.of(file, "f", trace),
                Long.MIN_VALUE, StreamInput.Origin.OWN);
        try (EventReader reader = reading.of(List.of(input), recorder, (_, damage) -> {
            values(recorder, found);
            found.add(damage.code() + ": " + damage.getMessage());
        })) {
            reader.runUntil(Long.MAX_VALUE);
        }
        values(recorder, found);
        return String.join("\n", found);
    }

    private static void values(Recorder recorder, List<String> found) {
        recorder.lines().stream().filter(line -> line.contains("=")).forEach(found::add);
        recorder.lines().clear();
    }
}
