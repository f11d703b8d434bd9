package io.gyre.ctf.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.gyre.ctf.metadata.MetadataReader;
import io.gyre.ctf.model.TraceClass;
import io.gyre.ctf.testing.RealTrace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("ByteBufferBackingArray") // all are allocated here
class LttngIndexTest {
    @TempDir
    Path folder;

    private static ByteBuffer index(int minor, int stride, int entries) {
        ByteBuffer bytes = ByteBuffer.allocate(16 + stride * entries);
        bytes.putInt(0xC1F1DCC1).putInt(1).putInt(minor).putInt(stride);
        for (int i = 0; i < entries; i++) {
            bytes.position(16 + stride * i);
            bytes.putLong(4096L * i).putLong(4096 * 8).putLong(100 * 8).putLong(10 + i).putLong(20 + i).putLong(0)
                    .putLong(0);
            if (minor > 0) {
                bytes.putLong(3).putLong(i);
            }
        }
        return bytes;
    }

    private record Read(List<LttngIndex.Entry> entries, List<String> warnings) {}

    private Read read(ByteBuffer bytes) throws IOException {
        Path file = Files.write(folder.resolve("ch.idx"), bytes.array());
        var warnings = new ArrayList<String>();
        return new Read(LttngIndex.read(file, warnings::add).map(LttngIndex::entries).orElse(List.of()), warnings);
    }

    @Test
    void bothVersionsAreRead() throws Exception {
        Read old = read(index(0, 56, 2));
        assertEquals(new LttngIndex.Entry(4096, 4096 * 8, 800, 11, 21, 0, 0, null, null), old.entries.get(1));
        Read current = read(index(1, 72, 2));
        assertEquals(new LttngIndex.Entry(4096, 4096 * 8, 800, 11, 21, 0, 0, 3L, 1L), current.entries.get(1));
    }

    @Test
    void entriesMayBeLongerThanIsKnown() throws Exception {
        assertEquals(3, read(index(2, 80, 3)).entries.size());
    }

    @Test
    void whatIsNotValidIsNotUsedAndTold() throws Exception {
        for (ByteBuffer bad : List.of(ByteBuffer.allocate(3), index(1, 72, 2).putInt(0, 7),
                index(1, 72, 2).putInt(4, 2),
                index(1, 72, 2).putInt(12, 60), index(1, 72, 2).putInt(12, 100), index(1, 72, 2).putLong(24, 12),
                index(1, 72, 2).putLong(32, 4097 * 8), index(1, 72, 2).putLong(88, 0),
                index(1, 72, 2).putLong(40, 100))) {
            Read read = read(bad);
            assertEquals(List.of(), read.entries);
            assertEquals(1, read.warnings.size());
            assertTrue(read.warnings.getFirst().contains("ch.idx: index not used: "), read.warnings.getFirst());
        }
    }

    @Test
    void missingIndexIsNoMatter() throws Exception {
        assertTrue(LttngIndex.read(folder.resolve("none.idx")).isEmpty());
    }

    @Test
    void indexMustCoverTheWholeFile() throws Exception {
        Path file = Files.write(folder.resolve("ch.idx"), index(1, 72, 2).array());
        LttngIndex index = LttngIndex.read(file).orElseThrow();
        assertNull(index.mismatch(8192));
        assertTrue(Objects.requireNonNull(index.mismatch(8193)).contains("8192"));
    }

    @Test
    void realIndexesSayWhatThePacketsSay() throws Exception {
        assumeFalse(RealTrace.all().isEmpty(), "no shared traces");
        int compared = 0;
        for (Path trace : RealTrace.all()) {
            for (Path metadata : metadataBelow(trace)) {
                TraceClass traceClass = MetadataReader.read(Files.readAllBytes(metadata), metadata.toString());
                Path traceFolder = Objects.requireNonNull(metadata.getParent());
                try (Stream<Path> files = Files.list(traceFolder.resolve("index"))) {
                    for (Path idx : files.toList()) {
                        String name = idx.getFileName().toString().replace(".idx", "");
                        Path data = traceFolder.resolve(name);
                        LttngIndex index = LttngIndex.read(idx).orElseThrow();
                        assertNull(index.mismatch(Files.size(data)), data.toString());
                        assertEquals(PacketScan.scan(data, traceClass).stream().map(LttngIndexTest::entry).toList(),
                                index.entries(), data.toString());
                        compared++;
                    }
                }
            }
        }
        assertTrue(compared > 100);
    }

    private static List<Path> metadataBelow(Path trace) throws IOException {
        try (Stream<Path> all = Files.walk(trace)) {
            return all.filter(f -> f.getFileName().toString().equals("metadata"))
                    .filter(f -> Files.isDirectory(f.resolveSibling("index"))).limit(4).toList();
        }
    }

    private static LttngIndex.Entry entry(PacketHeader header) {
        return new LttngIndex.Entry(header.byteOffset(), header.packetBytes() * 8, header.contentBits(),
                Objects.requireNonNull(header.beginCycles()), Objects.requireNonNull(header.endCycles()),
                Objects.requireNonNull(header.discardedEvents()), header.dataStreamClassId(), header.dataStreamId(),
                header.sequenceNumber());
    }
}
