package io.gyre.wire.seal;

import static io.gyre.wire.seal.SegmentFormat.padded;
import static io.gyre.wire.seal.SegmentFormat.putInt;
import static io.gyre.wire.seal.SegmentFormat.putLong;

import io.gyre.wire.SegmentId;
import io.gyre.wire.seal.age.AgeRecipient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes one segment, compressing as pieces come: it holds compressed bytes and one frame's content, never the raw segment. Not
 * thread-safe; to be closed.
 */
public final class SegmentWriter implements AutoCloseable {
    private static final byte[] ZEROS = new byte[8];
    /** What is copied is in the checksum before it leaves a core's first cache. */
    private static final int PART_BYTES = 16 << 10;

    private final SegmentId id;
    private final SegmentOptions options;
    private final SegmentWorkspace workspace;
    private final SegmentWorkspace.Use use;
    private final CRC32C checksum = new CRC32C();
    /** In the stage; so many of them make a frame. */
    private int stagedBytes;
    private int frameBytes = SegmentWorkspace.frameBytes(0);
    private int compressedBytes;
    private long rawBytes;
    private int pieces;
    private boolean ended;
    private boolean inPiece;

    /**
     * Where a piece's content comes from.
     *
     * @param <X> what reading it may throw
     */
    @FunctionalInterface
    public interface Content<X extends Exception> {
        /** Fills the buffer, up to its limit, with the next bytes. */
        void read(ByteBuffer into) throws X;
    }

    public SegmentWriter(SegmentId id, SegmentOptions options) {
        this(id, options, new SegmentWorkspace(), SegmentWorkspace.Use.ONCE);
    }

    /**
     * @param workspace that no other writer uses before this one is closed; it is not closed with it
     */
    public SegmentWriter(SegmentId id, SegmentOptions options, SegmentWorkspace workspace) {
        this(id, options, workspace, SegmentWorkspace.Use.AGAIN);
    }

    private SegmentWriter(SegmentId id, SegmentOptions options, SegmentWorkspace workspace, SegmentWorkspace.Use use) {
        this.id = id;
        this.options = options;
        this.workspace = workspace;
        this.use = use;
        workspace.begin(options);
        writeHead();
    }

    /** {@return how many pieces were added} */
    public int pieces() {
        return pieces;
    }

    /** {@return how many bytes the payload has so far} */
    public long rawBytes() {
        return rawBytes;
    }

    /** {@return about how many bytes the segment would have, sealed now} */
    public long estimatedSealedBytes() {
        return estimate(0);
    }

    /**
     * {@return whether a piece of this length is likely to fit}, judging by how well the pieces so far compress; a first piece always
     * does, since pieces are not split
     */
    public boolean hasRoomFor(int length) {
        if (pieces == 0) {
            return true;
        }
        return rawBytes + length <= options.rawBytes() && estimate(length) <= options.sealedBytes();
    }

    /**
     * Adds a piece; its bytes may change afterwards.
     *
     * @throws IllegalArgumentException when the segment would be larger than any reader takes, or the path is too long
     */
    public void add(Piece piece) {
        begin(piece.head());
        write(piece.buffer(), piece.offset(), piece.length());
        endPiece();
    }

    /**
     * Adds a piece whose content is read to where it is compressed.
     *
     * @throws X what reading throws; nothing can be added then, and the segment not be sealed
     * @throws IllegalArgumentException when the segment would be larger than any reader takes, or the path is too long
     */
    public <X extends Exception> void add(PieceHead head, Content<X> content) throws X {
        begin(head);
        for (int left = head.length(); left > 0;) {
            int part = Math.min(left, frameBytes - stagedBytes);
            ByteBuffer into = workspace.stage.limit(stagedBytes + part).position(stagedBytes);
            content.read(into);
            if (into.hasRemaining()) {
                throw new IllegalStateException(into.remaining() + " bytes of " + head.path() + " were not read");
            }
            staged(part);
            left -= part;
        }
        endPiece();
    }

    /** Ends the segment, which takes nothing more, and {@return it, sealed for the recipients} */
    public SealedSegment seal(List<? extends AgeRecipient> recipients) {
        return end().seal(recipients);
    }

    /** Ends the segment, which takes nothing more, and {@return it, to be sealed before another writer has the workspace} */
    public CompressedSegment end() {
        checkOpen();
        ended = true;
        byte[] end = new byte[SegmentFormat.END_BYTES];
        putInt(end, 0, SegmentFormat.KIND_END);
        putInt(end, SegmentFormat.PIECES_AT, pieces);
        write(end, 0, SegmentFormat.CHECKSUM_AT);
        putInt(end, SegmentFormat.CHECKSUM_AT, (int) checksum.getValue());
        write(end, SegmentFormat.CHECKSUM_AT, end.length - SegmentFormat.CHECKSUM_AT);
        if (stagedBytes > 0) {
            compress();
        }
        return new CompressedSegment(id, workspace.compressed, compressedBytes, rawBytes);
    }

    @Override
    public void close() {
        switch (use) {
            case ONCE -> workspace.close();
            case AGAIN -> {
            }
        }
    }

    private void writeHead() {
        byte[] key = id.chunk().line().key().getBytes(StandardCharsets.UTF_8);
        if (key.length > SegmentFormat.MAX_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "a line's key of " + key.length + " bytes; the limit is " + SegmentFormat.MAX_KEY_BYTES);
        }
        byte[] head = new byte[(int) padded(SegmentFormat.KEY_AT + key.length)];
        putLong(head, 0, SegmentFormat.MAGIC);
        putInt(head, SegmentFormat.VERSION_AT, SegmentFormat.VERSION);
        putInt(head, SegmentFormat.HEAD_LENGTH_AT, head.length);
        putLong(head, SegmentFormat.CHUNK_AT, id.chunk().number());
        putInt(head, SegmentFormat.INDEX_AT, id.index());
        putInt(head, SegmentFormat.KEY_BYTES_AT, key.length);
        System.arraycopy(key, 0, head, SegmentFormat.KEY_AT, key.length);
        write(head);
    }

    private void checkOpen() {
        if (ended || inPiece) {
            throw new IllegalStateException(ended ? "the segment is sealed already" : "a piece could not be read");
        }
    }

    private void begin(PieceHead head) {
        checkOpen();
        if (rawBytes + head.length() > SegmentFormat.MAX_RAW_BYTES - SegmentFormat.MAX_PATH_BYTES) {
            throw new IllegalArgumentException("a segment of more than " + SegmentFormat.MAX_RAW_BYTES
                    + " raw bytes with the " + head.length() + " of " + head.path());
        }
        write(header(head));
        inPiece = true;
    }

    private static byte[] header(PieceHead head) {
        byte[] path = head.path().getBytes(StandardCharsets.UTF_8);
        if (path.length > SegmentFormat.MAX_PATH_BYTES) {
            throw new IllegalArgumentException(
                    "a path of " + path.length + " bytes; the limit is " + SegmentFormat.MAX_PATH_BYTES);
        }
        byte[] header = new byte[(int) padded(SegmentFormat.PATH_AT + path.length)];
        putInt(header, SegmentFormat.PATH_BYTES_AT, path.length);
        putLong(header, SegmentFormat.LENGTH_AT, head.length());
        putLong(header, SegmentFormat.OFFSET_AT, head.fileOffset());
        System.arraycopy(path, 0, header, SegmentFormat.PATH_AT, path.length);
        switch (head) {
            case PieceHead.FilePart _ -> putInt(header, 0, SegmentFormat.KIND_FILE);
            case PieceHead.Packet packet -> {
                putInt(header, 0, SegmentFormat.KIND_PACKET);
                putLong(header, SegmentFormat.PACKET_AT, packet.packetIndex());
                putLong(header, SegmentFormat.BEGIN_AT, packet.beginNs());
                putLong(header, SegmentFormat.END_AT, packet.endNs());
            }
        }
        return header;
    }

    private void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    private void write(byte[] bytes, int offset, int length) {
        int done = 0;
        while (done < length) {
            int part = Math.min(Math.min(length - done, PART_BYTES), frameBytes - stagedBytes);
            workspace.stage.clear().put(stagedBytes, bytes, offset + done, part);
            staged(part);
            done += part;
        }
    }

    /** Counts bytes in that were put into the stage. */
    private void staged(int length) {
        checksum.update(workspace.stage.limit(stagedBytes + length).position(stagedBytes));
        stagedBytes += length;
        rawBytes += length;
        if (stagedBytes == frameBytes) {
            compress();
        }
    }

    private void endPiece() {
        pad();
        pieces++;
        inPiece = false;
    }

    private void pad() {
        write(ZEROS, 0, (int) (padded(rawBytes) - rawBytes));
    }

    private void compress() {
        compressedBytes = workspace.compress(stagedBytes, compressedBytes);
        stagedBytes = 0;
        frameBytes = SegmentWorkspace.frameBytes(rawBytes);
    }

    /** What is not compressed yet and what would come, at the ratio so far; 1 before the first frame. */
    private long estimate(int coming) {
        long before = rawBytes - stagedBytes;
        double ratio = before == 0 ? 1 : (double) compressedBytes / before;
        return compressedBytes + (long) ((stagedBytes + (long) coming) * ratio);
    }
}
