package io.gyre.wire.seal;

import static io.gyre.wire.seal.SegmentFormat.getInt;
import static io.gyre.wire.seal.SegmentFormat.getLong;
import static io.gyre.wire.seal.SegmentFormat.padded;

import io.gyre.wire.ChunkId;
import io.gyre.wire.LineId;
import io.gyre.wire.RecordException;
import io.gyre.wire.SealException;
import io.gyre.wire.SegmentId;
import io.gyre.wire.SegmentRef;
import io.gyre.wire.Sha256;
import io.gyre.wire.seal.age.AgeFile;
import io.gyre.wire.seal.age.AgeIdentity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Opens segments and checks everything that can be checked before it returns a byte. */
public final class SegmentReader {
    /** No segment may have more raw bytes than this, whatever its manifest says. */
    public static final int MAX_RAW_BYTES = SegmentFormat.MAX_RAW_BYTES;

    private final byte[] payload;
    private final int length;
    private final String resource;
    private int position;

    private SegmentReader(byte[] payload, int length, String resource) {
        this.payload = payload;
        this.length = length;
        this.resource = resource;
    }

    /**
     * {@return the segment that a manifest names}
     *
     * @param value of the record
     * @param line whose manifest it is
     * @param ref how the manifest names it: its digest, size, chunk and index must fit
     * @param resource where the value comes from, for errors, such as {@code gyre.segments-3@1234}
     */
    public static OpenSegment open(byte[] value, LineId line, SegmentRef ref, List<? extends AgeIdentity> identities,
            String resource) throws SealException {
        if (value.length != ref.sealedBytes() || !Sha256.of(value).equals(ref.sha256())) {
            throw new SealException(SealException.Kind.CORRUPT, resource, "not the " + ref.sealedBytes()
                    + " bytes that the manifest names: " + value.length + " bytes with another SHA-256");
        }
        if (ref.rawBytes() < 0 || ref.rawBytes() > MAX_RAW_BYTES) {
            throw new SealException(SealException.Kind.TOO_LARGE, resource,
                    "the manifest claims " + ref.rawBytes() + " raw bytes; the limit is " + MAX_RAW_BYTES);
        }
        byte[] frame = AgeFile.decrypt(value, identities, resource);
        OpenSegment segment = ZstdFrames.exactly(frame, (int) ref.rawBytes(), resource).read();
        SegmentId expected = new SegmentId(new ChunkId(line, ref.chunkId()), ref.index());
        if (!segment.id().equals(expected)) {
            throw new SealException(SealException.Kind.OTHER_SEGMENT, resource,
                    "is " + segment.id() + ", not " + expected);
        }
        return segment;
    }

    /**
     * {@return a segment of which nothing is known}, for tools
     *
     * @param maxRawBytes how large its payload may be
     */
    public static OpenSegment open(byte[] value, List<? extends AgeIdentity> identities, int maxRawBytes,
            String resource) throws SealException {
        byte[] frame = AgeFile.decrypt(value, identities, resource);
        return ZstdFrames.atMost(frame, Math.min(maxRawBytes, MAX_RAW_BYTES), resource).read();
    }

    static SegmentReader of(byte[] payload, int length, String resource) {
        return new SegmentReader(payload, length, resource);
    }

    OpenSegment read() throws SealException {
        SegmentId id = head();
        var pieces = new ArrayList<Piece>();
        while (true) {
            need(SegmentFormat.END_BYTES, "a piece or the end");
            int kind = getInt(payload, position);
            if (kind == SegmentFormat.KIND_END) {
                end(pieces.size());
                return new OpenSegment(id, pieces, length);
            }
            pieces.add(piece(kind));
        }
    }

    private SegmentId head() throws SealException {
        need(SegmentFormat.KEY_AT, "the head");
        if (getLong(payload, 0) != SegmentFormat.MAGIC) {
            throw corrupt(0, "no segment: it does not begin with GYRE-SEG");
        }
        int version = getInt(payload, SegmentFormat.VERSION_AT);
        if (version < SegmentFormat.OLDEST_VERSION || version > SegmentFormat.VERSION) {
            boolean old = version >= 0 && version < SegmentFormat.OLDEST_VERSION;
            throw new SealException(old ? SealException.Kind.TOO_OLD : SealException.Kind.TOO_NEW, resource,
                    "segment format version " + Integer.toUnsignedString(version) + "; this version of Gyre reads "
                            + SegmentFormat.OLDEST_VERSION + " to " + SegmentFormat.VERSION);
        }
        int headLength = getInt(payload, SegmentFormat.HEAD_LENGTH_AT);
        int keyBytes = getInt(payload, SegmentFormat.KEY_BYTES_AT);
        long chunk = getLong(payload, SegmentFormat.CHUNK_AT);
        int index = getInt(payload, SegmentFormat.INDEX_AT);
        if (keyBytes < 0 || keyBytes > SegmentFormat.MAX_KEY_BYTES
                || headLength != padded(SegmentFormat.KEY_AT + keyBytes) || chunk < 0 || index < 0) {
            throw corrupt(0, "the head contradicts itself");
        }
        need(headLength, "the head");
        String key = new String(payload, SegmentFormat.KEY_AT, keyBytes, StandardCharsets.UTF_8);
        position = headLength;
        try {
            return new SegmentId(new ChunkId(LineId.ofKey(key), chunk), index);
        } catch (RecordException e) {
            throw new SealException(SealException.Kind.CORRUPT, resource, "payload byte 32: " + e.getMessage(), e);
        }
    }

    private Piece piece(int kind) throws SealException {
        need(SegmentFormat.PATH_AT, "a piece");
        int at = position;
        int pathBytes = getInt(payload, at + SegmentFormat.PATH_BYTES_AT);
        long pieceLength = getLong(payload, at + SegmentFormat.LENGTH_AT);
        if (pathBytes < 0 || pathBytes > SegmentFormat.MAX_PATH_BYTES || pieceLength < 0 || pieceLength > length) {
            throw corrupt(at, "a piece of " + pieceLength + " bytes with a path of " + pathBytes);
        }
        int contentAt = at + (int) padded(SegmentFormat.PATH_AT + pathBytes);
        need(contentAt - at + padded(pieceLength), "a piece");
        String path = new String(payload, at + SegmentFormat.PATH_AT, pathBytes, StandardCharsets.UTF_8);
        long fileOffset = getLong(payload, at + SegmentFormat.OFFSET_AT);
        position = contentAt + (int) padded(pieceLength);
        return switch (kind) {
            case SegmentFormat.KIND_FILE -> new Piece.FilePart(path, fileOffset, payload, contentAt, (int) pieceLength);
            case SegmentFormat.KIND_PACKET ->
                new Piece.PacketPiece(path, fileOffset, getLong(payload, at + SegmentFormat.PACKET_AT),
                        getLong(payload, at + SegmentFormat.BEGIN_AT), getLong(payload, at + SegmentFormat.END_AT),
                        payload, contentAt, (int) pieceLength);
            default -> throw corrupt(at, "a piece of the unknown kind " + kind);
        };
    }

    private void end(int pieces) throws SealException {
        int named = getInt(payload, position + SegmentFormat.PIECES_AT);
        int checksum = getInt(payload, position + SegmentFormat.CHECKSUM_AT);
        var computed = new CRC32C();
        computed.update(payload, 0, position + SegmentFormat.CHECKSUM_AT);
        if (getInt(payload, position + SegmentFormat.ZERO_AT) != 0) {
            throw corrupt(position, "the end is not closed by a zero");
        }
        if (named != pieces || checksum != (int) computed.getValue()) {
            throw corrupt(position, pieces + " pieces with checksum %08x, not %d with %08x"
                    .formatted((int) computed.getValue(), named, checksum));
        }
        if (position + SegmentFormat.END_BYTES != length) {
            throw corrupt(position, "bytes follow the end");
        }
    }

    private void need(long bytes, String what) throws SealException {
        if (bytes > length - position) {
            throw corrupt(position, what + " of at least " + bytes + " bytes does not fit into the " + length
                    + " bytes of the payload");
        }
    }

    private SealException corrupt(int at, String message) {
        return new SealException(SealException.Kind.CORRUPT, resource, "payload byte " + at + ": " + message);
    }
}
