package io.gyre.streams.tiny;

import io.gyre.streams.tiny.TinyTrace.TinyPacket;
import io.gyre.wire.ChunkId;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.LineId;
import io.gyre.wire.Manifest;
import io.gyre.wire.SegmentId;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.Sha256;
import io.gyre.wire.seal.Piece;
import io.gyre.wire.seal.SealedSegment;
import io.gyre.wire.seal.SegmentOptions;
import io.gyre.wire.seal.SegmentWriter;
import io.gyre.wire.seal.age.AgeRecipient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A chunk: its packets, and the window that it answers for.
 *
 * @param packetsPerSegment how many packets go into each segment after segment 0; 0 for all into segment 0
 */
public record TinyChunk(LineId line, long id, @Nullable Long previous, long afterNs, long upToNs,
        List<TinyPacket> packets, int packetsPerSegment) {
    public TinyChunk {
        packets = packets.stream().sorted(Comparator.comparingLong(TinyPacket::beginNs)).toList();
    }

    /** Seals the segments into the store, and {@return the manifest that names them} */
    public Manifest publish(TinySegments store, List<? extends AgeRecipient> recipients, String metadata) {
        var cpus = new ArrayList<>(new TreeSet<>(packets.stream().map(TinyPacket::cpu).toList()));
        var segments = new ArrayList<SegmentRef>();
        int each = packetsPerSegment == 0 ? packets.size() : packetsPerSegment;
        for (int index = 0, next = 0; index == 0 || next < packets.size(); index++) {
            int end = index == 0 && packetsPerSegment > 0 ? 0 : Math.min(next + each, packets.size());
            List<TinyPacket> held = packets.subList(next, end);
            SealedSegment sealed = seal(index, held, recipients, index == 0 ? metadata : "");
            segments.add(new SegmentRef(id, index, 0, store.add(sealed.value()), sealed.rawBytes(),
                    sealed.value().length, sealed.sha256(),
                    held.stream().mapToLong(TinyPacket::beginNs).min().orElse(Long.MAX_VALUE),
                    held.stream().mapToLong(TinyPacket::endNs).max().orElse(Long.MIN_VALUE), held.size(),
                    held.stream().map(packet -> cpus.indexOf(packet.cpu())).distinct().sorted().toList()));
            next = end;
        }
        List<Manifest.StreamRef> streams = cpus.stream()
                .map(cpu -> new Manifest.StreamRef("kernel", 0, cpu, "ch_" + cpu,
                        List.of("kernel/ch_" + cpu), 0, null, null, null, null, null, null))
                .toList();
        return manifest(ChunkKind.CHUNK, previous, upToNs, streams, segments);
    }

    /** {@return a manifest that ends the line after this chunk} */
    public Manifest closing() {
        return manifest(ChunkKind.CLOSING, id, Long.MAX_VALUE, List.of(), List.of());
    }

    private Manifest manifest(ChunkKind kind, @Nullable Long before, long upTo, List<Manifest.StreamRef> streams,
            List<SegmentRef> segments) {
        long after = kind == ChunkKind.CLOSING ? upToNs : afterNs;
        return new Manifest(Manifest.FORMAT_VERSION, line, id, "chunk-" + id, kind,
                Sha256.of((kind + " " + id + packets).getBytes(StandardCharsets.UTF_8)), before, after, upTo,
                List.of(), List.of(), List.of(), streams, segments, null, List.of(), 1_700_000_000_000L, "test");
    }

    private SealedSegment seal(int index, List<TinyPacket> held, List<? extends AgeRecipient> recipients,
            String metadata) {
        try (var writer = new SegmentWriter(new SegmentId(new ChunkId(line, id), index), SegmentOptions.DEFAULT)) {
            if (!metadata.isEmpty()) {
                byte[] bytes = metadata.getBytes(StandardCharsets.UTF_8);
                writer.add(new Piece.FilePart("kernel/metadata", 0, bytes, 0, bytes.length));
            }
            var offsets = new TreeMap<Long, Long>();
            for (TinyPacket packet : held) {
                byte[] bytes = packet.bytes();
                long offset = offsets.merge(packet.cpu(), (long) bytes.length, Long::sum) - bytes.length;
                writer.add(new Piece.PacketPiece("kernel/ch_" + packet.cpu(), offset, 0, packet.beginNs(),
                        packet.endNs(), bytes, 0, bytes.length));
            }
            return writer.seal(recipients);
        }
    }
}
