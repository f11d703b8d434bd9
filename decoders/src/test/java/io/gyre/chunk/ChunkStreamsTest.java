package io.gyre.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gyre.ctf.CtfException;
import io.gyre.ctf.MetadataException;
import io.gyre.ctf.model.EventRecordClass;
import io.gyre.ctf.order.Damage;
import io.gyre.ctf.order.EventReader;
import io.gyre.ctf.order.StreamInput;
import io.gyre.ctf.read.Packet;
import io.gyre.ctf.read.PacketHeader;
import io.gyre.ctf.read.SilentVisitor;
import io.gyre.ctf.read.StreamInfo;
import io.gyre.ctf.testing.LttngPacket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chunks of two or three packets, as LTTng lays them out. */
class ChunkStreamsTest {
    private static final String EVENT_A = "event { name = a; id = 0; stream_id = 0; fields := struct { }; };\n";
    private static final String EVENT_B = "event { name = b; id = 1; stream_id = 0; fields := struct { }; };\n";
    private static final String METADATA = """
            /* CTF 1.8 */
            typealias integer { size = 8; } := u8;
            typealias integer { size = 32; } := u32;
            typealias integer { size = 64; } := u64;
            trace {
                major = 1; minor = 8; byte_order = le; uuid = "7f1a6c1e-40d2-4c5e-9d55-0b1f0a9ab001";
                packet.header := struct { u32 magic; u8 uuid[16]; u32 stream_id; u64 stream_instance_id; };
            };
            clock { name = monotonic; };
            typealias integer { size = 27; align = 1; map = clock.monotonic.value; } := compact_time;
            typealias integer { size = 64; map = clock.monotonic.value; } := time;
            stream {
                id = 0;
                packet.context := struct {
                    time timestamp_begin; time timestamp_end; u64 content_size; u64 packet_size; u64 packet_seq_num;
                    u64 events_discarded; u32 cpu_id;
                };
                event.header := struct {
                    enum : integer { size = 5; align = 1; } { compact = 0 ... 30, extended = 31 } id;
                    variant <id> {
                        struct { compact_time timestamp; } compact;
                        struct { u32 id; time timestamp; } extended;
                    } v;
                } align(8);
            };
            """;

    @TempDir
    private Path archives = Path.of("");

    @Test
    void streamIsJoinedOverChunksInOrderOfTheirIds() throws Exception {
        write(10, "kernel/metadata", METADATA + EVENT_A);
        write(10, "kernel/ch_0", packet(300).sequence(3).event(0, 310));
        write(9, "kernel/metadata", METADATA + EVENT_A);
        write(9, "kernel/ch_0", packet(100).sequence(1).event(0, 110), packet(200).sequence(2).event(0, 210));
        assertEquals("kernel/ch_0", streams(line()));
        assertEquals("a@110 a@210 a@310", events(line()));
    }

    @Test
    void traceFilesOfOneStreamAreChained() throws Exception {
        write(0, "kernel/metadata", METADATA + EVENT_A);
        write(0, "kernel/ch_0_0", packet(300).sequence(3).event(0, 310));
        write(0, "kernel/ch_0_1", packet(100).sequence(1).event(0, 110));
        write(0, "kernel/ch_0_2", packet(200).sequence(2).event(0, 210));
        assertEquals("kernel/ch_0", streams(line()));
        assertEquals("a@110 a@210 a@310", events(line()));
    }

    @Test
    void streamOfOneFileIsNamedByChannelAndCpu() throws Exception {
        write(0, "kernel/metadata", METADATA + EVENT_A);
        write(0, "kernel/my_1_0", packet(100).event(0, 110));
        write(0, "kernel/other_1_7", packet(100).cpu(1).event(0, 110));
        assertEquals("kernel/my_1_0 kernel/other_1", streams(line()));
    }

    @Test
    void packetsOfEarlierChunksAreReadByMetadataThatHasGrown() throws Exception {
        write(0, "kernel/metadata", METADATA + EVENT_A);
        write(0, "kernel/ch_0", packet(100).event(0, 110));
        write(1, "kernel/metadata", METADATA + EVENT_A + EVENT_B);
        write(1, "kernel/ch_0", packet(200).event(1, 210));
        assertEquals("kernel/ch_0", streams(line()));
        assertEquals("a@110 b@210", events(line()));
    }

    @Test
    void streamComesInTwoWhenMetadataContradictsItself() throws Exception {
        write(0, "kernel/metadata", METADATA + EVENT_A);
        write(0, "kernel/ch_0", packet(100).event(0, 110));
        write(1, "kernel/metadata", METADATA + EVENT_A.replace("name = a", "name = other"));
        write(1, "kernel/ch_0", packet(200).event(0, 210));
        assertEquals("kernel/ch_0 kernel/ch_0", streams(line()));
        assertEquals("a@110 other@210", events(line()));
    }

    @Test
    void emptyFilesAndChunksWithoutTraceBringNothing() throws Exception {
        write(0, "kernel/metadata", METADATA + EVENT_A);
        write(0, "kernel/ch_0", packet(100).event(0, 110));
        write(0, "kernel/ch_1");
        Files.createDirectories(chunk(1).resolve("ust"));
        assertEquals("kernel/ch_0", streams(line()));
        assertEquals("a@110", events(line()));
    }

    @Test
    void unreadableTraceIsToldAndTheOthersAreRead() throws Exception {
        write(0, "kernel/metadata", METADATA + EVENT_A);
        write(0, "kernel/ch_0", packet(100).event(0, 110));
        write(0, "ust/uid/0/64-bit/metadata", "trace {");
        write(0, "ust/uid/0/64-bit/ch_0", packet(100).event(0, 120));
        var told = new ArrayList<String>();
        List<StreamInput> inputs = ChunkStreams.open(line(),
                (trace, damage) -> told.add(trace.relativePath() + " " + damage.code()));
        assertEquals("a@110", events(inputs));
        assertEquals(List.of("ust/uid/0/64-bit metadata-syntax"), told);
        assertThrows(MetadataException.class, () -> ChunkStreams.open(line(), ChunkDamage.STRICT));
    }

    @Test
    void fileWithoutAnyReadablePacketIsTold() throws Exception {
        write(0, "kernel/metadata", METADATA + EVENT_A);
        write(0, "kernel/ch_0", packet(100).event(0, 110));
        Files.writeString(chunk(0).resolve("kernel/ch_1"), "no packet, however long this text is ".repeat(10));
        var told = new ArrayList<String>();
        List<StreamInput> inputs = ChunkStreams.open(line(), (trace, damage) -> told.add(damage.code()));
        assertEquals("a@110", events(inputs));
        assertEquals(List.of("packet-bad-magic"), told);
    }

    @Test
    void invalidIndexIsNotUsedAndTold() throws Exception {
        write(0, "kernel/metadata", METADATA + EVENT_A);
        write(0, "kernel/ch_0", packet(100).event(0, 110));
        write(0, "kernel/index/ch_0.idx", "no index");
        assertEquals("a@110", events(line()));
        assertEquals(List.of("it has 8 bytes, its header alone takes 16"), ignoredIndexes());
    }

    @Test
    void indexOfAnotherFileIsNotUsedAndTold() throws Exception {
        write(0, "kernel/metadata", METADATA + EVENT_A);
        write(0, "kernel/ch_0", packet(100).event(0, 110));
        index(0, "kernel/index/ch_0.idx", 100, 4096);
        assertEquals(List.of(), ignoredIndexes());
        index(0, "kernel/index/ch_0.idx", 99, 4096);
        assertEquals(List.of("its first entry does not tell what the first packet does"), ignoredIndexes());
        index(0, "kernel/index/ch_0.idx", 100, 8192);
        assertEquals(List.of("it covers 8192 bytes of a file of 4096 bytes"), ignoredIndexes());
        assertEquals("a@110", events(line()));
    }

    private void index(int chunk, String file, long begin, long packetBytes) throws IOException {
        write(chunk, file);
        ByteBuffer bytes = ByteBuffer.allocate(16 + 72).putInt(0xC1F1DCC1).putInt(1).putInt(1).putInt(72);
        bytes.putLong(0).putLong(packetBytes * 8).putLong((LttngPacket.HEADER_BYTES + 4) * 8L).putLong(begin)
                .putLong(110);
        Files.write(chunk(chunk).resolve(file), bytes.array());
    }

    private List<String> ignoredIndexes() throws IOException, CtfException {
        var told = new ArrayList<String>();
        var damage = new ChunkDamage() {
            @Override
            public void found(TraceFolder trace, CtfException found) throws CtfException {
                throw found;
            }

            @Override
            public void indexIgnored(TraceFolder trace, String why) {
                told.add(why.substring(why.indexOf("not used: ") + "not used: ".length()));
            }
        };
        for (StreamInput input : ChunkStreams.open(line(), damage)) {
            input.packets().close();
        }
        return told;
    }

    @Test
    void packetsThatSeveralSnapshotsHoldComeOnce() throws Exception {
        snapshot("late-20261123-101750-1", packet(200).sequence(2).event(0, 210), packet(300).sequence(3).event(0, 310),
                packet(400).sequence(4));
        snapshot("later-20261123-101751-2", packet(300).sequence(3).event(0, 310),
                packet(500).sequence(4).event(0, 510));
        snapshot("z-first-20261123-101749-0", packet(100).sequence(1).event(0, 110),
                packet(200).sequence(2).event(0, 210));
        List<SessionLine> lines = Archives.find(List.of(archives));
        assertEquals(3, lines.size());
        assertEquals("a@110 a@210 a@310 a@510", events(ChunkStreams.open(lines, ChunkDamage.STRICT)));
    }

    private void snapshot(String name, LttngPacket... packets) throws IOException {
        String environment = "env { hostname = \"h\"; trace_name = \"s\"; };";
        write(0, "kernel/metadata", METADATA + environment + EVENT_A);
        write(0, "kernel/ch_0", packets);
        Files.move(chunk(0), archives.resolve(name));
    }

    @Test
    void packetsReachAsFarAsTheirEventsWhereTheTracerGotThatWrong() throws Exception {
        assertEquals("100..110 200..0", bounds("", 0));
        assertEquals("100..110 200..220", bounds(environment("lttng-ust", 13), 0));
        assertEquals("100..110 200..205", bounds(environment("lttng-ust", 13), 205));
        assertEquals("100..110 200..220", bounds(environment("lttng-ust", 10), 205));
        assertEquals("100..110 200..230", bounds(environment("lttng-ust", 10), 230));
    }

    private static String environment(String tracer, int minor) {
        return "env { tracer_name = \"" + tracer + "\"; tracer_major = 2; tracer_minor = " + minor + "; };";
    }

    private String bounds(String environment, long secondEnd) throws IOException, CtfException {
        write(0, "kernel/metadata", METADATA + environment + EVENT_A);
        write(0, "kernel/ch_0", packet(100).sequence(1).event(0, 110),
                packet(200).sequence(2).event(0, 211).event(0, 220).end(secondEnd));
        var bounds = new ArrayList<String>();
        for (StreamInput input : ChunkStreams.open(line(), ChunkDamage.STRICT)) {
            for (Packet packet = input.packets().next(); packet != null; packet = input.packets().next()) {
                bounds.add(packet.header().beginCycles() + ".." + packet.header().endCycles());
            }
            input.packets().close();
        }
        return String.join(" ", bounds);
    }

    private static LttngPacket packet(long begin) {
        return new LttngPacket(1024, begin);
    }

    private Path chunk(int id) {
        return archives.resolve("20261123T091710+0000-20261123T091711+0000-" + id);
    }

    private void write(int chunk, String file, LttngPacket... packets) throws IOException {
        Path path = chunk(chunk).resolve(file);
        Files.createDirectories(path.getParent());
        try (var out = Files.newOutputStream(path)) {
            for (LttngPacket packet : packets) {
                out.write(packet.build(4096));
            }
        }
    }

    private void write(int chunk, String file, String text) throws IOException {
        write(chunk, file);
        Files.writeString(chunk(chunk).resolve(file), text);
    }

    private SessionLine line() throws IOException {
        return Archives.find(List.of(archives)).getFirst();
    }

    private static String streams(SessionLine line) throws IOException, CtfException {
        return ChunkStreams.open(line, ChunkDamage.STRICT).stream()
                .map(input -> input.info().tracePath() + "/" + input.info().name())
                .collect(Collectors.joining(" "));
    }

    private static String events(SessionLine line) throws IOException, CtfException {
        return events(ChunkStreams.open(line, ChunkDamage.STRICT));
    }

    private static String events(List<StreamInput> inputs) throws IOException, CtfException {
        var events = new ArrayList<String>();
        var visitor = new SilentVisitor() {
            @Override
            public void beginEvent(StreamInfo stream, PacketHeader packet, EventRecordClass eventClass, long cycles,
                    long timestampNs) {
                events.add(eventClass.name() + "@" + timestampNs);
            }
        };
        try (var reader = EventReader.dynamic(inputs, visitor, Damage.STRICT)) {
            reader.runUntil(Long.MAX_VALUE);
        }
        return String.join(" ", events);
    }
}
