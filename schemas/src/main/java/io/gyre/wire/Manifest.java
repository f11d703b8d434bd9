package io.gyre.wire;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says that a chunk is published: what was in it, where its segments lie, and which window it answers for. Key: the line.
 *
 * <p>The record header {@value #SIGNATURE_HEADER} holds an armored SSHSIG over the encoded record, exactly as on the wire, in the
 * namespace {@value #SIGNATURE_NAMESPACE}.
 *
 * <p>A manifest of kind {@link ChunkKind#CLOSING} ends a line whose end was learnt late: it bears the id of the line's last chunk (also
 * as {@code previousChunkId}), has no segments of its own, carried ones alone, and goes up to {@link Long#MAX_VALUE}. A line's
 * identity of a manifest is therefore (chunkId, kind).
 *
 * @param formatVersion {@value #FORMAT_VERSION}; the meaning of the fields, where Avro tells only their shape
 * @param contentDigest over the chunk's content, however and whenever it is published: publishing again gives the same, or, by a version
 *        of Gyre that takes digests of another kind, one that does not {@linkplain ContentDigest#contradicts contradict} it
 * @param previousChunkId the predecessor that the publisher saw; null for the first chunk of a line and after a gap
 * @param afterNs the window's lower bound, exclusive; {@link Long#MIN_VALUE} for the first chunk
 * @param upToNs the window's upper bound, inclusive; {@link Long#MAX_VALUE} when the line ends here
 * @param directories the empty ones, which no file implies
 * @param segments the chunk's own, in order of index
 * @param carried segments of earlier chunks that hold events of this window, each chunk's segment 0 included; null when not known at
 *        publishing: the reader finds them in the predecessors' manifests
 * @param publishedAtMs milliseconds since the epoch
 */
public record Manifest(int formatVersion, LineId line, long chunkId, String chunkName, ChunkKind kind,
        ContentDigest contentDigest, @Nullable Long previousChunkId, long afterNs, long upToNs, List<TraceRef> traces,
        List<FileRef> files, List<String> directories, List<StreamRef> streams, List<SegmentRef> segments,
        @Nullable List<SegmentRef> carried, List<DamageRef> damages, long publishedAtMs, String gyreVersion) {

    public static final int FORMAT_VERSION = 1;
    /** The record header that holds the signature. */
    public static final String SIGNATURE_HEADER = "gyre-signature";
    /** What the signature is for, as {@code ssh-keygen -Y verify -n} wants it. */
    public static final String SIGNATURE_NAMESPACE = "gyre-manifest";

    public Manifest {
        traces = List.copyOf(traces);
        files = List.copyOf(files);
        directories = List.copyOf(directories);
        streams = List.copyOf(streams);
        segments = List.copyOf(segments);
        carried = carried == null ? null : List.copyOf(carried);
        damages = List.copyOf(damages);
        if (upToNs < afterNs) {
            throw new IllegalArgumentException("window ends at " + upToNs + " before it begins, at " + afterNs);
        }
    }

    public ChunkId chunk() {
        return new ChunkId(line, chunkId);
    }

    /** {@return whether nothing of the line follows this window} */
    public boolean endsLine() {
        return upToNs == Long.MAX_VALUE;
    }

    /**
     * One CTF trace of the chunk.
     *
     * @param path the trace's folder below the chunk's, with {@code /}; empty for the chunk's folder itself
     * @param majorVersion of CTF: 1 or 2; 0 when the metadata cannot be read
     */
    public record TraceRef(String path, @Nullable UUID uuid, Sha256 metadataSha256, int majorVersion) {}

    /**
     * One file of the chunk.
     *
     * @param path below the chunk's folder, with {@code /}
     */
    public record FileRef(String path, long size, ContentDigest digest, Kind kind) {

        /** What the file is to a trace. */
        public enum Kind {
            METADATA, DATA, INDEX, OTHER
        }
    }

    /**
     * One data stream of the chunk, with what its successor in the next chunk needs to count losses.
     *
     * @param dataStreamId null when the trace does not number its streams
     * @param name the stream's file name without a trace-file number, such as {@code ch_0}
     * @param files paths below the chunk's folder, in the order of their packets
     * @param beginNs begin of the first packet, nanoseconds since the epoch; null without packets or when they do not say, as are
     *        the others
     * @param endNs end of the last packet
     * @param firstSequence sequence number of the first packet, unsigned
     * @param lastSequence of the last packet
     * @param firstDiscarded the cumulative counter of discarded events at the end of the first packet, unsigned
     * @param lastDiscarded of the last packet
     */
    public record StreamRef(String tracePath, long dataStreamClassId, @Nullable Long dataStreamId, String name,
            List<String> files, long packets, @Nullable Long beginNs, @Nullable Long endNs,
            @Nullable Long firstSequence, @Nullable Long lastSequence, @Nullable Long firstDiscarded,
            @Nullable Long lastDiscarded) {

        public StreamRef {
            files = List.copyOf(files);
        }
    }

    /**
     * Something in the chunk that could not be understood when it was packed; its bytes are published all the same.
     *
     * @param code stable, such as {@code packet-truncated}
     * @param packet from 0, in its file; null when not known
     * @param byteOffset in the file; null when not known
     */
    public record DamageRef(String code, String message, String file, @Nullable Long packet,
            @Nullable Long byteOffset) {}
}
