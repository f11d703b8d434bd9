package io.gyre.publisher.pack;

import io.gyre.wire.seal.Piece;
import java.util.ArrayList;
import java.util.List;

/** Pieces read one after another into one buffer: small packets go from thread to thread together. Not thread-safe. */
final class Batch {
    /** Most packets are smaller; a larger one is a batch of its own. */
    static final int USUAL_BYTES = 256 << 10;

    private final byte[] buffer;
    private final List<Entry> entries = new ArrayList<>();
    private int filled;

    /** A piece whose bytes are the batch's. */
    sealed interface Entry {
        record Part(Piece.FilePart piece) implements Entry {}

        /** @param stream position of the packet's stream among all streams */
        record Packet(Piece.PacketPiece piece, int stream) implements Entry {}
    }

    Batch(int bytes) {
        buffer = new byte[Math.max(bytes, USUAL_BYTES)];
    }

    byte[] buffer() {
        return buffer;
    }

    /** {@return where the next piece's bytes go} */
    int filled() {
        return filled;
    }

    int capacity() {
        return buffer.length;
    }

    boolean hasRoomFor(int length) {
        return length <= buffer.length - filled;
    }

    /** Adds a piece that lies at {@link #filled()}. */
    void add(Entry entry, int length) {
        entries.add(entry);
        filled += length;
    }

    List<Entry> entries() {
        return entries;
    }

    void clear() {
        entries.clear();
        filled = 0;
    }
}
