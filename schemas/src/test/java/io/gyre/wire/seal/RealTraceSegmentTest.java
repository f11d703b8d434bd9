package io.gyre.wire.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gyre.wire.seal.age.X25519Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Segments of a trace that LTTng recorded, where the shared recordings are at hand. */
final class RealTraceSegmentTest {
    private static final int PACKET = 4096;
    /** Smaller than by default, so that 10 MB of trace fill several. */
    private static final SegmentOptions OPTIONS = SegmentOptions.DEFAULT.withSealedBytes(256 << 10);
    private static final X25519Identity IDENTITY = X25519Identity.generate();

    @Test
    void fullSegmentsHaveAboutTheSizeTheyShouldHaveAndNothingIsLost() throws Exception {
        List<SealedSegment> segments = new ArrayList<>();
        List<Piece> pieces = pieces();
        SegmentWriter writer = new SegmentWriter(Segments.ID, OPTIONS);
        for (Piece piece : pieces) {
            if (!writer.hasRoomFor(piece.length())) {
                segments.add(writer.seal(List.of(IDENTITY.recipient())));
                writer.close();
                writer = new SegmentWriter(Segments.ID, OPTIONS);
            }
            writer.add(piece);
        }
        SealedSegment last = writer.seal(List.of(IDENTITY.recipient()));
        writer.close();
        assertTrue(segments.size() > 1, "a trace of " + pieces.size() + " packets in " + segments.size());
        for (SealedSegment segment : segments) {
            assertEquals(OPTIONS.sealedBytes(), segment.value().length, 0.05 * OPTIONS.sealedBytes());
        }
        segments.add(last);
        int at = 0;
        for (SealedSegment segment : segments) {
            for (Piece piece : Segments.open(segment, IDENTITY).pieces()) {
                Piece sent = pieces.get(at++);
                assertEquals(sent.path(), piece.path());
                assertEquals(-1, Arrays.mismatch(sent.buffer(), sent.offset(), sent.offset() + sent.length(),
                        piece.buffer(), piece.offset(), piece.offset() + piece.length()));
            }
        }
        assertEquals(pieces.size(), at);
    }

    /** The data stream files in blocks, as if each were a packet. */
    private static List<Piece> pieces() throws IOException {
        String shared = System.getenv("GYRE_SHARED");
        Path folder = (shared == null ? Path.of(System.getProperty("gyre.root", ".."), "../shared") : Path.of(shared))
                .resolve("traces/kernel-small-ctx-1/archives");
        Assumptions.assumeTrue(Files.isDirectory(folder), folder + " is not there");
        var pieces = new ArrayList<Piece>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("ch_")).sorted().toList()) {
                if (file.toString().endsWith(".idx")) {
                    continue;
                }
                byte[] content = Files.readAllBytes(file);
                for (int at = 0; at < content.length; at += PACKET) {
                    pieces.add(new Piece.PacketPiece(file.getFileName().toString(), at, at / PACKET, 0, 0, content, at,
                            Math.min(PACKET, content.length - at)));
                }
            }
        }
        return pieces;
    }
}
